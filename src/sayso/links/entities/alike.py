"""How the names of two people go together."""

from __future__ import annotations

from typing import Literal

from sayso.links.entities.people import Person
from sayso.links.entities.spelling import EXACT, INITIAL, SPELLED, UNSURE, VARIANT, near
from sayso.links.entities.tables import names

Grade = Literal["same", "spelling", "variant", "part", "bare"]
"""How two names go together: equal; spelled otherwise; perhaps spelled otherwise, or a short form; one lacks something
that tells people apart; one is only a surname."""


def together(a: Person, b: Person) -> tuple[Grade, str] | None:
    """How two names go together, with the reason; None where they are names of two people."""
    if (a.gender and b.gender and a.gender != b.gender) or (a.suffix and b.suffix and _generation(a) != _generation(b)):
        return None
    last = near(a.surname, b.surname)
    if not a.first or not b.first:
        return _surname_only(a, b, last)
    if a.written == b.written and (a.first, a.last) != (b.first, b.last):
        return "spelling", f"one name, cut differently: {_text(a)} and {_text(b)}"
    first = near(a.first, b.first)
    if not first:
        return _without_given(a, b) if last == EXACT else None
    if not last:
        return _second_surname(a, b, first)
    middle = _middle(a.middle, b.middle)
    if not middle:
        return None
    lowest = min(first, last, middle)
    if lowest == INITIAL and first == INITIAL:
        return "part", f"an initial: {a.first} and {b.first} {b.surname}"
    if bool(a.suffix) != bool(b.suffix):
        return "part", f"only one of them is called {a.suffix or b.suffix}"
    if lowest in (UNSURE, VARIANT):
        return "variant", f"forms of one name, or two names: {_text(a)} and {_text(b)}"
    if min(first, last) == EXACT:
        return "same", f"same name: {_text(a)}" if a.middle == b.middle else f"one name: {_text(a)} and {_text(b)}"
    return "spelling", f"two spellings of one name: {_text(a)} and {_text(b)}"


def _surname_only(a: Person, b: Person, last: float) -> tuple[Grade, str] | None:
    parts = max(near(x, y) for x in (a.surname, *a.last) for y in (b.surname, *b.last))
    if max(last, parts) >= SPELLED:
        return "bare", f"same surname: {a.surname}" if last == EXACT else f"surnames {a.surname} and {b.surname}"
    for bare, full in ((a, b), (b, a)):
        if not bare.first and full.first and len(bare.last) == 1:
            word = bare.last[0]
            if near(word, full.first) >= SPELLED and word not in names().common_given:
                return "bare", f"only one of the names: {word}, of {_text(full)}"
            if any(near(word, m) >= SPELLED for m in full.middle) and word not in names().common_given:
                return "bare", f"only one of the names: {word}, of {_text(full)}"
    return None


def _without_given(a: Person, b: Person) -> tuple[Grade, str] | None:
    """ "Cheryl Boone Isaacs" and "Boone Isaacs", "W. Mark Felt" and "Mark Felt": the end of the longer name."""
    short, long = sorted((a, b), key=lambda p: len(p.middle))
    tail, whole = (short.first, *short.middle), (long.first, *long.middle)
    if len(tail) == len(whole) or whole[-len(tail) :] != tail:
        return None
    table = names()
    given = short.first in table.common_given or bool(table.lines(short.first))
    if given and len(tail) == 1 and len(long.first) > 1:
        return None  # "Paul Smith" is not John Paul Smith
    return "part", f"one name is the end of the other: {_text(short)} and {_text(long)}"


def _second_surname(a: Person, b: Person, first: float) -> tuple[Grade, str] | None:
    """ "Ildo Garza" and "Ildo Garza Villar"; "Eva Smith" and "Eva Smith-Jones"; two given names and no surname else."""
    if first < VARIANT:
        return None
    for short, long in ((a, b), (b, a)):
        parts = [*long.middle, *long.last]
        if len(parts) > len(short.last) and any(near(short.surname, p) >= SPELLED for p in parts):
            return "part", f"one name is longer: {_text(short)} and {_text(long)}"
    return None


def _middle(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How near the middle names are: 1 where one has none, 0 where they differ."""
    short, long = sorted((a, b), key=len)
    return min((max(near(x, y) for y in long) for x in short), default=EXACT) and EXACT


def _generation(p: Person) -> str:
    return {"junior": "jr", "senior": "sr", "filho": "jr", "neto": "iii"}.get(p.suffix, p.suffix)


def _text(p: Person) -> str:
    return " ".join(filter(None, (p.first, *p.middle, "-".join(p.last), p.suffix)))
