"""Corrections on the command line, and the difference that they make."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot import bundled_path

OWN = 10_000_000


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "geodistricts", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        encoding="utf-8",
    )


@pytest.fixture
def overlay(tmp_path: Path, bundled: Gazetteer) -> str:
    """Write corrections of Kadıköy."""
    caferaga = bundled.district("Caferağa", "İstanbul", "Kadıköy").pk
    path = tmp_path / "corrections.csv"
    path.write_text(
        "action;pk;name;city;township;latitude;longitude\n"
        f"add;{OWN};YENİMODA MAH;34;Kadıköy;40,98;29,02\n"
        f"rename;{caferaga};ESKİMODA MAH;;;;\n",
        encoding="utf-8",
    )
    return str(path)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nearest", "40.98", "29.02"),
        ("neighbors", "40.98", "29.02", "-k", "1"),
        ("match", "yenimoda", "--township", "kadıköy"),
        ("suggest", "yenimod"),
        ("validate", "--city", "34", "--township", "kadıköy", "--district", "yenimoda"),
        ("parse", "yenimoda mh 5 Kadıköy"),
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_every_command_sees_them(overlay: str, arguments: tuple[str, ...]) -> None:
    assert "Yenimoda Mah." in run(*arguments, "--overlay", overlay).stdout
    assert "Yenimoda Mah." not in run(*arguments).stdout


def test_reverse_and_enrich_see_them(overlay: str, tmp_path: Path, bundled: Gazetteer) -> None:
    caferaga = bundled.district("Caferağa", "İstanbul", "Kadıköy")
    point = (f"{caferaga.latitude}", f"{caferaga.longitude}")
    assert "Eskimoda Mah." in run("reverse", *point, "--overlay", overlay).stdout
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("addr\nYenimoda Mah. 5 Kadıköy İstanbul\n", encoding="utf-8")
    arguments = ("enrich", str(source), str(target), "--address", "addr", "--overlay", overlay)
    assert run(*arguments).returncode == 0
    [row] = csv.DictReader(target.read_text(encoding="utf-8").splitlines())
    assert (row["district_pk"], row["next_action"]) == (str(OWN), "ACCEPT")


def test_info_and_verify(overlay: str, bundled: Gazetteer) -> None:
    report = json.loads(run("info", "--overlay", overlay, "--json").stdout)
    assert report["data_version"].startswith(f"{bundled.version}+overlay.")
    assert (report["overlay"], report["counts"]["corrections"]) == (overlay, 2)
    shown = run("info", "--overlay", overlay).stdout
    assert f"with 2 corrections of {overlay}" in shown
    assert json.loads(run("info", "--json").stdout)["overlay"] is None
    assert overlay in run("verify", "--overlay", overlay, "--json").stdout
    with Path(overlay).open("a", encoding="utf-8") as file:
        file.write("raname;7;X;;;;\n")
    for command in ("verify", "info"):
        done = run(command, "--overlay", overlay)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert f"{overlay}, line 4: unknown action 'raname'" in done.stderr


def test_diff_shows_what_an_overlay_does(overlay: str) -> None:
    folder = str(bundled_path())
    done = run("diff", folder, folder, "--overlay", overlay)
    assert done.returncode == 0
    assert "added KADIKÖY: YENİMODA MAH" in done.stdout
    assert "renamed KADIKÖY: CAFERAĞA MAH → ESKİMODA MAH" in done.stdout
    answer = json.loads(run("diff", folder, folder, "--overlay", overlay, "--json").stdout)
    assert list(answer["districts"]) == ["İSTANBUL"]
    [added] = answer["districts"]["İSTANBUL"]["added"]
    assert (added["pk"], added["township"], added["name"]) == (OWN, "KADIKÖY", "YENİMODA MAH")
    assert answer["new"].startswith(f"{answer['old']}+overlay.")


def test_diff_of_equal_and_of_missing_snapshots(small_snapshot: Path) -> None:
    done = run("diff", str(small_snapshot), str(small_snapshot))
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "No difference.\n")
    done = run("diff", str(small_snapshot), "nowhere")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "nowhere is no snapshot" in done.stderr
