"""A report reduced to what it is about: its weightiest words and names, and when it was published.

Made once when the report arrives and stored with it; `similarity` and `keys` look at nothing else.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.instants import moment, seconds, until
from sayso.links.words import rarity, words
from sayso.records import Report, Span

TERMS = 80
"""Stems that are kept of a report. F1 is the same (within .005) from 40 to 200 of them."""
WORDS = 300
"""Words of the body that are read: news says first what it is about. The same F1 for 300 and 600, less for 150."""
LEAD = 60
"""Words of the body that count as its lead: two or three sentences."""
TITLE_WEIGHT, LEAD_WEIGHT = 4.0, 2.5
"""How often a word in title or lead counts. Flat from 3 to 5 and from 2 to 3; without the lead's, F1 falls by .015."""
NAME_WEIGHT = 1.5
"""Names count more than words: what happened recurs, who and where tell two events apart. Flat from 1.3 to 1.6."""
COMMON = 1.0
"""Stems no rarer than this (in a third of all texts) say nothing about what a report is about."""
RAREST = 8.0
"""Rarity is counted up to here: a word the table never met may be a rare name or a misspelling."""
_CHARACTERS = 2600
"""Of the text are looked at, at most: enough for WORDS words, whatever stands there."""
_OPENS = re.compile(r"[.!?:\n]['\"”’)\]]*[ \t]*['\"“‘(\[]*$")
"""What stands before a word that begins a sentence, where a capital says nothing."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a report is about. `at` and `length` are seconds (from 1970, UTC) of when it was published, None if unknown.

    `terms` are stems, the weightiest first; `weights` (1..127) say how much each counts, plus 128 for a name.
    """

    report: str
    title: str
    at: float | None
    length: float
    terms: tuple[str, ...]
    weights: bytes
    vector: Mapping[str, float] = field(init=False, compare=False, repr=False)
    """The terms' weights, scaled to a vector of length 1."""
    names: frozenset[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        plain = [w & 127 for w in self.weights]
        norm = math.sqrt(sum(w * w for w in plain)) or 1.0
        object.__setattr__(self, "vector", {t: w / norm for t, w in zip(self.terms, plain, strict=True)})
        object.__setattr__(
            self, "names", frozenset(t for t, w in zip(self.terms, self.weights, strict=True) if w > 127)
        )

    @property
    def moment(self) -> float | None:
        """Seconds from 1970 (UTC) when the report was published, or None where it does not say."""
        return self.at

    def to_bytes(self) -> bytes:
        """The outline as it is stored: about 700 bytes."""
        head = json.dumps([self.report, self.title, self.at, self.length], ensure_ascii=False, separators=(",", ":"))
        text = f"{head}\n{' '.join(self.terms)}".encode("utf-8", "surrogatepass")
        return len(self.weights).to_bytes(2, "big") + self.weights + text

    @classmethod
    def from_bytes(cls, data: bytes) -> Outline:
        """The outline that `to_bytes` gave."""
        count = int.from_bytes(data[:2], "big")
        head, _, terms = data[2 + count :].decode("utf-8", "surrogatepass").partition("\n")
        report, title, at, length = json.loads(head)
        return cls(report, title, at, length, tuple(terms.split(" ")) if terms else (), data[2 : 2 + count])


def outline(report: Report, furniture: Sequence[Span] = ()) -> Outline:
    """What a report is about, from its title, lead and first words; `furniture` (spans of its text) is left out."""
    text = report.text[:_CHARACTERS]
    weighed, named = _counted(text, report.body_start, sorted(furniture))
    scored = {s: _weight(s, n, s in named) for s, n in weighed.items()}
    kept = sorted((s for s, w in scored.items() if w > 0), key=lambda s: (-scored[s], s))[:TERMS]
    top = scored[kept[0]] if kept else 1.0
    weights = bytes(max(1, round(127 * scored[s] / top)) | (128 if s in named else 0) for s in kept)
    at, length = _period(report.published)
    title = report.title or text[report.body_start :].partition("\n")[0][:200]
    return Outline(report.id, title, at, length, tuple(kept), weights)


def _period(published: str | None) -> tuple[float | None, float]:
    """(start, length) in seconds of the period that an ISO prefix names; a time without an offset counts as UTC."""
    at = seconds(published)
    return at, 0.0 if at is None else (until(published) - moment(published)).total_seconds()


def _weight(stem: str, count: float, name: bool) -> float:
    """How much a stem tells about what a report is about: the root of its count, by its rarity."""
    return math.sqrt(count) * max(0.0, min(rarity(stem), RAREST) - COMMON) * (NAME_WEIGHT if name else 1.0)


def _counted(text: str, body: int, furniture: Iterable[Span]) -> tuple[dict[str, float], set[str]]:
    """(how often each stem stands there, weighed by place; the stems that are names)."""
    counts: dict[str, float] = {}
    capitals: dict[str, int] = {}
    read, skip = 0, list(furniture)[::-1]
    for word in words(text):
        while skip and skip[-1][1] <= word.start:
            skip.pop()
        if skip and skip[-1][0] <= word.start:
            continue
        if word.end <= body:
            place = TITLE_WEIGHT
        else:
            read += 1
            if read > WORDS:
                break
            place = LEAD_WEIGHT if read <= LEAD else 1.0
            first = text[word.start]
            if not first.isalpha():
                pass
            elif not first.isupper():
                capitals[word.stem] = capitals.get(word.stem, 0) - 1
            elif not _OPENS.search(text, max(0, word.start - 6), word.start):
                capitals[word.stem] = capitals.get(word.stem, 0) + 1
        counts[word.stem] = counts.get(word.stem, 0.0) + place
    return counts, {s for s, n in capitals.items() if n > 0}
