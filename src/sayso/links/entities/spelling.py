"""Spellings of one word: a rough form that they share, and how near two words are."""

from __future__ import annotations

from functools import lru_cache

from sayso.links.entities.tables import names, spelling
from sayso.links.words import fold

EXACT, SPELLED, UNSURE, VARIANT, INITIAL = 1.0, 0.97, 0.85, 0.8, 0.6
"""How near two words of a name are: equal when folded; one rough form, or listed as spellings; one rough form of a
short word; a short form, or two forms that as often are two names; an initial and a word. An order only."""
SHORT = 4
"""Letters up to which two spellings with one rough form are rather two names ("Jang", "Yang")."""


@lru_cache(maxsize=1 << 16)
def rough(word: str) -> str:
    """A folded word as all its spellings come out (see spelling.toml); double letters are written once.

    >>> rough("lebedyev") == rough("lebedev"), rough("sayyid") == rough("sayed"), rough("pérez") == rough("perez")
    (True, True, True)
    """
    word = fold(word).replace("'", "").replace(".", "")
    for old, new in spelling():
        if old[-1] == "$":
            if word.endswith(old[:-1]) and len(word) > len(old):
                word = word[: len(word) - len(old) + 1] + new
        elif old in word:
            word = word.replace(old, new)
    once = [c for i, c in enumerate(word) if i == 0 or c != word[i - 1]]
    return "".join(once)


@lru_cache(maxsize=1 << 16)
def near(a: str, b: str) -> float:
    """How near two folded words of a name are: one of the grades above, or 0.

    >>> near("sergei", "sergey"), near("bill", "william"), near("j", "john"), near("ana", "per")
    (0.97, 0.8, 0.6, 0.0)
    """
    if a == b:
        return EXACT
    if len(a) == 1 or len(b) == 1:
        return INITIAL if a[:1] == b[:1] else 0.0
    table = names()
    if table.spelled_given.get(a, _NONE) & table.spelled_given.get(b, _NONE):
        return SPELLED
    if rough(a) == rough(b):
        return SPELLED if min(len(a), len(b)) > SHORT else UNSURE
    return VARIANT if table.lines(a) & table.lines(b) else 0.0


_NONE: frozenset[str] = frozenset()
