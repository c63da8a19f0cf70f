"""Run the notebook beside this script, and save it as it is committed: with what its cells print.

Saved are texts and pictures, and nothing that differs from one run to the next: no times, no
versions, and numbers in the place of random ids.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click
import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

HERE = Path(__file__).parent
NOTEBOOK = HERE / "orders_to_map.ipynb"
ORDERS = HERE / "orders.csv"
SECONDS = 300
"""The longest that a cell may take."""


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook.

    Parameters
    ----------
    path : Path
        Where it is.

    Returns
    -------
    NotebookNode
        Its cells, with what they printed.

    Raises
    ------
    nbformat.ValidationError
        Where it is no notebook.
    """
    notebook: NotebookNode = nbformat.reads(  # type: ignore[no-untyped-call]
        path.read_text(encoding="utf-8"), as_version=4
    )
    return notebook


def written(notebook: NotebookNode) -> str:
    """Return a notebook as its file has it."""
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return text.rstrip("\n") + "\n"


def executed(notebook: Path = NOTEBOOK, orders: Path = ORDERS) -> NotebookNode:
    """Run a notebook in a folder of its own, beside the orders, and write nothing here.

    Parameters
    ----------
    notebook : Path
        Which.
    orders : Path
        The file that it reads.

    Returns
    -------
    NotebookNode
        The notebook, with what its cells printed now.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        Where a cell fails.
    """
    ran = read_notebook(notebook)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(orders, folder)
        resources = {"metadata": {"path": folder}}
        NotebookClient(ran, timeout=SECONDS, kernel_name="python3", resources=resources).execute()
    return ran


def tidied(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook without what differs from one run to the next.

    Parameters
    ----------
    notebook : NotebookNode
        Which; it is changed.

    Returns
    -------
    NotebookNode
        The same.
    """
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:02}"
        cell.metadata.clear()
        for output in cell.get("outputs", ()):
            output.get("metadata", {}).clear()
    notebook.metadata.clear()
    notebook.metadata["kernelspec"] = {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    }
    return notebook


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Run orders_to_map.ipynb, and save it with what its cells print."""
    NOTEBOOK.write_text(written(tidied(executed())), encoding="utf-8")
    print(f"{NOTEBOOK}: {NOTEBOOK.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
