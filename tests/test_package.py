"""What importing the package brings, and what it does not."""

import subprocess
import sys

import pytest

import geodistricts


def run(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.strip()


def test_import_is_light() -> None:
    engines = ("pandas", "geopandas", "polars", "duckdb", "pyspark", "geodistricts.engines")
    heavy = ("numpy", "pyarrow", "shapely", "rtree", "click", "rich", *engines)
    script = f"import sys, geodistricts; print([m for m in {heavy} if m in sys.modules])"
    assert run(script) == "[]"


def test_nearest_imports_only_what_it_needs() -> None:
    """Pandas is there in many services; Arrow imports it where it gets a chance."""
    script = (
        "import sys, geodistricts; geodistricts.nearest(41, 29)\n"
        "print([m for m in ('pandas', 'shapely', 'rtree', 'click', 'rich') if m in sys.modules])"
    )
    assert run(script) == "[]"


def test_public_names_are_there() -> None:
    for name in geodistricts.__all__:
        assert getattr(geodistricts, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        geodistricts.nothing  # noqa: B018
    assert geodistricts.__version__.count(".") == 2


def test_submodules_do_not_hide_functions() -> None:
    script = (
        "import pkgutil, importlib, geodistricts as gd\n"
        "for m in pkgutil.iter_modules(gd.__path__, 'geodistricts.'):\n"
        "    if not m.name.endswith('__main__'): importlib.import_module(m.name)\n"
        "print(all(callable(getattr(gd, name)) for name in gd.__all__))"
    )
    assert run(script) == "True"
