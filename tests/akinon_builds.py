"""Builds of a platform's snapshot inside this process."""

from pathlib import Path

import pytest

from akinon_server import TOKEN, AkinonServer
from geodistricts.cli import main

FAST = ("--rate", "10000")


class Done:
    """What a run of the command printed, and how it ended."""

    def __init__(self, code: object, out: str, err: str) -> None:
        self.code, self.lines, self.err = code, out.splitlines(), err

    def count(self, beginning: str) -> int:
        """Return the number behind a line's beginning."""
        (line,) = [line for line in self.lines if line.startswith(beginning)]
        return int(line.removeprefix(beginning).split()[0].replace(",", ""))


class Build:
    """Runs the command inside this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        monkeypatch.setenv("AKINON_TOKEN", TOKEN)

    def __call__(self, server: AkinonServer | str, out: Path, *more: str) -> Done:
        url = server if isinstance(server, str) else server.url
        arguments = ["akinon", "--base-url", url, "--out", str(out), *FAST, *more]
        with pytest.raises(SystemExit) as raised:
            main(["build", *arguments])
        return Done(raised.value.code or 0, *self._capsys.readouterr())
