"""The notebook runs offline, and prints what it was saved with; its orders are what is drawn."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat import NotebookNode

from docs.notebooks.execute import (
    NOTEBOOK,
    ORDERS,
    executed,
    read_notebook,
    tidied,
    written,
)
from docs.notebooks.make_orders import write_orders

Printed = tuple[str, str, bool]
"""What kind of output, its text, and whether there is a picture."""

PHONE = re.compile(r"(\+90|\b0|\()[ (]*5\d\d\)?[ -]*\d{3}[ -]*\d\d[ -]*\d\d")
"""Of a mobile telephone."""


def printed(notebook: NotebookNode) -> Iterator[tuple[str, list[Printed]]]:
    """Give the source of each cell with code, and what it printed."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            outputs = [
                (output.get("name", output.output_type), output["text"], False)
                if "text" in output
                else (
                    output.output_type,
                    output.get("data", {}).get("text/plain", ""),
                    "image/png" in output.get("data", {}),
                )
                for output in cell.outputs
            ]
            yield cell.source, outputs


@pytest.fixture(scope="module")
def saved() -> NotebookNode:
    return read_notebook(NOTEBOOK)


def test_it_prints_what_it_was_saved_with(
    saved: NotebookNode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MPLBACKEND", raising=False)
    assert [*printed(executed())] == [*printed(saved)]


def test_its_outputs_are_texts_and_pictures_without_warnings(saved: NotebookNode) -> None:
    outputs = [output for _, cell in printed(saved) for output in cell]
    assert {kind for kind, _, _ in outputs} <= {"stdout", "execute_result", "display_data"}
    assert sum(is_picture for _, _, is_picture in outputs) >= 4


def test_it_is_saved_without_what_differs_from_run_to_run() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert len(text) < 600_000
    assert written(tidied(read_notebook(NOTEBOOK))) == text
    cells = json.loads(text)["cells"]
    assert all(cell["metadata"] == {} for cell in cells)
    counts = [cell["execution_count"] for cell in cells if cell["cell_type"] == "code"]
    assert counts == [*range(1, len(counts) + 1)]


def test_the_orders_are_what_the_script_makes(tmp_path: Path) -> None:
    made = tmp_path / "orders.csv"
    assert write_orders(made) == ORDERS.read_bytes().count(b"\n") - 1
    assert made.read_bytes() == ORDERS.read_bytes()


def test_the_orders_are_few_and_have_no_telephone_numbers() -> None:
    text = ORDERS.read_text(encoding="utf-8")
    assert ORDERS.stat().st_size < 100_000
    assert PHONE.search("KAT 2, 0544 931 83 33, MERKEZ") is not None
    assert PHONE.search(text) is None
