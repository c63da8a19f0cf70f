"""Overlay: a user's own corrections, laid over a snapshot without building it anew.

In come a snapshot's folder and a file of corrections, a line each; out comes a snapshot whose
districts are corrected, which answers every question as one that was built so. ``opening``
calls it, and only where there are corrections. It knows the snapshot, and of names how a place
that somebody wrote is found; nothing of the questions.
"""

from geodistricts.overlay.corrected import CorrectedSnapshot
from geodistricts.overlay.corrections import Correction

__all__ = ["CorrectedSnapshot", "Correction"]
