"""Running: the processes of the service, from the first to the last request.

In come settings; out goes nothing until somebody stops it. A supervisor holds the listening
socket and no data; a generation of workers loads the data once, forks, and answers; a refresh
is a new generation that takes over before the old one has finished what it has in hand. ``cli``
calls ``serve``.
"""

from geodistricts.service.running.serving import serve
from geodistricts.service.running.supervisor import StartError

__all__ = ["StartError", "serve"]
