"""The layout: arrows go one way, rooms are entered by their front doors, nothing grows too big."""

import ast
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

import geodistricts

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path(geodistricts.__file__).parent
WITHOUT_FRONT_DOOR = {"geodistricts.basics"}
MOST_LINES, MOST_MODULES = 400, 16
FOLDERS = [
    folder
    for top in (PACKAGE, ROOT / "benchmarks")
    for folder in (top, *top.rglob("*/"))
    if any(folder.glob("*.py"))
]

pytestmark = pytest.mark.skipif(
    not (ROOT / "pyproject.toml").exists(), reason="these tests look at the repository"
)


def room_of(module: str) -> str:
    return module.rpartition(".")[0]


def test_arrows_go_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    failed = lint_imports(str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert not failed, capsys.readouterr().out


def test_nobody_reaches_past_a_front_door() -> None:
    """A room's modules import each other; others import the room, which is its ``__init__``."""
    graph = grimp.build_graph("geodistricts", cache_dir=None)
    rooms = {room_of(module) for module in graph.modules} - {"", "geodistricts"}
    assert {"geodistricts.names", "geodistricts.sources.akinon"} <= rooms
    reaching = [
        f"{importer} imports {module}; import it from {room_of(module)}"
        for module in graph.modules - rooms
        if room_of(module) in rooms - WITHOUT_FRONT_DOOR
        for importer in graph.find_modules_that_directly_import(module)
        if not f"{importer}.".startswith(f"{room_of(module)}.")
    ]
    assert reaching == []


def test_nobody_goes_out_to_come_in_again() -> None:
    """A module that imports its own room's front door closes a circle."""
    graph = grimp.build_graph("geodistricts", cache_dir=None)
    circles = [
        (module, room_of(module))
        for module in graph.modules
        if room_of(module) in graph.find_modules_directly_imported_by(module)
        and room_of(module) != "geodistricts"
    ]
    assert circles == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(ROOT).as_posix())
def test_a_room_says_what_it_is_and_stays_small(folder: Path) -> None:
    modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= MOST_MODULES
    for path in modules:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= MOST_LINES, f"{path.name} has {lines} lines; it holds two ideas"
    if folder not in (PACKAGE, ROOT / "benchmarks"):
        door = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
        said = (ast.get_docstring(door) or "").splitlines()[2:]
        assert 3 <= len(said) <= 6
