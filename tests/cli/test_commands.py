"""The command line, as a person and as a program use it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from geodistricts.cli import cli
from geodistricts.gazetteer import Gazetteer

COMMANDS = [*sorted(cli.commands), "build open-data", "build akinon", "build table"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "geodistricts", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        encoding="utf-8",
    )


def test_nearest_for_people() -> None:
    done = run("nearest", "41.0636", "28.8515")
    assert done.returncode == 0
    for text in ("100. Yıl Mah.", "Bağcılar", "İstanbul", "34218"):
        assert text in done.stdout


def test_nearest_for_programs(bundled: Gazetteer) -> None:
    done = run("nearest", "41.0636", "28.8515", "--json")
    answer = json.loads(done.stdout)
    found = bundled.nearest(41.0636, 28.8515)
    assert found is not None
    assert found.district.to_dict().items() <= answer.items()
    assert answer["distance"] == pytest.approx(found.distance, abs=1e-3)


def test_neighbors(bundled: Gazetteer) -> None:
    done = run("neighbors", "41", "29", "-k", "3", "--city", "ankara", "--json")
    answers = json.loads(done.stdout)
    assert [answer["city"] for answer in answers] == [7, 7, 7]
    for place in (["--city", "06"], ["--city", "6"], ["--city-pk", "7"]):
        again = run("neighbors", "41", "29", "-k", "3", *place, "--json")
        assert json.loads(again.stdout) == answers
    assert "Ankara" in run("neighbors", "41", "29", "--township", "çankaya").stdout


def test_reverse(bundled: Gazetteer) -> None:
    answer = json.loads(run("reverse", "41.0636", "28.8515", "--json").stdout)
    found = bundled.reverse(41.0636, 28.8515)
    assert found is not None
    assert found.district.to_dict().items() <= answer.items()
    assert (answer["method"], answer["distance"]) == ("boundary", 0)
    shown = run("reverse", "41.0636", "28.8515").stdout
    assert "100. Yıl Mah." in shown
    assert "boundary" in shown
    done = run("reverse", "41", "-28.5", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (1, None)


@pytest.mark.parametrize("command", ["nearest", "neighbors", "reverse"])
def test_swapped_coordinates_are_hinted_at(command: str) -> None:
    done = run(command, "28.8515", "41.0636", "--json")
    assert "are in Bağcılar: are they swapped?" in done.stderr
    assert done.returncode == (1 if command == "reverse" else 0)
    json.loads(done.stdout)
    for point in (("41.0636", "28.8515"), ("50", "10"), ("0", "120")):
        assert "swapped" not in run(command, *point).stderr


def test_numbers_with_a_comma() -> None:
    point = run("nearest", "41.0636", "28.8515", "--json")
    assert run("nearest", "41,0636", "28,8515", "--json").stdout == point.stdout
    assert run("nearest", "41,0636", "28,8515", "--max-distance", "0,5").returncode == 1
    assert run("nearest", "1.041,5", "29").returncode == 2
    assert run("reverse", "-41,0636", "28,8515").returncode == 1


def test_normalize() -> None:
    done = run("normalize", "YÜZÜNCÜ YIL")
    assert (done.returncode, done.stdout) == (0, run("normalize", "100.yıl mh.").stdout)
    assert json.loads(run("normalize", "100. Yıl", "--json").stdout) == done.stdout.strip()
    assert run("normalize", "…").returncode == 1


def test_match(bundled: Gazetteer) -> None:
    done = run("match", "100.yıl mh", "--city", "ankara", "--township", "cankaya", "--json")
    (answer,) = json.loads(done.stdout)
    (found,) = bundled.match("100.yıl mh", "ankara", "cankaya")
    assert found.district.to_dict().items() <= answer.items()
    assert (answer["score"], answer["kind"], answer["outside"]) == (99, "normalized", False)
    shown = run("match", "caferga", "--township", "kadıköy").stdout
    assert "Caferağa Mah." in shown
    assert "fuzzy" in shown
    assert run("match", "xxxxxxxx").returncode == 1


def test_suggest() -> None:
    answers = json.loads(run("suggest", "cafer", "--city", "istanbul", "--json").stdout)
    assert answers[0]["display_name"] == "Caferağa Mah."
    shown = run("suggest", "ığd", "--limit", "3")
    assert shown.returncode == 0
    assert len(shown.stdout.splitlines()) <= 3 + 5
    nothing = run("suggest", "xxxxxxxx")
    assert (nothing.returncode, nothing.stderr) == (1, "Nothing found.\n")


def test_suggest_places() -> None:
    mixed = run("suggest", "kadıköy", "--level", "township", "--level", "district", "--limit", "3")
    assert mixed.stdout.splitlines()[0] == "Kadıköy, İstanbul"
    only = run("suggest", "bol", "--level", "city")
    assert only.stdout.splitlines()[0] == "Bolu"
    answers = json.loads(run("suggest", "bol", "--level", "city", "--json").stdout)
    assert answers[0]["level"] == "city"
    assert run("suggest", "x", "--lat", "41").returncode == 2


def test_validate() -> None:
    fields = ["--city", "istanbul", "--township", "bakirkoy", "--district", "caferaga"]
    done = run("validate", *fields)
    assert done.returncode == 0
    for text in ("CONFIRM", "bakirkoy", "Kadıköy", "replaced", "Caferağa Mah."):
        assert text in done.stdout
    answer = json.loads(run("validate", *fields, "--json").stdout)
    assert answer["possible_next_action"] == "CONFIRM"
    assert answer["components"]["township"]["input"] == "bakirkoy"
    assert answer["district"]["display_name"] == "Caferağa Mah."
    for city in (["--city", "06"], ["--city", "6"], ["--city-pk", "7"]):
        done = run("validate", *city, "--township", "çankaya", "--district", "kızılay", "--json")
        answer = json.loads(done.stdout)
        assert (answer["possible_next_action"], answer["city"]["pk"]) == ("ACCEPT", 7)
    shown = run("validate", "--city-pk", "7", "--district", "kızılay").stdout
    assert "Ankara" in shown
    assert "City(" not in shown
    assert run("validate", "--city", "istanbul").returncode == 1


def test_validate_with_a_line() -> None:
    order = ["--city", "ankara", "--township", "batıkent"]
    order += ["--address", "Kardelen mah. 2090 sk. no:5 d:3"]
    done = run("validate", *order)
    assert done.returncode == 0
    for text in (
        "ACCEPT",
        "semt",
        "2090 sk. no:5 d:3",
        "Kardelen Mah. 2090 Sk. No:5 D:3 06370 Yenimahalle/Ankara",
        "Confidence",
        "Reason",
        "Source",
    ):
        assert text in done.stdout
    answer = json.loads(run("validate", *order, "--json").stdout)
    assert answer["street_line"] == "2090 sk. no:5 d:3"
    assert answer["address_lines"] == [
        "Kardelen Mah. 2090 Sk. No:5 D:3",
        "06370 Yenimahalle/Ankara",
    ]
    assert answer["components"]["township"]["reason"] == "SEMT"
    assert answer["components"]["district"]["sources"] == ["LINE"]
    assert answer["confidence"] >= 0.9
    assert run("validate", "--address", "no 5").returncode == 1


def test_parse() -> None:
    line = "Caferağa Mah. Moda Cd. No:45 Kadıköy / İstanbul"
    shown = run("parse", line)
    assert shown.returncode == 0
    for text in ("Caferağa Mah.", "Kadıköy", "Moda Cd. No:45"):
        assert text in shown.stdout
    answer = json.loads(run("parse", line, "--json").stdout)
    assert answer["remainder"] == "Moda Cd. No:45"
    many = run("parse", "Cumhuriyet Mah. Atatürk Cad. No 5", "--json", "--limit", "3")
    assert many.returncode == 1
    assert len(json.loads(many.stdout)["alternatives"]) == 3
    inside = run("parse", "Cumhuriyet Mah. 5", "--city", "istanbul", "--township", "çekmeköy")
    assert "Çekmeköy" in inside.stdout


def test_enrich(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("lat,lon\n41.0636,28.8515\n", encoding="utf-8")
    arguments = [str(source), str(tmp_path / "out.csv"), "--latitude", "lat", "--longitude", "lon"]
    done = run("enrich", *arguments)
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 rows: 1 ACCEPT" in done.stderr


def test_nothing_found() -> None:
    done = run("nearest", "41", "-28.5", "--max-distance", "1000")
    assert (done.returncode, done.stdout) == (1, "")
    done = run("neighbors", "41", "-28.5", "--max-distance", "1000", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (1, [])


def test_info(bundled: Gazetteer) -> None:
    report = json.loads(run("info", "--json").stdout)
    assert report["data_version"] == bundled.version
    assert report["counts"]["districts"] == sum(bundled.table["is_active"].to_pylist())
    shown = run("info").stdout
    for text in (bundled.version, "townships", "MIT", "boundary"):
        assert text in shown


def test_verify(small_snapshot: Path) -> None:
    assert run("verify").returncode == 0
    (small_snapshot / "boundaries.parquet").write_bytes(b"x")
    done = run("verify", "--snapshot", str(small_snapshot))
    assert done.returncode == 2
    assert "boundaries.parquet" in done.stderr
    assert "bad" in done.stdout


def test_another_snapshot(small_snapshot: Path) -> None:
    done = run("nearest", "41", "29", "--snapshot", str(small_snapshot))
    assert "District 1 Mah." in done.stdout


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["nearest"], "Missing argument 'LAT'"),
        (["nearest", "north", "29"], "not a valid float"),
        (["nearest", "95", "29"], "lat must be"),
        (["nearest", "nan", "29"], "lat must be a finite"),
        (["neighbors", "41", "29", "-k", "0"], "k must be 1 or more"),
        (["neighbors", "41", "29", "--city", "İstanpoli"], "the closest are İstanbul"),
        (["nearest", "41", "29", "--snapshot", "nowhere"], "is no snapshot"),
        (["nearest", "41", "29", "--nonsense"], "--nonsense"),
        (["match", "caferağa", "--limit", "0"], "limit must be 1 or more"),
        (["match", "caferağa", "--min-score", "101"], "min_score must be 0 to 100"),
        (["suggest", "cafer", "--township", "Merkez"], "give the city too"),
        (["parse", "x", "--city", "İstanpoli"], "the closest are İstanbul"),
        (["parse", "x", "--city", "99"], "no city has the plate code '99'"),
        (["match", "x", "--city", "34", "--city-pk", "40"], "either --city or --city-pk"),
        (["suggest", "x", "--township-pk", "99999"], "no township has the pk 99999"),
        (["validate", "--city-pk", "82"], "no city has the pk 82"),
        (
            ["enrich", "none.csv", "out.csv", "--address", "x"],
            "none.csv: No such file or directory; check the path",
        ),
        (["enrich", "none.csv", "out.csv"], "give either"),
        (["geocode"], "No such command 'geocode'"),
    ],
)
def test_bad_input_is_one_line(arguments: list[str], problem: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert problem in done.stderr


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(command: str) -> None:
    done = run(*command.split(), "--help")
    assert done.returncode == 0
    assert "Usage: geodistricts" in done.stdout
