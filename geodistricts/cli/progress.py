"""The progress of a build, for whoever watches a terminal."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn


def build_progress(*columns: ProgressColumn) -> Progress:
    """Make a bar of steps or rows, on standard error and only where that is a terminal.

    Parameters
    ----------
    *columns : ProgressColumn
        What stands behind the bar.

    Returns
    -------
    Progress
        To be entered.
    """
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description:<40}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        *columns,
        console=console,
        disable=not console.is_terminal,
    )
