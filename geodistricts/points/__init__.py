"""Points: from a latitude and a longitude to districts.

In comes an opened snapshot; out comes ``Points``, which owns the questions about points: the
nearest district, those around, those in a box, and the one whose boundary contains a point.
``gazetteer`` calls it, ``shared`` takes its texts. It knows the snapshot, and nothing of names:
what finds the city or township of an argument is handed to it.
"""

from geodistricts.points.questions import Points

__all__ = ["Points"]
