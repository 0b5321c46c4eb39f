"""What a role says of somebody, and how two roles go together over the years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from sayso.links.entities.tables import names, roles
from sayso.links.words import fold, stem

Relation = Literal["same", "kin", "bridge", "unknown", "elsewhere", "conflict"]
"""same role; same field of life; fields that go together; nothing to tell; the same role of another place or body;
fields of different people."""

LONGEST = 160
"""Code points of a role that are looked at."""
_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?\b")


@dataclass(frozen=True, slots=True)
class Role:
    """A role: stems of its words, their fields of life, the places and bodies it names, stems that are offices."""

    stems: frozenset[str]
    fields: frozenset[str]
    names: frozenset[str]
    heads: frozenset[str]
    former: bool
    text: str

    @property
    def weak(self) -> bool:
        """Whether so many people are that that it says little ("a resident", "a victim")."""
        return not self.stems or (bool(self.fields) and self.fields <= roles().weak)


EMPTY = Role(frozenset(), frozenset(), frozenset(), frozenset(), False, "")


@lru_cache(maxsize=1 << 15)
def role(text: str | None) -> Role:
    """A role taken apart; EMPTY where there is none.

    >>> sorted(role("former Marovian foreign minister").names), role("former foreign minister").former
    (['marov'], True)
    """
    if not text:
        return EMPTY
    table = roles()
    stems, named, heads = set[str](), set[str](), set[str]()
    fields: dict[str, frozenset[str]] = {}
    former = False
    plain = _phrases().sub(lambda m: table.phrases[m.group().lower()], _POSSESSIVE.sub("", text[:LONGEST]))
    for raw in _WORD.findall(plain):
        word = fold(raw).replace(".", "")
        former = former or word in table.former or word.startswith("ex-")
        word = word.removeprefix("ex-")
        if not word or word in names().joints or word in ("his", "her", "its", "their"):
            continue
        s = stem(word)
        if s in table.fields:
            fields[s] = table.fields[s]
            heads.add(s)
        elif raw[0].isupper() and word not in table.no_names and word not in table.times:
            named.add(_place(word))
            s = _place(word)
        if word not in table.times or word == "chief":
            stems.add(s)
    return Role(frozenset(stems), _fields(fields), frozenset(named), frozenset(heads), former, text)


@cache
def _phrases() -> re.Pattern[str]:
    longest_first = sorted(roles().phrases, key=lambda p: (-len(p), p))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b", re.IGNORECASE | re.ASCII)


def _fields(found: dict[str, frozenset[str]]) -> frozenset[str]:
    """The fields that most heads share: "fire service chief" is police by all of its words."""
    every = [f for fs in found.values() for f in fs]
    if not every:
        return frozenset()
    most = max(map(every.count, every))
    return frozenset(f for f in every if every.count(f) == most)


@lru_cache(maxsize=1 << 14)
def _place(word: str) -> str:
    table = names()
    word = table.places.get(word, word)
    if word not in table.places:
        for ending in table.endings:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                return word[: -len(ending)]
    return word


@lru_cache(maxsize=1 << 15)
def relation(a: Role, b: Role) -> Relation:
    """How two roles go together; symmetric.

    >>> relation(role("foreign minister"), role("former minister")), relation(role("striker"), role("deputy minister"))
    ('kin', 'conflict')
    """
    if not a.stems or not b.stems:
        return "unknown"
    apart = bool(a.names) and bool(b.names) and not a.names & b.names
    heads = a.heads & b.heads
    if apart and heads and a.fields & b.fields:
        return "elsewhere"
    small, large = sorted((a.stems, b.stems), key=len)
    if small == large or (small <= large and (len(small) > 1 or bool(a.names & b.names))):
        return "same"
    if heads and (a.names & b.names):
        return "same"
    if a.fields & b.fields:
        return "kin"
    if a.names & b.names:
        return "bridge"
    if not a.fields or not b.fields:
        return "unknown"
    bridges = roles().bridges
    if any(frozenset((x, y)) in bridges for x in a.fields for y in b.fields):
        return "bridge"
    return "conflict"
