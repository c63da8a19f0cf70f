"""The layout: arrows go one way, rooms are entered by their front doors, nothing grows too big."""

import ast
import logging
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

import geodistricts

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path(geodistricts.__file__).parent
WITHOUT_FRONT_DOOR = {"geodistricts.basics"}
ROOM_OF_ROOMS = "geodistricts.sources"
TOOLS = {"basics", "records", "verdicts", "errors"}
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


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Read every import of the package."""
    return grimp.build_graph("geodistricts", cache_dir=None)


def room_of(module: str) -> str:
    return module.rpartition(".")[0]


@pytest.fixture
def loggers_that_speak() -> Iterator[None]:
    """Let loggers speak on that import-linter silences, for the tests after this one."""
    named = [one for one in logging.Logger.manager.loggerDict.values() if hasattr(one, "disabled")]
    speaking = [logger for logger in named if not logger.disabled]
    yield
    for logger in speaking:
        logger.disabled = False


@pytest.mark.usefixtures("loggers_that_speak")
def test_arrows_go_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    failed = lint_imports(str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert not failed, capsys.readouterr().out


def test_the_picture_shows_the_arrows(graph: grimp.ImportGraph) -> None:
    """What CONTRIBUTING draws between rooms is what the code imports, no more and no less."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    picture = text.split("```mermaid")[1].split("```")[0]
    drawn = {
        (line.split("[")[0].strip(), room.strip())
        for line in picture.splitlines()
        if "-->" in line
        for room in line.split("-->")[1].split("&")
    }
    rooms = {room for arrow in drawn for room in arrow}
    imports = {
        (importer.split(".")[1], imported.split(".")[1])
        for importer in graph.modules - {"geodistricts", "geodistricts.__main__"}
        for imported in graph.find_modules_directly_imported_by(importer) - {"geodistricts"}
    }
    between_rooms = {(one, other) for one, other in imports if one != other and other not in TOOLS}
    assert rooms == {top.rpartition(".")[2] for top in graph.find_children("geodistricts")} - {
        "__main__",
        *TOOLS,
    }
    assert between_rooms == drawn


def test_nobody_reaches_past_a_front_door(graph: grimp.ImportGraph) -> None:
    """A room's modules import each other; others import the room, which is its ``__init__``."""
    rooms = {room_of(module) for module in graph.modules} - {"", "geodistricts"}
    assert {"geodistricts.names", "geodistricts.sources.akinon"} <= rooms
    doors = {room for room in rooms if room_of(room) == ROOM_OF_ROOMS}
    reaching = [
        f"{importer} imports {module}; import it from {room_of(module)}"
        for module in graph.modules - doors
        if room_of(module) in rooms - WITHOUT_FRONT_DOOR
        for importer in graph.find_modules_that_directly_import(module)
        if not f"{importer}.".startswith(f"{room_of(module)}.")
    ]
    assert reaching == []


def test_nobody_goes_out_to_come_in_again(graph: grimp.ImportGraph) -> None:
    """A module that imports its own room's front door closes a circle."""
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
    assert len(modules) <= MOST_MODULES, f"{folder.name} has {len(modules)} modules"
    for path in modules:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= MOST_LINES, f"{path.name} has {lines} lines; it holds two ideas"
    if folder not in (PACKAGE, ROOT / "benchmarks"):
        door = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
        said = (ast.get_docstring(door) or "").splitlines()[2:]
        assert 3 <= len(said) <= 6, f"{folder.name}/__init__.py says it in {len(said)} lines"
