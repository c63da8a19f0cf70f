"""The service under load: requests a second beside an empty handler, latency, batches, memory.

``inputs`` makes requests of the committed points, names and orders; ``servers`` starts
``geodistricts serve``, and ``empty`` beside it; ``tools`` runs wrk and h2load against them, on
loopback. ``load`` measures all in turn, ``refresh`` exchanges the data under a million requests.
"""
