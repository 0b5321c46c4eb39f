"""What the model sees and says of a text: units of windows, and their tags as spans of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sayso.reader.model.decode import Doubles, Ints, runs
from sayso.reader.model.encode import Window, Words
from sayso.reader.model.likely import Likely
from sayso.reader.page import Name
from sayso.records import Label, Mark, Span

LABELS: tuple[Label, ...] = ("source", "cue", "content")
NAME_LABELS: tuple[Literal["person", "organization", "place"], ...] = ("person", "organization", "place")


@dataclass(frozen=True, slots=True)
class Part:
    """One cue with the source and contents that the model sees for it; score, in 0..1, is the model's probability
    that all of it is right to the word."""

    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the model says of a text."""

    marks: tuple[Mark, ...]
    parts: tuple[Part, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sequence's tags, and the running sum of their probabilities (a span's score is the mean of its own)."""

    tags: list[int]
    sums: Doubles

    @classmethod
    def of(cls, tags: Ints, chances: Doubles) -> Chosen:
        """From the tags chosen and the probabilities of all (T, K)."""
        sure = chances[np.arange(len(tags)), tags]
        return cls(tags.tolist(), np.concatenate([np.zeros(1), np.cumsum(sure)]))

    def cues(self) -> list[tuple[int, int]]:
        """The cues among the tags, as half-open ranges."""
        return [(a, b) for label, a, b in runs(self.tags) if LABELS[label] == "cue"]

    def score(self, first: int, last: int) -> float:
        """How sure: the mean probability of the tags chosen in [first, last)."""
        return round(float((self.sums[last] - self.sums[first]) / (last - first)), 4)


@dataclass(frozen=True, slots=True)
class Unit:
    """Some windows of one text, one after another: what is scored and decoded as one."""

    text: int
    words: Words
    block: list[Window]

    @property
    def first(self) -> int:
        """Its first word, as an index into the text's."""
        return self.block[0].first

    @property
    def size(self) -> int:
        """How many words it has."""
        return self.block[-1].last - self.first

    @property
    def begins(self) -> list[int]:
        """Which of its words begin a line."""
        return self.words.begins[self.first : self.first + self.size]

    def span(self, first: int, last: int) -> Span:
        """Offsets of its words [first, last)."""
        return int(self.words.start[self.first + first]), int(self.words.end[self.first + last - 1])

    def marks(self, chosen: Chosen) -> Iterator[Mark]:
        """Its tags as marks."""
        for label, i, j in runs(chosen.tags):
            start, end = self.span(i, j)
            yield Mark(label=LABELS[label], start=start, end=end, score=chosen.score(i, j))

    def mark(self, span: Likely) -> Mark:
        """A likely span of its words as a mark."""
        start, end = self.span(span.first, span.last)
        return Mark(label=LABELS[span.label], start=start, end=end, score=round(span.chance, 4))

    def names(self, chosen: Chosen) -> Iterator[Name]:
        """Its name tags as names."""
        for label, i, j in runs(chosen.tags):
            yield Name(NAME_LABELS[label], *self.span(i, j), chosen.score(i, j))

    def part(self, cue: tuple[int, int], at: Ints, tags: list[int], score: float) -> Part:
        """One cue with the tags of the words `at` around it."""
        spans: tuple[list[Span], list[Span]] = ([], [])
        for label, i, j in runs(tags):
            spans[label].append(self.span(int(at[i]), int(at[j - 1]) + 1))
        return Part(self.span(*cue), tuple(spans[0]), tuple(spans[1]), round(score, 4))
