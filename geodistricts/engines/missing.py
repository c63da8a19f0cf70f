"""What is said where an engine's own package is not installed."""

from __future__ import annotations


def needs(package: str, extra: str) -> ImportError:
    """Return the error that says what to install.

    Parameters
    ----------
    package : str
        What is missing.
    extra : str
        The package's extra that brings it.

    Returns
    -------
    ImportError
        To be raised.

    Examples
    --------
    >>> needs("duckdb", "duckdb")
    ImportError("duckdb is not installed: pip install 'geodistricts[duckdb]'")
    """
    return ImportError(f"{package} is not installed: pip install 'geodistricts[{extra}]'")
