"""The diff of two snapshots, and the guard against shrinking."""

import pyarrow as pa
import pytest

from geodistricts.basics.geodesy import EARTH_RADIUS, RADIANS
from geodistricts.errors import SourceError
from geodistricts.snapshot.format import CITIES, DISTRICTS, TOWNSHIPS
from geodistricts.sources.diff import CityDiff, compare, guard_against_shrinking

Row = tuple[int, str, int, float | None, float | None, bool]
KILOMETRE = 1000 / (EARTH_RADIUS * RADIANS)
TEPE: Row = (1, "TEPE MAH", 10, 39.0, 32.0, True)
DERE: Row = (2, "DERE MAH", 20, 38.0, 27.0, True)


def snapshot(*rows: Row) -> dict[str, pa.Table]:
    """Two cities with a township each, and districts (pk, name, township, point, active)."""
    columns = ("pk", "name", "township", "latitude", "longitude", "is_active")
    return {
        CITIES: pa.table({"pk": [1, 2], "name": ["ANKARA", "İZMİR"], "is_active": [True, True]}),
        TOWNSHIPS: pa.table(
            {
                "pk": [10, 20],
                "name": ["ÇANKAYA", "KONAK"],
                "city": [1, 2],
                "is_active": [True, True],
            }
        ),
        DISTRICTS: pa.Table.from_pylist(
            [dict(zip(columns, row, strict=True)) for row in rows],
            pa.schema(
                zip(
                    columns,
                    (pa.int32(), pa.string(), pa.int32(), pa.float64(), pa.float64(), pa.bool_()),
                    strict=True,
                )
            ),
        ),
    }


def gone(row: Row) -> Row:
    return (*row[:5], False)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ([TEPE, DERE], [TEPE, DERE], {}),
        ([DERE], [TEPE, DERE], {"ANKARA": CityDiff(["ÇANKAYA: TEPE MAH"], [], [], [])}),
        ([TEPE, DERE], [gone(TEPE), DERE], {"ANKARA": CityDiff([], ["ÇANKAYA: TEPE MAH"], [], [])}),
        ([gone(TEPE)], [gone(TEPE)], {}),
        (
            [TEPE],
            [(1, "ÇINAR MAH", *TEPE[2:])],
            {"ANKARA": CityDiff([], [], ["ÇANKAYA: TEPE MAH → ÇINAR MAH"], [])},
        ),
        (
            [TEPE],
            [(1, "TEPE MAH", 20, *TEPE[3:])],
            {"İZMİR": CityDiff([], [], [], ["KONAK: TEPE MAH, out of ÇANKAYA, ANKARA"])},
        ),
        ([gone(TEPE)], [TEPE], {"ANKARA": CityDiff(["ÇANKAYA: TEPE MAH"], [], [], [])}),
        (
            [TEPE],
            [gone(TEPE), (3, "DORUK MAH", 10, 39.0, 32.0, True)],
            {"ANKARA": CityDiff([], [], ["ÇANKAYA: TEPE MAH → DORUK MAH"], [])},
        ),
        (
            [(1, "100.YIL MAH", 10, None, None, True)],
            [(1, "100.YIL MAH", 10, None, None, False), (3, "100. YIL MAH", 10, None, None, True)],
            {"ANKARA": CityDiff([], [], ["ÇANKAYA: 100.YIL MAH → 100. YIL MAH"], [])},
        ),
        (
            [TEPE],
            [gone(TEPE), (3, "TEPE MAH", 20, 39.0, 32.0, True)],
            {
                "ANKARA": CityDiff([], ["ÇANKAYA: TEPE MAH"], [], []),
                "İZMİR": CityDiff(["KONAK: TEPE MAH"], [], [], []),
            },
        ),
    ],
    ids=[
        "same",
        "added",
        "removed",
        "still away",
        "same pk, another name",
        "same pk, another township",
        "put back",
        "renamed, same point",
        "renamed, same letters",
        "another township",
    ],
)
def test_changes_are_told_by_city(
    before: list[Row], now: list[Row], expected: dict[str, CityDiff]
) -> None:
    assert compare(snapshot(*before), snapshot(*now)) == expected


def test_one_that_went_away_is_renamed_only_once() -> None:
    comers: list[Row] = [(pk, f"DORUK {pk} MAH", 10, 39.0, 32.0, True) for pk in (3, 4)]
    diff = compare(snapshot(TEPE), snapshot(gone(TEPE), *comers))["ANKARA"]
    assert (len(diff.renamed), len(diff.added), len(diff.removed)) == (1, 1, 0)


@pytest.mark.parametrize(
    ("north", "told"), [(0.0, False), (0.999 * KILOMETRE, False), (1.001 * KILOMETRE, True)]
)
def test_moves_are_told_from_a_kilometre_on(north: float, told: bool) -> None:
    moved: Row = (1, "TEPE MAH", 10, 39.0 + north, 32.0, True)
    diffs = compare(snapshot(TEPE), snapshot(moved))
    assert diffs == (
        {"ANKARA": CityDiff([], [], [], ["ÇANKAYA: TEPE MAH, 1.0 km"])} if told else {}
    )


@pytest.mark.parametrize("turned", [False, True])
def test_a_point_found_or_lost_is_no_move(turned: bool) -> None:
    versions = [snapshot(TEPE), snapshot((1, "TEPE MAH", 10, None, None, True))]
    assert compare(*(versions[::-1] if turned else versions)) == {}


def test_there_is_nothing_to_compare_on_the_first_build() -> None:
    assert compare({}, snapshot(TEPE)) == {}


def level(file: str, active: int, inactive: int = 0) -> dict[str, pa.Table]:
    """Tables of which one level has a given number of rows, and the others 50."""
    return {
        name: pa.table(
            {"is_active": [True] * (active if name == file else 50) + [False] * inactive}
        )
        for name in (CITIES, TOWNSHIPS, DISTRICTS)
    }


@pytest.mark.parametrize(
    ("file", "word"), [(CITIES, "cities"), (TOWNSHIPS, "townships"), (DISTRICTS, "districts")]
)
@pytest.mark.parametrize("before", [50, 1000, 73_300])
def test_each_level_may_lose_two_in_a_hundred(file: str, word: str, before: int) -> None:
    edge = before * 98 // 100
    guard_against_shrinking(level(file, before), level(file, edge))
    with pytest.raises(SourceError, match=rf"^{word} would shrink .*--allow-shrink"):
        guard_against_shrinking(level(file, before), level(file, edge - 1))


def test_inactive_rows_do_not_count() -> None:
    with pytest.raises(SourceError, match="from 100 to 90"):
        guard_against_shrinking(level(DISTRICTS, 100), level(DISTRICTS, 90, inactive=10))


def test_a_first_build_cannot_shrink() -> None:
    guard_against_shrinking({}, level(DISTRICTS, 0))
