"""The form of a checkout: a page at ``/form``, and the element ``<geodistricts-address>``.

In come what somebody chose, step by step or all at once, and requests for the files of
``static/``; out come pages that work without JavaScript, each checked anew by the gazetteer
(``checking``), and the lists of its fields. The element asks ``/v1/`` like anybody else. ``app``
joins it to the application.
"""

from geodistricts.service.form.files import FOLDER
from geodistricts.service.form.routes import OPEN_PATHS, PATHS, refuse, routes

__all__ = ["FOLDER", "OPEN_PATHS", "PATHS", "refuse", "routes"]
