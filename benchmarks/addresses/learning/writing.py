"""Writing: the learned tables, as modules of the package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import geodistricts.addresses

ROOM = Path(geodistricts.addresses.__file__).parent
WEIGHTS = ROOM / "candidates" / "weights.py"
TRUST = ROOM / "weighing" / "trust.py"
_COMMAND = "Written by ``python -m benchmarks.addresses.learn``"


def _table(name: str, values: Mapping[str, float]) -> str:
    rows = "".join(f'    "{kind}": {value:.3f},\n' for kind, value in values.items())
    return f"{name} = {{\n{rows}}}\n"


def write_weights(weights: Mapping[str, float]) -> None:
    """Write what evidence weighs."""
    WEIGHTS.write_text(
        f'"""How much each kind of evidence weighs.\n\n{_COMMAND}; see ``EVIDENCE`` for what the '
        f'kinds are.\n"""\n\n{_table("WEIGHTS", weights)}',
        encoding="utf-8",
    )


def write_trust(
    base: float, trust: Mapping[str, float], steps: Iterable[tuple[float, float]]
) -> None:
    """Write what signs say of an answer."""
    rows = "".join(f"    ({score:.3f}, {share:.4f}),\n" for score, share in steps)
    TRUST.write_text(
        '"""How much each sign says of an answer, and what came of answers with such signs.\n\n'
        f'{_COMMAND}; see ``SIGNS`` for what the signs are.\n"""\n\n'
        f"BASE = {base:.3f}\n\n{_table('TRUST', trust)}\n"
        f"STEPS: tuple[tuple[float, float], ...] = (\n{rows})\n"
        '"""Scores, and the share of answers with such scores that were right."""\n',
        encoding="utf-8",
    )
