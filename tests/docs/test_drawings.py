"""The pictures of the documentation: whole, readable, true, and the same at every run."""

import re
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from click.testing import CliRunner
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image

import geodistricts as gd
from geodistricts.addresses.candidates.weights import WEIGHTS
from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot import Snapshot, bundled_path

boundaries, cell_index, confidence, coverage_population, evidence, fold, program, style = (
    import_module(f"docs.drawings.{name}")
    for name in (
        *("boundaries", "cell_index", "confidence", "coverage_population", "evidence", "fold"),
        *("__main__", "style"),
    )
)
PICTURES: dict[str, tuple[str, str]] = program.PICTURES

SHOWN = 760
"""Pixels: the width of a picture on a page."""
LARGEST = 350_000
EXPECTED = {
    "cell_index": ["the point", "its candidates", "other centres"],
    "boundaries": ["in one district", "crossed by a border", "border of districts"],
    "fold": [*fold.SPELLINGS, gd.normalize(fold.SPELLINGS[0]), "3  type words"],
    "evidence": [*filter(None, evidence.ORDER.values()), "from township", "ACCEPT", "CONFIRM"],
    "confidence": ["validate, fields and line", "parse, one text", "may ACCEPT", "CONFIRM"],
    "coverage_boundaries": ["75% or more", "99% or more"],
    "coverage_codes": ["98% or more"],
    "coverage_population": ["99% or more"],
}
WITHOUT_LEGEND = {"fold", "confidence"}


@pytest.fixture(scope="module")
def figures() -> dict[str, Figure]:
    return {name: import_module(f"docs.drawings.{name}").draw() for name in PICTURES}


def texts_of(figure: Figure, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float, Bbox]]:
    """Draw a picture; return what was written, how large, and where in its pixels."""
    written: list[Text] = []
    draw = Text.draw

    def draw_and_remember(self: Text, renderer: Any) -> None:
        written.append(self)
        draw(self, renderer)

    monkeypatch.setattr(Text, "draw", draw_and_remember)
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]
    return [
        (one.get_text(), float(one.get_fontsize()), one.get_window_extent())
        for one in written
        if one.get_visible() and one.get_text().strip()
    ]


