"""One text for a question, wherever it can be asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

_Function = TypeVar("_Function", bound=Callable[..., Any])


def explained_by(original: Callable[..., Any]) -> Callable[[_Function], _Function]:
    """Give a function the docstring of the one that it hands its arguments on to.

    The function's own docstring, the first line of the text, is for those who read the code.

    Parameters
    ----------
    original : callable
        Has the whole text.

    Returns
    -------
    callable
        A decorator that leaves everything else as it is.

    Examples
    --------
    >>> def whole() -> None:
    ...     '''Do it.
    ...
    ...     With great care.
    ...     '''
    >>> @explained_by(whole)
    ... def thin() -> None:
    ...     '''Do it.'''
    >>> thin.__doc__ == whole.__doc__
    True
    """

    def explain(function: _Function) -> _Function:
        function.__doc__ = original.__doc__
        return function

    return explain
