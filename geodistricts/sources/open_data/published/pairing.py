"""Two lists of one place's names, paired one-to-one, from the surest rule to the least sure.

What a rule leaves with several possible partners stays open for the next rule, which may know
more; a rule that guesses is not asked about such names. A wrong pair is worse than none.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from geodistricts.basics.letters import fold
from geodistricts.names import normalize
from geodistricts.sources.open_data.spellings import bare, initials, same_name
from geodistricts.sources.resemblance import glue, nearly

Own = TypeVar("Own", bound=Hashable)
Other = TypeVar("Other", bound=Hashable)


class Name(NamedTuple):
    """A name without type word, and the other names or distinctions beside it in brackets."""

    base: str
    also: tuple[str, ...] = ()


class Pairs(NamedTuple, Generic[Own, Other]):
    """What was paired.

    Attributes
    ----------
    partner : dict
        Each own key's partner; keys without one are left out.
    rule : dict of own key to str
        By which rule.
    contested : set of own key
        Those without a partner that several could have been, or that another name claims too.
    """

    partner: dict[Own, Other]
    rule: dict[Own, str]
    contested: set[Own]


def _distinguished(name: Name) -> Iterable[str]:
    """Spell name and brackets together, in any order; the plain name where there are none."""
    if not name.also:
        return {glue(name.base) + "|"}
    return {"|".join(sorted(glue(part) for part in (name.base, *name.also)))}


def _by_base(spell: Callable[[str], set[str]]) -> Callable[[Name], Iterable[str]]:
    return lambda name: spell(name.base)


def _any_name(name: Name) -> Iterable[str]:
    """Spell the name, what is in brackets, and both as one."""
    parts = [name.base, *name.also, f"{name.base} {' '.join(name.also)}"]
    parts.append(f"{' '.join(name.also)} {name.base}")
    return {key for part in parts for key in same_name(part)} - {"merkez", "mrk"}


_RULES: tuple[tuple[str, Callable[[Name], Iterable[str]]], ...] = (
    ("letter for letter", lambda name: {fold(name.base)} if not name.also else ()),
    ("same name and brackets", _distinguished),
    ("same name", _by_base(same_name)),
    ("same key", _by_base(lambda base: {normalize(base)} - {""})),
    ("filler words", _by_base(bare)),
    ("name in brackets", _any_name),
)


def pair(own: Mapping[Own, Name], others: Mapping[Other, Name]) -> Pairs[Own, Other]:
    """Pair the names of one place.

    Parameters
    ----------
    own, others : mapping of key to Name
        Two lists of what is called so in one township, village or town.

    Returns
    -------
    Pairs
        One-to-one.

    Examples
    --------
    >>> found = pair({1: Name("YENİ"), 2: Name("BEŞEYLÜL")}, {7: Name("5 EYLÜL"), 8: Name("ESKİ")})
    >>> found.partner, found.rule[2]
    ({2: 7}, 'same key')
    """
    pairs: Pairs[Own, Other] = Pairs({}, {}, set())
    open_own, open_others = dict(own), dict(others)

    def settle(rule: str, candidates: Sequence[tuple[Own, Other]]) -> None:
        """Take what is one-to-one, until nothing is any more."""
        while True:
            left = [(key, other) for key, other in candidates if key in open_own]
            left = [(key, other) for key, other in left if other in open_others]
            mine, theirs = Counter(key for key, _ in left), Counter(other for _, other in left)
            sure = [(key, other) for key, other in left if mine[key] == theirs[other] == 1]
            if not sure:
                pairs.contested.update(key for key, _ in left)
                return
            for key, other in sure:
                pairs.partner[key], pairs.rule[key] = other, rule
                del open_own[key], open_others[other]

    for rule, keys_of in _RULES:
        by_key: defaultdict[str, list[Other]] = defaultdict(list)
        for other, name in open_others.items():
            for spelling in keys_of(name):
                by_key[spelling].append(other)
        candidates = {
            (key, other): None
            for key, name in open_own.items()
            for spelling in sorted(keys_of(name))
            for other in by_key.get(spelling, ())
        }
        settle(rule, list(candidates))
    certain = {key: name for key, name in open_own.items() if key not in pairs.contested}
    shortened = [
        (key, other)
        for key, name in certain.items()
        for other, partner in open_others.items()
        if _is_shortened(name.base, partner.base) or _is_shortened(partner.base, name.base)
    ]
    settle("initial", shortened)
    near = [
        (key, other)
        for key, name in certain.items()
        if key in open_own
        for other, partner in open_others.items()
        if nearly(name.base, partner.base)
    ]
    settle("misspelt", near)
    pairs.contested.difference_update(pairs.partner)
    return pairs


def _is_shortened(short: str, full: str) -> bool:
    pattern = initials(short)
    return bool(pattern and pattern.fullmatch(glue(full)))
