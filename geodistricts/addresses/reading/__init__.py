"""Fields: city, township, district, postal code and pin, each as somebody typed it.

In come the fields of one address; out comes a ``Validation``. Each field is read by itself
(``place_readings``, ``evidence``), the answers that something speaks for are listed
(``hypotheses``) and weighed (``weighing``), and the best becomes the verdict (``judging``).
``Addresses`` calls ``Validator``, which leads through all of it.
"""

from geodistricts.addresses.fields.validating import Validator

__all__ = ["Validator"]
