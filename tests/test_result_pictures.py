"""The pictures of the results: drawn of what is saved, every text to be read, small files."""

from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from matplotlib.image import imread

from benchmarks.addresses.picture import PICTURE, draw_addresses
from benchmarks.common.plots import DPI, WIDTH, save_picture, texts_of
from benchmarks.common.results import RESULTS
from benchmarks.common.tables import Grid, markdown, read_tables, shares
from benchmarks.names.picture import draw_accuracy, draw_speed
from benchmarks.nearest.picture import draw_nearest
from benchmarks.pictures.draw import PICTURES
from benchmarks.reverse.map import draw_map, find_wrong, share_over_country

MOST_BYTES = 250_000
COARSE = 200
DRAWN = {
    "nearest.png": draw_nearest,
    "reverse_map.png": lambda: draw_map(COARSE)[0],
    "names.png": draw_accuracy,
    "names_speed.png": draw_speed,
    "addresses.png": draw_addresses,
}

pytestmark = pytest.mark.skipif(not RESULTS.exists(), reason="the results are in the repository")


@pytest.fixture(scope="module", params=DRAWN)
def drawn(request: pytest.FixtureRequest) -> tuple[str, Figure]:
    return request.param, DRAWN[request.param]()


@pytest.fixture(scope="module")
def coarse_map() -> Figure:
    return draw_map(COARSE)[0]


def test_all_pictures_are_looked_at() -> None:
    assert set(DRAWN) == set(PICTURES)


def test_texts_are_in_the_picture(drawn: tuple[str, Figure]) -> None:
    _, figure = drawn
    found = texts_of(figure)
    assert len(found) > 10
    canvas = figure.bbox
    for text, box in found:
        assert canvas.x0 <= box.x0, text
        assert box.x1 <= canvas.x1, text
        assert canvas.y0 <= box.y0, text
        assert box.y1 <= canvas.y1, text


def test_no_text_is_over_another(drawn: tuple[str, Figure]) -> None:
    _, figure = drawn
    over = [
        (one, other)
        for (one, box), (other, beside) in combinations(texts_of(figure), 2)
        if box.padded(-1).overlaps(beside.padded(-1))
    ]
    assert over == []


def test_a_file_is_small_and_always_the_same(drawn: tuple[str, Figure], tmp_path: Path) -> None:
    name, figure = drawn
    for folder in ("one", "other"):
        save_picture(figure, tmp_path / folder / name)
    first = (tmp_path / "one" / name).read_bytes()
    assert first == (tmp_path / "other" / name).read_bytes()
    assert len(first) < MOST_BYTES
    assert imread(tmp_path / "one" / name).shape[1] == round(WIDTH * DPI)


@pytest.mark.parametrize("name", DRAWN)
def test_the_saved_file_is_small_and_shown(name: str) -> None:
    assert (RESULTS / name).stat().st_size < MOST_BYTES
    assert any(f"]({name})" in page.read_text(encoding="utf-8") for page in RESULTS.glob("*.md"))


def test_the_map_says_what_is_on_it(coarse_map: Figure) -> None:
    (axes,) = coarse_map.axes
    legend = axes.get_legend()
    assert legend is not None
    said = [text.get_text() for text in legend.get_texts()]
    assert "a district's centre" in said
    assert "the nearest centre is another district's" in said
    texts = [text for text, _ in texts_of(coarse_map)]
    assert any(share_over_country() in text for text in texts)
    _, share = find_wrong(COARSE)
    assert any(f"{share:.0%}" in text for text in texts)


def test_names_on_the_map_are_inside_it_with_their_townships(coarse_map: Figure) -> None:
    (axes,) = coarse_map.axes
    coarse_map.draw_without_rendering()
    names, townships = axes.texts[1::2], axes.texts[2::2]  # after the kilometre
    pairs = [(one.get_text(), of.get_text()) for one, of in zip(names, townships, strict=True)]
    assert len(set(pairs)) == len(pairs) > 20
    assert ("Acıbadem", "Kadıköy") in pairs
    assert ("Acıbadem", "Üsküdar") in pairs
    frame = axes.get_window_extent()
    for text in (*names, *townships):
        box = text.get_window_extent()
        assert frame.contains(box.x0, box.y0), text.get_text()
        assert frame.contains(box.x1, box.y1), text.get_text()


def test_a_page_is_read_as_it_is_written() -> None:
    grids = [
        Grid("One", ["Kind", "A", "B, more"], [["x", "1.5% / 20%", ""], ["y y", " / 3%", "4"]]),
        Grid("Other", ["", "A"], [["x", "7"]]),
    ]
    page = markdown("Page", [grids[0], PICTURE, grids[1], "- a note"])
    assert read_tables(page) == {grid.title: grid for grid in grids}
    assert grids[0].column("A") == {"x": "1.5% / 20%", "y y": " / 3%"}
    assert shares("1.5% / 20%") == [1.5, 20]
