"""A snapshot with the numbers of a list in a file."""

from collections.abc import Callable, Mapping
from pathlib import Path

from geodistricts.sources.numbering import read_previous
from geodistricts.sources.platform import (
    Bundled,
    Origin,
    PlatformReport,
    build_snapshot,
    check_origin,
)
from geodistricts.sources.table.lists import ListFiles, read_lists

KIND = "District list"


def build_table(
    files: ListFiles,
    out: Path,
    bundled: Bundled | None,
    *,
    name: str | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    allow_shrink: bool = False,
    say: Callable[[str], None] = lambda step: None,
) -> PlatformReport:
    """Build a snapshot from lists in files.

    Parameters
    ----------
    files : ListFiles
        The list of districts, and those of townships and cities where there are such.
    out : Path
        The snapshot's folder. One that is there must be of the list of this name.
    bundled : Bundled or None
        Lends names, coordinates, codes, population and shapes; None to do without.
    name : str, optional
        Whose list it is, the same for every rebuild; without it, the name of its file.
    columns : mapping of str to str, optional
        Headings of columns by the option that says them; the others are found by the usual
        headings.
    encoding : str, optional
        Of text files; without it, it is found.
    allow_shrink : bool
        Go on where a level loses more than 2% of its rows.
    say : callable
        Told of each step as it begins.

    Returns
    -------
    PlatformReport
        What was built, what changed, and what stayed open.

    Raises
    ------
    SourceError
        Where a list cannot be understood, the folder is another list's, or a level would
        shrink; the old snapshot stays.
    SnapshotError
        Where the old snapshot is damaged, or a file stands in the folder's place.
    OSError
        Where a file cannot be read.
    """
    origin = Origin(KIND, name or files.districts.name)
    check_origin(
        out, origin, "name another folder as --out, or say by --name that it is the same list"
    )
    previous = read_previous(out)
    say("Reading the lists")
    lists = read_lists(files, columns or {}, encoding, previous, bundled)
    return build_snapshot(lists, out, bundled, origin, previous, allow_shrink=allow_shrink, say=say)
