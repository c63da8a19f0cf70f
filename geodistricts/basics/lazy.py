"""Attributes that are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

_Value = TypeVar("_Value")


class Lazy(Generic[_Value]):
    """A method without arguments, run once for an object, its result kept as an attribute.

    ``functools.cached_property`` holds a lock in Python 3.11, and a process forked while
    another thread holds it waits for ever. Without one, two threads at worst make alike
    results, of which one stays.

    Parameters
    ----------
    make : callable
        The method.

    Examples
    --------
    >>> class Circle:
    ...     @Lazy
    ...     def area(self) -> float:
    ...         return 3.14
    >>> Circle().area
    3.14
    """

    def __init__(self, make: Callable[[Any], _Value]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, owner: None, kind: type) -> Lazy[_Value]: ...

    @overload
    def __get__(self, owner: object, kind: type) -> _Value: ...

    def __get__(self, owner: object, kind: type) -> Any:
        """Make the value, and let the object's own attribute answer from now on."""
        if owner is None:
            return self
        return owner.__dict__.setdefault(self._name, self._make(owner))
