"""The great-circle oracle: brute force, by another formula than the package's."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

RADIUS = 6_371_008.8


def vectors(latitudes: ArrayLike, longitudes: ArrayLike) -> NDArray[np.float64]:
    """Turn degrees into unit vectors, shape (points, 3)."""
    phi, theta = np.radians(latitudes), np.radians(longitudes)
    return np.stack(
        [np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)], axis=-1
    )


def distances(
    latitude: float, longitude: float, latitudes: ArrayLike, longitudes: ArrayLike
) -> NDArray[np.float64]:
    """Measure metres from one point to many: the angle by atan2 of cross and dot product."""
    here, there = vectors(latitude, longitude), vectors(latitudes, longitudes)
    sine = np.linalg.norm(np.cross(here, there), axis=-1)
    angle: NDArray[np.float64] = RADIUS * np.arctan2(sine, there @ here)
    return angle


def chords(
    latitudes: ArrayLike, longitudes: ArrayLike, to: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Measure squared chords from points (rows) to unit vectors (columns)."""
    here = vectors(latitudes, longitudes)
    squares: NDArray[np.float64] = ((here[:, None, :] - to[None, :, :]) ** 2).sum(axis=2)
    return squares
