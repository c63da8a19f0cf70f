"""The command line and those around it: readers that go, full disks, old locales, signals."""

import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX's shell, signals and devices")

PROGRAM = f"{shlex.quote(sys.executable)} -m geodistricts"
COMMANDS = [
    "nearest 41.0636 28.8515",
    "reverse 41.0636 28.8515",
    "neighbors 41 29 -k 300",
    "normalize 'YÜZÜNCÜ YIL'",
    "match yeni --limit 300",
    "suggest ye --limit 300",
    "validate --city istanbul --township bakirkoy --district caferaga",
    "parse 'Caferağa Mah. Moda Cd. No:45 Kadıköy / İstanbul'",
    "info",
    "verify",
]
ALL = [*COMMANDS, "neighbors 41 29 -k 300 --json", "--help", "--version"]
SOME = [COMMANDS[0], "normalize x", "info", "match yeni --json", "--help"]


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of a shell in which the first command's code is the code."""
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("command", ALL)
def test_a_reader_that_goes_is_no_error(command: str) -> None:
    done = shell(f"{PROGRAM} {command} | {'head -1' if command in SOME else 'true'}")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("command", SOME)
def test_closed_output(command: str) -> None:
    done = shell(f"{PROGRAM} {command} >&- && {PROGRAM} {command} <&- >&- 2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize("command", SOME)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux's")
def test_full_output(command: str) -> None:
    done = shell(f"{PROGRAM} {command} > /dev/full")
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"No space left on device" in done.stderr
    if not command.startswith("--"):
        assert b"geodistricts: standard output: No space" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii:strict", "iso8859-9"])
@pytest.mark.parametrize("command", [*SOME[:-1], COMMANDS[-3]])
def test_old_encodings(command: str, encoding: str) -> None:
    done = shell(f"{PROGRAM} {command}", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    name = encoding.partition(":")[0]
    shown = done.stdout.decode(name)
    if command.startswith(("nearest", "parse")):
        assert "İ" in shown if name == "iso8859-9" else "?stanbul" in shown
    plain = shell(f"{PROGRAM} {command} --json", PYTHONIOENCODING="utf-8")
    escaped = shell(f"{PROGRAM} {command} --json", PYTHONIOENCODING=encoding)
    assert (escaped.returncode, escaped.stderr) == (0, b"")
    assert json.loads(escaped.stdout.decode(name)) == json.loads(plain.stdout)


def test_a_locale_that_is_ascii() -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for command in (COMMANDS[0], "enrich yok-ş.csv out.csv --address x", "match $'\\xff\\x1b'"):
        done = shell(f"{PROGRAM} {command}", **plain)
        assert done.returncode in (0, 1, 2)
        assert b"Traceback" not in done.stderr
        (done.stdout + done.stderr).decode("ascii")


AWKWARD = "Cumhuriyet Mah. [/b] [red]x[/red] :smile: \x1b[2J\x9b1m\u202e\u2028\n5"


@pytest.mark.parametrize(
    "command",
    [
        ["parse", AWKWARD],
        ["validate", "--city", "ankara", "--district", f"kızılay {AWKWARD}"],
        ["match", AWKWARD],
        ["suggest", AWKWARD],
        ["match", "x", "--city", AWKWARD],
        ["match", "x", "--township", AWKWARD],
        ["parse", "x", "--city", AWKWARD],
        ["enrich", f"{AWKWARD}.csv", "out.csv", "--address", "x"],
        ["nearest", AWKWARD, "29"],
        ["nearest", "41", "29", "--snapshot", AWKWARD],
        ["nearest", "41", "29", f"--{AWKWARD}"],
        [AWKWARD],
        ["build", AWKWARD],
        ["build", "open-data", "--ptt", AWKWARD, "--boundaries", AWKWARD, "--out", AWKWARD],
    ],
    ids=lambda command: " ".join(command[:3])[:30],
)
def test_what_is_typed_is_neither_markup_nor_control(command: list[str]) -> None:
    for extra in ([], ["--json"] if command[0] not in ("build", "enrich", AWKWARD) else []):
        done = subprocess.run(
            [sys.executable, "-m", "geodistricts", *command, *extra],
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert b"Traceback" not in done.stderr
        said = (done.stdout + done.stderr).decode("utf-8")
        assert not set(said) & set("\x1b\x9b\u202e\u2028")
        assert done.stderr.count(b"\n") <= 1
    if command[0] == "parse" and len(command) == 2:
        shown = subprocess.run(
            [sys.executable, "-m", "geodistricts", *command], capture_output=True, check=False
        ).stdout.decode()
        for text in ("[red]x[/red]", ":smile:", r"\x1b[2J"):
            assert text in shown


SLOW = """
import sys, time
from geodistricts.cli import main
from geodistricts.tables import Enricher
locate = Enricher.locate
def slowly(*arguments):
    print("begun", flush=True)
    time.sleep(60)
    return locate(*arguments)
Enricher.locate = slowly
main(sys.argv[1:])
"""


@pytest.mark.parametrize("ending", [".csv.gz", ".parquet"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=str)
def test_a_signal_leaves_nothing_behind(
    tmp_path: Path, ending: str, number: signal.Signals
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / f"out{ending}"
    source.write_text("lat,lon\n41,29\n", encoding="utf-8")
    target.write_text("as it was", encoding="utf-8")
    point = ["--latitude", "lat", "--longitude", "lon"]
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, "enrich", str(source), str(target), *point],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Where the tests themselves run under nohup, or behind "&".
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    )
    assert process.stdout
    assert process.stdout.readline() == b"begun\n"
    assert any(path.name.endswith(".part") for path in tmp_path.iterdir())
    process.send_signal(number)
    _, said = process.communicate(timeout=30)
    assert process.returncode == -number
    assert b"Traceback" not in said
    assert target.read_text(encoding="utf-8") == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["in.csv", target.name])


def test_nohup_is_obeyed(tmp_path: Path) -> None:
    program = SLOW.replace("time.sleep(60)", "time.sleep(1)")
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("lat,lon\n41,29\n", encoding="utf-8")
    point = ["--latitude", "lat", "--longitude", "lon"]
    process = subprocess.Popen(
        ["nohup", sys.executable, "-c", program, "enrich", str(source), str(target), *point],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert b"begun" in process.stdout.readline()
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert target.exists()
