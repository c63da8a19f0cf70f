"""Published Parquet files: the columns that are needed, or an error that names what is wrong."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from geodistricts.errors import SourceError


def open_parquet(path: Path, what: str) -> pq.ParquetFile:
    """Open a Parquet file.

    Parameters
    ----------
    path : Path
        The file.
    what : str
        What the file must be, with the option that names it: "the address register (--register)".

    Returns
    -------
    pyarrow.parquet.ParquetFile
        The file.

    Raises
    ------
    SourceError
        Where the file is missing, or no Parquet file.
    """
    try:
        return pq.ParquetFile(path)
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file; name {what}") from None
    except (pa.ArrowException, OSError) as error:
        raise SourceError(f"{path}: not a Parquet file ({error}); fetch it again") from error


def read_columns(path: Path, columns: Sequence[str], what: str) -> list[dict[str, Any]]:
    """Read some columns of a Parquet file.

    Parameters
    ----------
    path : Path
        The file.
    columns : sequence of str
        Those to read.
    what : str
        As for ``open_parquet``.

    Returns
    -------
    list of dict
        Its rows.

    Raises
    ------
    SourceError
        Where the file is missing, no Parquet file, empty, or lacks a column.
    """
    file = open_parquet(path, what)
    try:
        lacking = [name for name in columns if name not in file.schema_arrow.names]
        rows: list[dict[str, Any]] = [] if lacking else file.read(columns).to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise SourceError(f"{path}: not a Parquet file ({error}); fetch it again") from error
    if lacking:
        raise SourceError(f"{path}: has no column {', '.join(lacking)}; it must be {what}")
    if not rows:
        raise SourceError(f"{path}: is empty; it must be {what}")
    return rows
