"""The questions: what may be asked, each a function of a gazetteer and its arguments.

In come arguments, named and typed as the interface has them; out come the gazetteer's answers.
A function's signature is the parameters of its address, its docstring their documentation, its
return type the shape of the answer. ``asking`` makes routes of them, ``batches`` asks for many.
"""

from geodistricts.service.v1.questions.addresses import parse, validate
from geodistricts.service.v1.questions.names import match, normalize, suggest
from geodistricts.service.v1.questions.points import nearest, neighbors, reverse, within

QUESTIONS = {
    question.__name__: question
    for question in (
        *(reverse, match, validate, parse),
        *(nearest, neighbors, within),
        *(suggest, normalize),
    )
}
"""By name; those that are asked most are found first."""

__all__ = ["QUESTIONS"]
