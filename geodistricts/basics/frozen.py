"""JSON that nobody can change."""

from __future__ import annotations

from typing import Any, NoReturn


class FrozenDict(dict[str, Any]):
    """A dict that is only read; JSON, copies and pickles know it as any dict.

    Examples
    --------
    >>> frozen({"a": [1]})["a"]
    (1,)
    """

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("this mapping is read-only; change a copy of it: dict(…)")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[FrozenDict], tuple[dict[str, Any]]]:
        return type(self), (dict(self),)

    def __copy__(self) -> FrozenDict:
        return self

    def __deepcopy__(self, memo: object) -> FrozenDict:
        return self


def frozen(value: Any) -> Any:
    """Return a value out of JSON as one that cannot be changed, at any depth.

    Parameters
    ----------
    value : object
        What JSON can hold.

    Returns
    -------
    object
        The same, with a ``FrozenDict`` for each object and a tuple for each list.
    """
    if isinstance(value, dict):
        return FrozenDict({name: frozen(member) for name, member in value.items()})
    if isinstance(value, list | tuple):
        return tuple(frozen(member) for member in value)
    return value
