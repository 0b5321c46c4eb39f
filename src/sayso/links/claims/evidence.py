"""What speaks for one claim beside the words: a table of signs, each with what it adds to the likeness and why.

Two tellings of one utterance differ more in their words than two neighbours of one topic do; who said it, when, on
whose word and with which numbers tells them apart. All of it stands in the two statements themselves.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from sayso.across import Said
from sayso.instants import UNKNOWN, moment
from sayso.links.matter import Overlap
from sayso.links.outlets.hosts import clean
from sayso.links.outlets.mastheads import bare, index, spelled

SOURCE: Final = 0.12
"""One named source within NEAR, in two reports (in one report it tells two things, unless the reader says that they
repeat each other). With the next four set on the tuned miniature archives and tests/archive/claims: the
smallest that join most retellings there while the look-alikes stay apart."""
RELAY: Final = 0.12
"""One gives it on the word of the medium that published the other, within NEAR."""
REPEATS: Final = 0.15
"""The reader found that one repeats the other: headline, lead and body of one report."""
CONTAINED: Final = 0.07
"""All that the shorter one tells stands in the longer one, where one of the three above ties the two, or where a rare
number and a name agree within NEAR: a flash and the report that follows it."""
WHOLE: Final = 0.97
"""Share of the shorter one from which that is so."""
NUMBER, RARE_NUMBER = 0.02, 0.06
"""A number that agrees; one of three digits and more, or with a part behind the point, agrees by chance more rarely."""
MOST_NUMBERS: Final = 0.09
TIME: Final = 0.02
"""A named day or year that agrees."""
NEAR: Final = timedelta(days=3)
"""How far apart two reports of one utterance or event may be: the news of a day is told for two more (by hand)."""
_NOBODY: Final = (None, "unnamed person", "unnamed group", "outlet")


class Evidence(NamedTuple):
    """`points` are added to the likeness; `binds`: it ties the two statements to one utterance or one text; `told`:
    the reader itself found that one repeats the other; `relayed`: one relays the outlet of the other; `figures`: what
    of the points numbers gave; `why`."""

    points: float
    binds: bool
    told: bool
    relayed: bool
    figures: float
    why: tuple[str, ...]


def evidence(a: Said, b: Said, o: Overlap) -> Evidence:
    """What speaks for the two being one claim, their words apart. Symmetric."""
    why: list[str] = []
    tie = 0.0
    near = close(a, b)
    told = a.report == b.report and (a.repeats == b.id or b.repeats == a.id)
    if told:
        tie = REPEATS
        why.append("one repeats the other within the report")
    if near and a.report != b.report and same_source(a, b):
        tie = max(tie, SOURCE)
        why.append(f"the same source ({a.name or b.name}) within days")
    relayed = near and a.report != b.report and (relays(a, b) or relays(b, a))
    if relayed:
        tie = max(tie, RELAY)
        why.append("one is given on the word of the outlet of the other")
    points = tie
    if o.times == "same":
        points += TIME
    figures = min(MOST_NUMBERS, sum(RARE_NUMBER if _rare(x.value) else NUMBER for x, _ in o.numbers))
    if o.most >= WHOLE and (tie or (near and figures >= RARE_NUMBER and o.names)):
        points += CONTAINED
        why.append("the longer one holds all of the shorter one")
    return Evidence(points + figures, tie > 0, told, relayed, figures, tuple(why))


def close(a: Said, b: Said) -> bool:
    """Whether both were published within NEAR of each other; False where a date is missing."""
    one, two = moment(a.published), moment(b.published)
    return UNKNOWN not in (one, two) and abs(one - two) <= NEAR


def same_source(a: Said, b: Said) -> bool:
    """Whether one named person, body or document says both."""
    if a.kind in _NOBODY or b.kind in _NOBODY or a.form == "own" or b.form == "own":
        return False
    if a.entity and b.entity:
        return a.entity == b.entity
    return bool(a.name and b.name) and bare(a.name or "") == bare(b.name or "")


def relays(a: Said, b: Said) -> bool:
    """Whether `a` has it from the outlet of `b`: its source or one of its media spells that host."""
    host = clean(b.outlet)
    if host is None or host == clean(a.outlet):
        return False
    return any(_spells(name, host) for name in (a.name, *a.via) if name)


@lru_cache(maxsize=1 << 14)
def _spells(name: str, host: str) -> bool:
    return spelled(name, index(frozenset((host,)))) is not None


def _rare(value: float) -> bool:
    return value >= 100 or value != int(value)
