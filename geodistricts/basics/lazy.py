"""Attributes that are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

from geodistricts.basics.forking import loading

_Value = TypeVar("_Value")


class Lazy(Generic[_Value]):
    """A method without arguments, run once for an object, its result kept as an attribute.

    Threads that ask at once wait for the one that makes it, and so does a fork.

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
        with loading:
            if self._name not in owner.__dict__:
                owner.__dict__[self._name] = self._make(owner)
            return owner.__dict__[self._name]


def make_all(owner: object) -> None:
    """Make every lazy attribute of an object that has not been made yet.

    Parameters
    ----------
    owner : object
        Of a class with methods that are ``Lazy``.
    """
    for kind in type(owner).__mro__:
        for name, attribute in vars(kind).items():
            if isinstance(attribute, Lazy):
                getattr(owner, name)
