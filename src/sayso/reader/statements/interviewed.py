"""Whom an interview is with: the headline says so, or the lines before its first turn introduce the person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sayso.reader.page import Name, Page
from sayso.reader.statements.labels import Label
from sayso.records import Span

_WITH = re.compile(
    r"\b(?:interview(?:s|ed)? (?:with )?|answers from |we asked |(?:spoke|speaks|talked|talks|talk|sat down|sits down|"
    r"met|meets|"
    r"conversation|chat|chatted|catch up|caught up|Q&A|Q and A|questions) (?:with |to |for )?)"
    r"(?:[^\W\d_A-Z][\w’'-]*,? ){0,6}(?:[A-Z][\w’'-]* ){0,3}$"
)
LOOK = 90
"""Characters before a name in which "an interview with" can stand."""


def interviewed(page: Page, names: Sequence[Name], before: int) -> list[Span]:
    """A mention of the person interviewed that stands before the offset: one behind "interview with" and the like,
    else whoever is named most, the first of them on a tie; empty where nobody is named."""
    people = [n for n in names if n.label == "person" and n.end <= before]
    if not people:
        return []
    for name in people:
        if _WITH.search(page.text, max(0, name.start - LOOK), name.start):
            return [_fullest(page.text, name, people)]
    counts = Counter(_last(page.text, n) for n in people)
    best = max(people, key=lambda n: (counts[_last(page.text, n)], -n.start))
    return [_fullest(page.text, best, people)]


def _last(text: str, name: Name) -> str:
    return text[name.start : name.end].split()[-1].lower()


def _fullest(text: str, name: Name, people: Sequence[Name]) -> Span:
    same = [n for n in people if _last(text, n) == _last(text, name)]
    best = max(same, key=lambda n: (n.end - n.start, -n.start))
    return best.start, best.end


def by_initials(page: Page, names: Sequence[Name], found: Sequence[Label]) -> dict[str, list[Span]]:
    """For labels that are the initials of a person named in full ("KH:"), a mention of that person."""
    short = {x.text for x in found if 2 <= len(x.text) <= 3 and x.text.isupper()}
    out: dict[str, list[Span]] = {}
    if not short:
        return out
    for name in names:
        if name.label == "person":
            initials = "".join(w[0] for w in page.text[name.start : name.end].split()).upper()
            if initials in short:
                out.setdefault(initials, [(name.start, name.end)])
    return out
