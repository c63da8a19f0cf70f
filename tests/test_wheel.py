"""The wheel and the sdist, built, listed, and used away from the repository."""

import json
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from akinon_lists import platform_list
from akinon_server import TOKEN, serving
from geodistricts.snapshot.format import FILES, MANIFEST

ROOT = Path(__file__).resolve().parent.parent
DATA = {*FILES, MANIFEST, "README.md"}

pytestmark = pytest.mark.skipif(
    not (ROOT / "pyproject.toml").exists(), reason="these tests build from the repository"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return out


def test_wheel_holds_code_types_and_data(built: Path) -> None:
    names = set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())
    assert {f"geodistricts/data/{name}" for name in DATA} <= names
    assert {"geodistricts/py.typed", "geodistricts/gazetteer.py"} <= names
    form = ROOT / "geodistricts/service/form/static"
    files = {path.relative_to(ROOT).as_posix() for path in form.rglob("*") if path.is_file()}
    assert "geodistricts/service/form/static/leaflet/LICENSE" in files
    assert files <= names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"geodistricts"}


def test_sdist_holds_everything(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    expected = {"pyproject.toml", "LICENSE", "README.md", "scripts/build_snapshot.py"}
    expected |= {"CHANGELOG.md", "CITATION.cff", "SECURITY.md", "mkdocs.yml", "docs/index.md"}
    assert expected | {f"data/{name}" for name in DATA} <= names


def test_an_index_would_take_them(built: Path) -> None:
    """Their metadata are whole, and the README renders."""
    done = subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", *map(str, built.iterdir())],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def python(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an empty environment, with the dependencies that it asks for."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install(python, str(next(built.glob("*.whl"))))
    return python


def install(python: Path, *what: str) -> None:
    subprocess.run([python, "-m", "pip", "install", "--quiet", *what], check=True, timeout=400)


def run(
    python: Path, *arguments: str, cwd: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python.with_name("geodistricts"), *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
        env={"PYTHONUTF8": "1", **environment},
    )


def test_installed_wheel_answers(python: Path, tmp_path: Path) -> None:
    """In another folder, by the package and by the command."""
    script = (
        "import geodistricts as gd; g = gd.Gazetteer.open()\n"
        "print(gd.nearest(41.0636, 28.8515).district.name, g.path)"
    )
    done = subprocess.run(
        [python, "-I", "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
    )
    name, path = done.stdout.strip().rsplit(" ", 1)
    assert name == "100. YIL MAH"
    assert Path(path).is_relative_to(python.parents[1].resolve())
    shown = run(python, "verify", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr


def test_installed_wheel_builds(built: Path, python: Path, tmp_path: Path) -> None:
    """As the README's "Your platform's own list" says; first without the extra, then with it."""
    lists = platform_list(cities={74})
    with serving(lists.districts, lists.townships, lists.cities) as server:
        command = ("build", "akinon", "--base-url", server.url, "--out", "my-snapshot")
        without = run(python, *command, cwd=tmp_path, AKINON_TOKEN=TOKEN)
        assert without.returncode == 2
        assert without.stderr.count("\n") == 1
        assert "pip install 'geodistricts[build]'" in without.stderr
        install(python, f"{next(built.glob('*.whl'))}[build]")
        done = run(python, *command, cwd=tmp_path, AKINON_TOKEN=TOKEN)
    assert done.returncode == 0, done.stderr
    assert "this is the first build" in done.stdout
    shown = run(python, "info", "--snapshot", "my-snapshot", "--json", cwd=tmp_path)
    assert json.loads(shown.stdout)["counts"]["districts"] == len(lists.districts)
