"""Pictures, drawn without a screen."""

from __future__ import annotations

from pathlib import Path

from matplotlib.figure import Figure


def save_picture(figure: Figure, path: Path, dpi: int) -> None:
    """Write a PNG file that names no version of the software, which would make it differ.

    Parameters
    ----------
    figure : Figure
        The picture.
    path : Path
        The file.
    dpi : int
        Its size: dots for each inch of the figure.
    """
    figure.savefig(path, dpi=dpi, metadata={"Software": None})