@pytest.mark.parametrize("name", PICTURES)
def test_texts(name: str, figures: dict[str, Figure], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text is on the canvas, apart from all others, and large enough to be read."""
    figure = figures[name]
    found = texts_of(figure, monkeypatch)
    canvas = figure.bbox
    for text, size, box in found:
        assert canvas.x0 <= box.x0 < box.x1 <= canvas.x1, text
        assert canvas.y0 <= box.y0 < box.y1 <= canvas.y1, text
        assert size * SHOWN / (72 * style.WIDTH) > 10, text
    for (text, _, box), (other, _, beside) in combinations(found, 2):
        both = Bbox.intersection(box, beside)
        assert both is None or min(both.width, both.height) < 2, (text, other)
    written = "\n".join(text for text, _, _ in found)
    assert len(found) > 15
    for expected in EXPECTED[name]:
        assert expected in written
    assert bool(figure.findobj(Legend)) is (name not in WITHOUT_LEGEND)


@pytest.mark.parametrize("name", PICTURES)
def test_files(name: str, figures: dict[str, Figure], tmp_path: Path) -> None:
    """A picture is not empty, not large, and drawn anew it has the same bytes."""
    kind = PICTURES[name][0]
    first, second = tmp_path / f"first.{kind}", tmp_path / f"second.{kind}"
    style.save(figures[name], first)
    style.save(import_module(f"docs.drawings.{name}").draw(), second)
    content = first.read_bytes()
    assert content == second.read_bytes()
    assert 10_000 < len(content) < LARGEST
    assert b"Matplotlib" not in content
    if kind == "png":
        pixels = np.asarray(Image.open(first).convert("L"))
        assert pixels.shape[1] == 150 * style.WIDTH
        assert (pixels[:, :4] == 255).all()
        assert 0.1 < (pixels < 250).mean() < 0.9
    else:
        assert content.count(b"<path") > 50


def test_program(tmp_path: Path) -> None:
    result = CliRunner().invoke(program.main, ["fold", "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert [path.name for path in tmp_path.iterdir()] == ["fold.svg"]
    helped = CliRunner().invoke(program.main, ["--help"]).output
    assert all(name in helped for name in PICTURES)


def test_answers_are_written(figures: dict[str, Figure], monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer of the library stands in the picture of how it is found."""
    nearest, place = gd.nearest(*cell_index.POINT), gd.reverse(*boundaries.POINT)
    verdict = gd.validate(**evidence.ORDER)
    assert nearest is not None
    assert place is not None
    for name, answer in (
        ("cell_index", f"{nearest.distance:,.0f} m"),
        ("boundaries", f"the point is in {place.district.display_name}"),
        ("evidence", f"confidence {verdict.confidence:.3f}"),
        ("evidence", verdict.street_line),
    ):
        written = "\n".join(text for text, _, _ in texts_of(figures[name], monkeypatch))
        assert answer in written


def test_cell_of_nearest(bundled: Gazetteer) -> None:
    snapshot = Snapshot(bundled_path())
    cell = cell_index.cell_at(snapshot.nearest_grid(), snapshot, *cell_index.POINT)
    answer = bundled.nearest(*cell_index.POINT)
    assert answer is not None
    assert min(cell.distances) == pytest.approx(answer.distance)
    assert cell.candidates[cell.distances.index(min(cell.distances))] == answer.district


def test_areas_of_nearest(bundled: Gazetteer) -> None:
    """The areas are computed in the plane: the library agrees with them, but for a metre."""
    west, south, east, north = (
        getattr(cell_index, side) for side in ("WEST", "SOUTH", "EAST", "NORTH")
    )
    near = bundled.within(
        west=west - 0.05, south=south - 0.05, east=east + 0.05, north=north + 0.05
    )
    shapes = cell_index.areas(near)
    lons, lats = np.random.default_rng(7).uniform((west, south), (east, north), (2000, 2)).T
    pks, _ = bundled.nearest_many(lats, lons)
    index = {one.pk: number for number, one in enumerate(near)}
    hit = shapely.contains_xy([shapes[index[pk]] for pk in pks.tolist()], lons, lats)
    assert hit.mean() > 0.998


def test_cell_of_reverse(bundled: Gazetteer) -> None:
    snapshot = Snapshot(bundled_path())
    grid = snapshot.boundary_grid()
    cell = boundaries.cell_at(snapshot, grid, *boundaries.POINT)
    place = bundled.reverse(*boundaries.POINT)
    assert place is not None
    assert place.district in cell.districts
    borders = shapely.union_all([shapely.boundary(bundled.boundary(one)) for one in cell.districts])
    inside = shapely.box(cell.west, cell.south, cell.west + cell.step, cell.south + cell.step)
    runs = shapely.union_all([shapely.linestrings(run) for run in cell.runs])
    assert shapely.intersection(borders, inside).length == pytest.approx(
        shapely.intersection(runs, inside).length
    )


def test_stages_of_the_fold() -> None:
    assert {fold.fold_in_stages(one)[-1] for one in fold.SPELLINGS} == {"yuzyil"}
    for name in (*fold.SPELLINGS, "Şht. Ali Köyü", "15 Temmuz Şehitler Mah.", "II. Org. San. Böl."):
        assert fold.fold_in_stages(name)[-1] == gd.normalize(name)


def test_sums_of_evidence() -> None:
    judged = evidence.judge()
    for _, one in judged.candidates:
        assert one.weight == pytest.approx(
            sum(WEIGHTS[kind] * value for kind, value in one.evidence)
        )
    weights = [one.weight for _, one in judged.candidates]
    assert weights == sorted(weights, reverse=True)
    assert judged.verdict == gd.validate("Ankara", "Batıkent", address=evidence.ORDER["address"])


def test_table_of_confidence() -> None:
    text = confidence.KEPT.read_text(encoding="utf-8")
    series = confidence.read_table(text)
    assert [one.title for one in series] == [
        "validate, fields and line", "validate, fields alone", "parse, one text",
    ]  # fmt: skip
    cells = re.findall(r"[\d.]+ / [\d.]+ of ([\d,]+)", text)
    assert sum(len(one.bins) for one in series) == len(cells)
    for one in series:
        off = sum(abs(part.confidence - part.right) * part.answers for part in one.bins)
        answers = sum(part.answers for part in one.bins)
        assert off / answers == pytest.approx(one.error, abs=0.002)
        assert all(low <= part.right <= high for part in one.bins for low, high in [part.interval])


def test_population_is_never_more_than_published(bundled: Gazetteer) -> None:
    people = coverage_population.population_of_districts()
    published = {
        one.pk: one.population for city in bundled.cities
        for one in bundled.townships_of(city)
    }  # fmt: skip
    assert all(people[pk] <= figure for pk, figure in published.items() if figure is not None)
