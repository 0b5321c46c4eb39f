"""How well names and times agree with the gold of MEANTIME: counts by kind of name, and by type and class of time.

Names: right = the same span and type. A second row takes the extents as annotated, a third does not count, neither way,
what stands on PRE.NAM, FIN and PRO mentions.

Times, as TempEval-3 scores them: a gold and a guessed TIMEX3 are paired where they overlap, in reading order; extent
F1 is strict (same span) and relaxed (paired); value F1 counts pairs with the same value string. Types DATE and TIME
make one row; DURATION and SET stand apart (as the gold types it). The creation time itself is left out. Classes:

    explicit    a year in the text                    "January 12, 2007", "2004"
    partial     a month or a day, the year left out   "April 3", "in February", "2nd"
    same-day    names the day of publication          "today", "Friday" on a Friday
    relative    all others with a calendar value      "on Wednesday", "last week", "a year ago"
    vague       PAST_REF, PRESENT_REF, FUTURE_REF, undetermined (X), periods written as dates (P1D)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from meantime_corpus import TYPES, Article, Named, Time, inside
from sayso.records import Span

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b|^\d+(?:st|nd|rd|th)$", re.I)
_DAY_VALUE = re.compile(r"\d{4}(?:-.+)?|FY\d{4}")


@dataclass(slots=True)
class Count:
    """Gold, guessed and right."""

    gold: int = 0
    guessed: int = 0
    right: int = 0

    def add(self, gold: Iterable[object], guessed: Iterable[object]) -> None:
        """Counts two collections of what can be compared."""
        g, h = set(gold), set(guessed)
        self.gold, self.guessed, self.right = self.gold + len(g), self.guessed + len(h), self.right + len(g & h)

    @property
    def precision(self) -> float:
        """Right of the guessed, 0 to 1."""
        return self.right / max(self.guessed, 1)

    @property
    def recall(self) -> float:
        """Right of the gold, 0 to 1."""
        return self.right / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """Their harmonic mean, 0 to 1."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    def __str__(self) -> str:
        return (
            f"P {100 * self.precision:5.1f}  R {100 * self.recall:5.1f}  F1 {100 * self.f1:5.1f}   "
            f"(gold {self.gold}, guessed {self.guessed}, right {self.right})"
        )


def time_class(time: Time, text: str, published: str) -> str:
    """The class of a time (the table above)."""
    words = text[time.start : time.end]
    if not _DAY_VALUE.fullmatch(time.value) or "X" in time.value:
        return "vague"
    if _YEAR.search(words):
        return "explicit"
    if _MONTH.search(words):
        return "partial"
    return "same-day" if time.value.partition("T")[0] == published[:10] else "relative"


@dataclass(slots=True)
class Scores:
    """All counts of a run, by the rows that are printed: of names, and of times."""

    names: dict[str, Count] = field(default_factory=dict)
    times: dict[str, Count] = field(default_factory=dict)

    def add(self, one: Article, names: Sequence[Named], times: Sequence[Time], errors: str | None) -> None:
        """Counts one article."""
        names = [n for n in names if inside(n[1:], one.counted)]
        times = [t for t in times if inside(t[2:], one.counted)]
        self._add_names("names", one.id, one.names, names)
        self._add_names("names, extents as annotated", one.id, one.extents, names)
        gold, guessed = ([n for n in some if not _touches(n[1:], one.aside)] for some in (one.names, names))
        self._add_names("names, PRE.NAM / FIN / PRO aside", one.id, gold, guessed)
        for label in TYPES.values():
            gold, guessed = ([n for n in some if n.label == label] for some in (one.names, names))
            self._add_names(f"  {label}", one.id, gold, guessed)
        if errors == "names":
            _show(one.text, set(one.names) - set(names), set(names) - set(one.names))
        self._add_times(one, times, errors == "times")

    def _add_names(self, row: str, id_: str, gold: Iterable[Named], guessed: Iterable[Named]) -> None:
        self.names.setdefault(row, Count()).add([(id_, n) for n in gold], [(id_, n) for n in guessed])

    def _add_times(self, one: Article, guessed: Sequence[Time], errors: bool) -> None:
        """Pairs gold and guessed where they overlap, in reading order."""
        left = list(guessed)
        for gold in one.times:
            hit = next((t for t in left if t.start < gold.end and gold.start < t.end), None)
            if hit:
                left.remove(hit)
            self._count(one, gold, hit)
            if errors and (hit is None or hit.value != gold.value):
                sign = f"SAID {hit.value}" if hit else "MISS"
                print(sign, gold.type, gold.value, one.published, "|", _around(one.text, gold.start, gold.end))
        for extra in left:
            self._count(one, None, extra)
            if errors:
                print("EXTRA", extra.type, extra.value, "|", _around(one.text, extra.start, extra.end))

    def _count(self, one: Article, gold: Time | None, hit: Time | None) -> None:
        """One pair, or what has no partner, in the row of the gold's type and class (of its own, where it has none)."""
        of = gold or hit
        assert of is not None
        dated = of.type in ("DATE", "TIME")
        rows = ["DATE, TIME", f"  {time_class(of, one.text, one.published)}"] if dated else ["DURATION, SET"]
        for row in rows:
            for measure, right in (
                ("extent, strict", gold and hit and gold[2:] == hit[2:]),
                ("extent, relaxed", gold and hit),
                ("value", gold and hit and gold.value == hit.value),
            ):
                count = self.times.setdefault(f"{row} {measure}", Count())
                count.gold += gold is not None
                count.guessed += hit is not None
                count.right += bool(right)


def _touches(span: Sequence[int], spans: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in spans)


def _around(text: str, start: int, end: int) -> str:
    line = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}"
    return " ".join(line.split())


def _show(text: str, missed: set[Named], extra: set[Named]) -> None:
    for sign, some in (("MISS", missed), ("EXTRA", extra)):
        for label, start, end in sorted(some, key=lambda n: (n.start, n.end, n.label)):
            print(sign, label, "|", _around(text, start, end))
