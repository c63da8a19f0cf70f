"""The commands, with their help as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from geodistricts.cli import cli
from geodistricts.cli.build import build

WIDTH = 88


def command_pages() -> str:
    """Write a heading and the help of every command.

    Returns
    -------
    str
        Markdown, one block of text a command; those of ``build`` under it.
    """
    return "\n\n".join(_described("geodistricts", cli))


def _described(called: str, command: click.Command, level: int = 2) -> Iterator[str]:
    context = click.Context(
        command,
        info_name=called,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    yield f"{'#' * level} {called}\n\n```text\n{command.get_help(context)}\n```"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            # "build" is imported when it runs only, for it needs an extra.
            below = build if name == "build" else command.get_command(context, name)
            if below is not None:
                yield from _described(f"{called} {name}", below, min(level + 1, 4))
