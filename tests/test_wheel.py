"""The wheel and the sdist, built, listed, and used away from the repository."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

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
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"geodistricts"}


def test_sdist_holds_everything(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    expected = {"pyproject.toml", "LICENSE", "README.md", "scripts/build_snapshot.py"}
    assert expected | {f"data/{name}" for name in DATA} <= names


def test_installed_wheel_answers(built: Path, tmp_path: Path) -> None:
    """In an empty environment, in another folder, with the dependencies that it asks for."""
    home = tmp_path / "environment"
    venv.create(home, with_pip=True)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", next(built.glob("*.whl"))],
        check=True,
        timeout=400,
    )
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
    assert Path(path).is_relative_to(home.resolve())
    command = python.with_name("geodistricts")
    shown = subprocess.run(
        [command, "verify"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert shown.returncode == 0, shown.stderr
