"""The command line: all commands, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from geodistricts import __version__
from geodistricts.cli.addresses import parse, validate
from geodistricts.cli.enrich import enrich
from geodistricts.cli.names import match, normalize, suggest
from geodistricts.cli.output import BAD_INPUT, FOUND
from geodistricts.cli.points import nearest, neighbors, reverse
from geodistricts.cli.snapshots import info, verify
from geodistricts.errors import GeodistrictsError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="geodistricts")
def cli() -> None:
    """Find Turkish districts (mahalle, köy) by coordinate and by name, offline.

    Exit code 0: found; 1: nothing found; 2: bad usage or bad input.
    """


@cli.command(add_help_option=False, context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def build(arguments: Sequence[str]) -> int:
    """Build a snapshot, from open data or from a platform."""
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
        raise RuntimeError("the build failed by a fault of its own; please report it") from error
    return FOUND


_COMMANDS = (
    *(nearest, reverse, neighbors),
    *(normalize, match, suggest),
    *(validate, parse, enrich),
    *(info, verify),
)
for _command in _COMMANDS:
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; any error is one line on standard error and exit code 2.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without it, those of the process.
    """
    try:
        code = cli.main(arguments, prog_name="geodistricts", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(BAD_INPUT)
    except click.ClickException as error:
        _fail(error.format_message())
    except click.Abort:
        _fail("stopped")
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FOUND)
    except (GeodistrictsError, LookupError, TypeError, ValueError, OSError) as error:
        _fail(str(error.args[0]) if isinstance(error, LookupError) else str(error))
    else:
        sys.exit(code)


def _fail(problem: str) -> None:
    click.echo(f"geodistricts: {' '.join(problem.split())}", err=True)
    sys.exit(BAD_INPUT)
