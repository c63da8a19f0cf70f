"""One text for a question: the same help and the same signature, wherever it is asked."""

import ast
import inspect
from collections.abc import Callable
from typing import Any

import pytest

import geodistricts as gd
from geodistricts import gazetteer, shared
from geodistricts.addresses import Addresses
from geodistricts.names import Lookups, Names
from geodistricts.points import Points
from geodistricts.shapes import Shapes

QUESTIONS = [
    (owner, name)
    for owner in (Points, Lookups, Names, Addresses, Shapes)
    for name in vars(owner)
    if name in gd.__all__
]
LOOKUPS = ["city", "township", "district"]


def parameters(function: Callable[..., Any], skip: int) -> list[inspect.Parameter]:
    return list(inspect.signature(function).parameters.values())[skip:]


def first_lines(module: object) -> dict[str, str | None]:
    """Return the docstrings of functions and methods as they stand in the code."""
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]
    return {
        node.name: ast.get_docstring(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }


def test_every_function_has_an_owner() -> None:
    functions = {name for name in gd.__all__ if inspect.isfunction(getattr(gd, name))}
    assert functions - {name for _, name in QUESTIONS} == {
        *("enrich", "highlight", "normalize", "preload")
    }


@pytest.mark.parametrize(("owner", "name"), QUESTIONS, ids=[name for _, name in QUESTIONS])
def test_one_text_one_signature(owner: type, name: str) -> None:
    function, method, owned = getattr(gd, name), getattr(gd.Gazetteer, name), getattr(owner, name)
    assert function.__doc__ == method.__doc__ == owned.__doc__
    for section in ("Parameters", "Returns", "Raises", "Examples"):
        assert f"\n        {section}\n        ---" in owned.__doc__
    assert parameters(function, 0) == parameters(method, 1) == parameters(owned, 1)
    returns = {inspect.signature(one).return_annotation for one in (function, method, owned)}
    assert len(returns) == 1
    for module in (gazetteer, shared):
        assert first_lines(module)[name] == owned.__doc__.splitlines()[0]


@pytest.mark.parametrize("name", LOOKUPS)
def test_lookups_have_one_text_too(name: str) -> None:
    method, owned = getattr(gd.Gazetteer, name), getattr(Names, name)
    assert method.__doc__ == owned.__doc__
    assert parameters(method, 1) == parameters(owned, 1)
    assert first_lines(gazetteer)[name] == owned.__doc__.splitlines()[0]


@pytest.mark.parametrize("ask", [gd.nearest, gd.Gazetteer.nearest])
def test_help_is_complete(ask: Callable[..., Any], capsys: pytest.CaptureFixture[str]) -> None:
    help(ask)
    shown = capsys.readouterr().out
    assert "nearest(" in shown
    for text in ("lat: 'float'", "lon: 'float'", "Neighbor | None", "great-circle", "ValueError"):
        assert text in shown
