"""Batches: the same questions for many rows at once.

In come rows as JSON, or columns as an Arrow IPC stream; out come the answers in the same order
and the same form: of JSON the single answers, of Arrow the columns that engines get. Both are
computed in a thread, within the limits of rows, bytes and time.
"""

from geodistricts.service.v1.batches.asking import add_batches

__all__ = ["add_batches"]
