"""Names for array types; for annotations only, ``numpy.typing`` is slow to import."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Int32 = NDArray[np.int32]
Float64 = NDArray[np.float64]
Bool = NDArray[np.bool_]

__all__ = ["ArrayLike", "Bool", "Float64", "Int32", "NDArray"]
