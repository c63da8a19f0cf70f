"""Names for array types; for annotations only, ``numpy.typing`` is slow to import."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Int32 = NDArray[np.int32]
Float64 = NDArray[np.float64]
Bool = NDArray[np.bool_]
Column = ArrayLike | Iterable[object]
"""Numbers of any library, some of them missing."""

__all__ = ["ArrayLike", "Bool", "Column", "Float64", "Int32", "NDArray"]
