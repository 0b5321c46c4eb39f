"""What the names head says: one verdict for each spelling, from all the places where it labels that."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from sayso.reader.page import Name
from sayso.reader.sources.kinds import ASKED, Label

_LEAD = re.compile(r"(?:the|an?|mr|mrs|ms|dr)\b\.?\s*", re.I)
_END = re.compile(r"(?<![\s.,'’])(?<!['’]s)(?:['’]s?|[\s.,])+$")
"""Stops and possessive endings; a run of them is tried from its first alone, else a long one costs its square."""


@lru_cache(maxsize=ASKED)
def _spelling(text: str) -> str:
    """A name as votes are counted for it: no article, honorific, possessive ending; white space squeezed."""
    lead = _LEAD.match(text)
    return " ".join(_END.sub("", text[lead.end() if lead else 0 :]).split())


class Labels:
    """The labels of a text, asked by stretch. `ends` tells where each labelled organization ends, by its start."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.text = text
        self.names = sorted((n for n in names if 0 <= n.start < n.end <= len(text)), key=lambda n: (n.start, n.end))
        self.ends = {name.start: name.end for name in self.names if name.label == "organization"}
        self._starts = [name.start for name in self.names]
        self._votes: defaultdict[str, dict[str, float]] = defaultdict(
            lambda: dict.fromkeys(("person", "organization", "place"), 0.0)
        )
        for name in self.names:
            self._votes[_spelling(text[name.start : name.end])][name.label] += name.score

    def __call__(self, start: int, end: int) -> Label | None:
        """The verdict on text[start:end]: by its spelling, else by the label that covers it; None where there is
        none."""
        tail = self._tail(start, end)
        if tail is not None:
            return Label("person", 1.0, tail=tail)
        votes = self._votes.get(_spelling(self.text[start:end]))
        if votes is None:
            name = self._covering(start, end)
            if name is None:
                return None
            votes = self._votes[_spelling(self.text[name.start : name.end])]
        total = sum(votes.values())
        person = votes["person"] / total if total else 0.0
        return Label("person" if person >= 0.5 else "body", person, place=votes["place"] > votes["organization"])

    def _near(self, at: int) -> list[Name]:
        """The last three labels that begin at or before an offset, the nearest first."""
        i = bisect_right(self._starts, at) - 1
        return self.names[max(0, i - 2) : i + 1][::-1]

    def _tail(self, start: int, end: int) -> int | None:
        """Where a person of two words or more begins that the stretch ends with, but does not begin with."""
        for name in self._near(end - 1):
            inside = start < name.start and abs(name.end - end) <= 1
            if inside and name.label == "person" and " " in self.text[name.start : name.end]:
                return name.start
        return None

    def _covering(self, start: int, end: int) -> Name | None:
        """A label of which at least half lies in the stretch, and half the stretch in it."""
        for name in self._near(max(start, end - 1)):
            shared = min(end, name.end) - max(start, name.start)
            if 2 * shared >= max(end - start, name.end - name.start):
                return name
        return None
