"""What every interface answers with; it knows nothing of HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodistricts.service.settings import Settings
from geodistricts.service.tokens import Tokens

if TYPE_CHECKING:
    from geodistricts.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Core:
    """What every interface answers with.

    Attributes
    ----------
    gazetteer : Gazetteer
        Knows the districts; the same one as long as the process lives.
    settings : Settings
        What the operator decided.
    tokens : Tokens
        Who may ask.
    """

    gazetteer: Gazetteer
    settings: Settings
    tokens: Tokens


def make_core(gazetteer: Gazetteer, settings: Settings) -> Core:
    """Make the core of a service.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the districts.
    settings : Settings
        What the operator decided; its token file is read here, once.

    Returns
    -------
    Core
        For the interfaces.

    Raises
    ------
    OSError, ValueError
        Where the token file cannot be read, or has no token.
    """
    return Core(gazetteer, settings, Tokens.read(settings.token_file))
