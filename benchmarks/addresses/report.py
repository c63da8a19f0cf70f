"""The scores of the address lines as tables: over all, by kind, and against confidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import geodistricts
from benchmarks.addresses.calibration import calibration_error, in_bins
from benchmarks.addresses.inputs import Address
from benchmarks.addresses.scores import (
    LEVELS,
    SURE,
    Answer,
    LevelScore,
    Places,
    above,
    by_kind,
    chance_of,
    score_level,
)
from benchmarks.common.tables import Grid


def read_places() -> Places:
    """Read where the bundled snapshot's districts are."""
    table = geodistricts.Gazetteer.open().table
    pks, cities, townships = (table[name].to_pylist() for name in ("pk", "city", "township"))
    return Places(
        dict(zip(pks, cities, strict=True)),
        dict(zip(pks, townships, strict=True)),
    )


def address_tables(
    addresses: Sequence[Address], answers: Mapping[str, Sequence[Answer]], places: Places
) -> list[Grid]:
    """Make the tables: overall, calibration, and by kind.

    Parameters
    ----------
    addresses : sequence of Address
        The lines.
    answers : mapping of str to sequence of Answer
        By parser, one for each line.
    places : Places
        Where districts are.

    Returns
    -------
    list of Grid
        Shares are of 1, confidence too.
    """
    return [
        _overall(addresses, answers, places),
        _by_kind(addresses, answers, places),
        _calibration(addresses, answers),
    ]


def _overall(
    addresses: Sequence[Address], answers: Mapping[str, Sequence[Answer]], places: Places
) -> Grid:
    rows = []
    for name, given in answers.items():
        scores = [score_level(addresses, given, level, places) for level in LEVELS]
        sure = above(addresses, given)
        rows.append([name, *map(_three, scores), f"{_share(sure.share)} of {sure.lines:,}"])
    return Grid(
        f"All {len(addresses):,} lines: nothing wrong (precision / recall)",
        ["", *(level.capitalize() for level in LEVELS), f"Right above {SURE}"],
        rows,
    )


def _by_kind(
    addresses: Sequence[Address], answers: Mapping[str, Sequence[Answer]], places: Places
) -> Grid:
    parted = {name: by_kind(addresses, given) for name, given in answers.items()}
    rows = []
    for kind in dict.fromkeys(address.kind for address in addresses):
        cells = [
            " / ".join(
                _share(score_level(*of_parser[kind], level, places).exact, digits=0)
                for level in LEVELS
            )
            for of_parser in parted.values()
        ]
        lines = sum(address.kind == kind for address in addresses)
        rows.append([kind, str(lines), *cells])
    return Grid(
        "Nothing wrong with city / township / district, by kind",
        ["Kind", "Lines", *answers],
        rows,
    )


def _calibration(addresses: Sequence[Address], answers: Mapping[str, Sequence[Answer]]) -> Grid:
    bins = [
        in_bins(
            (answer.confidence, chance_of(address, answer))
            for address, answer in zip(addresses, given, strict=True)
            if answer.district is not None
        )
        for given in answers.values()
    ]
    rows = [
        [
            f"{of_parser[0].low:.1f} to {of_parser[0].high:.1f}",
            *(
                f"{_share(one.mean)} / {_share(one.share)} of {one.answers:,}"
                if one.answers
                else ""
                for one in of_parser
            ),
        ]
        for of_parser in zip(*bins, strict=True)
    ]
    rows.append(["Expected error", *(_share(calibration_error(one)) for one in bins)])
    return Grid(
        "Answers with a district: mean confidence / share right", ["Confidence", *answers], rows
    )


def _three(score: LevelScore) -> str:
    return f"{_share(score.exact)} ({_share(score.precision)} / {_share(score.recall)})"


def _share(share: float, digits: int = 1) -> str:
    return "" if share != share else f"{share:.{digits}%}"
