"""Names of media as they are written, and the host labels that spell them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from sayso.links.outlets.hosts import clean, label, registrable
from sayso.links.words import fold

_WORD = re.compile(r"[^\W_]+(?:['’.&/+-][^\W_]+)*")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_LONGEST = 100
"""Code points of a name that are looked at."""

_FRONT = frozenset(
    ("the", "a", "an", "newspaper", "paper", "daily newspaper", "website", "broadcaster", "agency", "magazine")
)
"""What stands before a medium's name and is none of it."""
_BEHIND = frozenset(
    ("newspaper", "paper", "website", "site", "magazine", "agency", "newswire", "wire", "broadcaster", "channel",
     "portal", "outlet", "tabloid", "report", "story", "article")
)  # fmt: skip
"""Descriptions behind a name: "the Lantern newspaper", "the MNA news agency"."""
_ADDED = ("news", "online", "media", "tv", "live", "today", "daily", "press")
"""What hosts add to a name: "Velo" publishes at velonews.example."""
_SMALL = frozenset(("of", "and", "the", "for", "de", "la", "le", "der", "die", "das"))
"""Words that initials leave out."""

SHORTEST_ADDED = 4
"""Letters that a name needs before a host may add something to it: "RT" is not rtnews.example. By hand."""
SHORTEST_INITIALS = 3
"""Initials that can name an outlet: two letters belong to too many."""
MOST_WORDS = 6
"""Words of a name that are looked at; 2**6 subsets are tried."""


@dataclass(frozen=True)
class Index:
    """Known hosts by what spells them: `labels` maps a label to the outlets that have it, `folded` a registrable host
    to the host as it is known (the shortest of several)."""

    labels: Mapping[str, tuple[str, ...]]
    folded: Mapping[str, str]


def index(hosts: frozenset[str]) -> Index:
    """The index of a set of hosts. Linear."""
    folded: dict[str, str] = {}
    for host in sorted(hosts, key=lambda h: (len(h), h)):
        name = clean(host)
        if name is not None:
            folded.setdefault(registrable(name), host)
    labels: dict[str, list[str]] = {}
    for part, host in sorted(folded.items()):
        labels.setdefault(label(part), []).append(host)
    return Index(labels={k: tuple(v) for k, v in labels.items()}, folded=folded)


@lru_cache(maxsize=1 << 14)
def bare(name: str) -> str:
    """A medium's name as it is compared: folded, without article and description.

    >>> bare("The Lantern newspaper"), bare("news agency MNA"), bare("The Wall Street Journal’s")
    ('lantern', 'mna', 'wall street journal')
    """
    return " ".join(_words(name))


def spelled(name: str, known: Index) -> str | None:
    """The one known host that a name spells; None where there is none, or more than one.

    The surest spelling decides: all words, then what hosts add to them, then several words of them, then initials.
    """
    plain = fold(name.strip()[:_LONGEST]).removeprefix("www.")
    if _HOST.fullmatch(plain) and (there := known.folded.get(registrable(plain))):
        return there
    for tier in _tiers(_words(name)):
        found = {host for spelling in tier for host in known.labels.get(spelling, ())}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _words(name: str) -> list[str]:
    """The words that make the name, folded."""
    found = [fold(m.group()) for m in _WORD.finditer(name[:_LONGEST])]
    found = [w.removesuffix("'s") for w in found]
    while len(found) > 1 and found[0] in _FRONT:
        found = found[1:]
    if len(found) > 2 and found[:2] in (["news", "agency"], ["press", "agency"], ["news", "website"]):
        found = found[2:]
    if len(found) == 3 and found[1:] == ["news", "agency"] and found[0].upper() in name:
        found = found[:1]  # "the MNA news agency": its own letters stand there
    while len(found) > 1 and found[-1] in _BEHIND and found[-2:] not in (["news", "agency"], ["press", "agency"]):
        found = found[:-1]
    return found


def _tiers(words: list[str]) -> Iterator[frozenset[str]]:
    """The labels that a name of these words may have, from the surest to the least sure."""
    parts = ["".join(c for c in w if c.isalnum()) for w in words[:MOST_WORDS]]
    parts = [p for p in parts if p]
    if not parts or len(words) > MOST_WORDS:
        return
    whole = "".join(parts)
    yield frozenset((whole, "the" + whole))
    if len(whole) >= SHORTEST_ADDED:
        yield frozenset(front + whole + added for added in _ADDED for front in ("", "the"))
    if len(parts) > 2:
        some = (c for n in range(len(parts) - 1, 1, -1) for c in combinations(range(len(parts)), n))
        yield frozenset("".join(parts[i] for i in c) for c in some if c[0] == 0 and c[-1] == len(parts) - 1)
    big = [p for p in parts if p not in _SMALL]
    if len(big) >= SHORTEST_INITIALS:
        initials = "".join(p[0] for p in big)
        yield frozenset((initials, initials[:-1] + big[-1], "".join(p[0] for p in parts)))
