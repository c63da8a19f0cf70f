"""The command line: all commands, and how it ends."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Sequence

import click

from geodistricts import __version__
from geodistricts.cli.addresses import parse, validate
from geodistricts.cli.diff import diff
from geodistricts.cli.enrich import enrich
from geodistricts.cli.export import export
from geodistricts.cli.names import match, normalize, suggest
from geodistricts.cli.output import BAD_INPUT, FOUND
from geodistricts.cli.points import nearest, neighbors, reverse
from geodistricts.cli.serve import serve
from geodistricts.cli.signals import Stopped, end_by, stopping_on_signals
from geodistricts.cli.snapshots import info, verify
from geodistricts.cli.streams import complain, give_up_output, prepare_streams, say
from geodistricts.errors import GeodistrictsError

_REMEDIES = {
    errno.ENOENT: "check the path",
    errno.ENOTDIR: "check the path",
    errno.EISDIR: "name a file",
    errno.ELOOP: "its links lead in a circle; name the file itself",
    errno.EACCES: "check its permissions",
    errno.EPERM: "check its permissions",
    errno.EROFS: "write elsewhere",
    errno.ENOSPC: "make room, or write elsewhere",
    errno.EDQUOT: "make room, or write elsewhere",
}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="geodistricts")
def cli() -> None:
    """Find Turkish districts (mahalle, köy) by coordinate, name and address, offline.

    The pks are those of the snapshot asked: the bundled one's are geodistricts' own; for your
    platform's, build one and name it with --snapshot.

    Exit code 0: found; 1: nothing found; 2: bad usage or bad input.
    """


@cli.command(add_help_option=False, context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def build(arguments: Sequence[str]) -> int:
    """Build a snapshot from open data, a platform, or a list."""
    try:
        from geodistricts.cli.build import build as commands
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("geodistricts"):
            raise
        raise click.ClickException(f"{error}; run: pip install 'geodistricts[build]'") from None
    try:
        commands.main(list(arguments), prog_name="geodistricts build", standalone_mode=False)
    except GeodistrictsError:
        raise
    except (LookupError, TypeError, ValueError) as error:
        # Elsewhere these are a bad argument's; here whoever builds needs the traceback.
        raise RuntimeError("the build failed through a bug of its own; please report it") from error
    return FOUND


_COMMANDS = (
    *(nearest, reverse, neighbors),
    *(normalize, match, suggest),
    *(validate, parse, enrich, export),
    *(info, verify, diff),
    serve,
)
for _command in _COMMANDS:
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; any error is one line on standard error and exit code 2.

    A reader of the output that goes, such as ``head``, is no error. A signal ends the process
    as it always does, after cleaning up.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without it, those of the process.
    """
    prepare_streams()
    try:
        with stopping_on_signals():
            code = _run(arguments)
            sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # click and rich make the one of the other.
        give_up_output()
        sys.exit(FOUND)
    except click.ClickException as error:
        _fail(error.format_message())
    except click.Abort:
        complain("geodistricts: stopped")
        end_by(signal.SIGINT)
    except Stopped as stopped:
        end_by(stopped.number)
    except OSError as error:
        give_up_output()
        _fail(_explain(error))
    except (GeodistrictsError, LookupError, TypeError, ValueError) as error:
        _fail(str(error.args[0]) if isinstance(error, LookupError) else str(error))
    else:
        sys.exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        return int(cli.main(arguments, prog_name="geodistricts", standalone_mode=False))
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message())
        return BAD_INPUT


def _explain(error: OSError) -> str:
    """Name the file and what to do, where the system says which file it is."""
    name = error.filename
    if name is None or error.errno is None:
        return error.strerror or str(error)
    remedy = _REMEDIES.get(error.errno)
    return f"{os.fsdecode(name)}: {error.strerror}{f'; {remedy}' if remedy else ''}"


def _fail(problem: str) -> None:
    complain(f"geodistricts: {problem.strip()}")
    sys.exit(BAD_INPUT)
