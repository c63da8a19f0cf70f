"""The options that scripts share, the same words for the same thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

HELP = {"help_option_names": ["-h", "--help"]}
"""Context settings of every script."""

Command = TypeVar("Command", bound=Callable[..., Any])


def rounds_option(default: int) -> Callable[[Command], Command]:
    """Take ``--rounds``."""
    return click.option("--rounds", type=click.IntRange(1), default=default,
                        show_default=True,
                        help="Rounds that take turns; medians are shown.")  # fmt: skip


def calls_option(default: int) -> Callable[[Command], Command]:
    """Take ``--calls``."""
    return click.option("--calls", type=click.IntRange(400), default=default, show_default=True,
                        help="Single calls of each contender in a round.")  # fmt: skip


def batch_option() -> Callable[[Command], Command]:
    """Take ``--batch``."""
    return click.option("--batch", type=click.IntRange(1_000, 1_000_000), default=1_000_000,
                        show_default=True, help="Points of the batch.")  # fmt: skip


def of_each_option() -> Callable[[Command], Command]:
    """Take ``--of-each``."""
    return click.option("--of-each", type=click.IntRange(1), default=2_000, show_default=True,
                        help="Asked of each class at most; none has more than 2,000."
                        )  # fmt: skip


def misses_option() -> Callable[[Command], Command]:
    """Take ``--misses``, as the argument ``listing``."""
    return click.option("--misses", "listing", is_flag=True, help="List our misses and stop.")


def save_option(files: str) -> Callable[[Command], Command]:
    """Take ``--save``.

    Parameters
    ----------
    files : str
        What is saved, for the help.
    """
    return click.option("--save/--no-save", default=True, show_default=True,
                        help=f"Write {files} in benchmarks/results.")  # fmt: skip


def quick_option(what: str, **values: int | float) -> Callable[[Command], Command]:
    """Take ``--quick``: other defaults for some options, and nothing saved.

    Such an option given beside it counts all the same.

    Parameters
    ----------
    what : str
        How small it is, for the help.
    **values : int or float
        By the name of the option.
    """

    def choose_defaults(context: click.Context, _: click.Parameter, chosen: bool) -> None:
        if chosen:
            context.default_map = {"save": False, **values}

    return click.option("--quick", is_flag=True, is_eager=True, expose_value=False,
                        callback=choose_defaults,
                        help=f"{what}; nothing is saved.",
                        )  # fmt: skip
