"""Draw the pictures of the documentation, all or some: ``python -m docs.drawings [name ...]``."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from time import perf_counter

import click

PICTURES = {
    "cell_index": ("svg", "How nearest finds a district: a cell, its candidates, their distances."),
    "boundaries": (
        "svg",
        "How reverse finds a district: cells inside one, and stretches of border.",
    ),
    "fold": ("svg", "How spellings become one key, stage by stage."),
    "evidence": ("svg", "How an order is judged: evidence, sums, confidence, verdict."),
    "confidence": ("svg", "Mean confidence against the share of right answers, as last measured."),
    "coverage_boundaries": ("png", "Map: districts with a boundary of their own, and with none."),
    "coverage_codes": ("png", "Map: districts with an official code."),
    "coverage_population": ("png", "Map: how much of the published population the districts have."),
}
"""By name: the kind of file, and what is drawn."""

OUT = Path(__file__).resolve().parent.parent / "pictures"


class Described(click.Command):
    """A command whose help lists the pictures."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the pictures, then the options."""
        with formatter.section("Pictures"):
            formatter.write_dl([(name, drawn) for name, (_, drawn) in PICTURES.items()])
        super().format_options(ctx, formatter)


@click.command(cls=Described, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("names", type=click.Choice(list(PICTURES)), nargs=-1, metavar="[NAME]...")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=OUT,
              help="Folder to draw into.  [default: docs/pictures]")  # fmt: skip
def main(names: tuple[str, ...], out: Path) -> None:
    """Draw the pictures of the documentation: all, or those NAMED.

    Each shows what the bundled snapshot really holds and what the library really computes of
    it; draw them anew when either has changed. Two runs write the same bytes, so that git shows
    a picture as changed only when it is. Progress goes to stderr. Takes ten seconds for all.
    Needs the package's "test" extra.

    \b
      python -m docs.drawings
      python -m docs.drawings fold evidence
      python -m docs.drawings coverage_codes --out /tmp
    """  # noqa: D301
    from .style import save

    out.mkdir(parents=True, exist_ok=True)
    chosen = list(dict.fromkeys(names)) or list(PICTURES)
    for number, name in enumerate(chosen, 1):
        path = out / f"{name}.{PICTURES[name][0]}"
        click.echo(f"[{number} of {len(chosen)}] {path.name} …", nl=False, err=True)
        start = perf_counter()
        save(import_module(f".{name}", __package__).draw(), path)
        size, seconds = path.stat().st_size / 1000, perf_counter() - start
        click.echo(f" {size:.0f} kB, {seconds:.1f} s", err=True)


if __name__ == "__main__":
    main()
