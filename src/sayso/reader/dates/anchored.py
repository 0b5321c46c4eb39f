"""Times that are reckoned from another in the text: "two days later", "the same day", "the end of the year".

The anchor is the nearest date before it, fine enough and not far; where there is none, what looks back ("a year
earlier") or stands for the whole ("the end of the year", "ended the day") is reckoned from the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from sayso.reader.dates.calendar import Period
from sayso.reader.dates.meanings import shifted
from sayso.reader.dates.numbers import COUNTED, count

REACH: Final = 300
"""Code points back to an anchor: two or three sentences."""
LOOKED_AT: Final = 8
"""Dates before it that are looked at."""

_STOP: Final = r"(?=[,.;:!?)”\"]|\s(?:and|but|that|at|in|on|as|to|by|when|he|she|they|it)\b|\s?$)"
_UNIT: Final = r"(?P<unit>day|week|month|quarter|year|decade)"
_PART: Final = "morning|afternoon|evening|night"
_WHOLE: Final = r"day|week|month|quarter|year"
ANCHORED: Final = (
    ("count", rf"(?:(?:about|around|almost|nearly|just|exactly)\s)?(?P<count>{COUNTED}|an?)\s{_UNIT}s?\s"
     rf"(?P<side>later|earlier|afterwards?|previously|(?:before|after){_STOP})(?!\w)"),
    ("side", r"(?:the|that)\s(?P<side>next|following|previous|preceding|subsequent)\s"
     rf"(?:{_UNIT}|morning|night)(?!\w|[-’'])"),
    ("side", rf"the\s(?P<unit>day|week|month|year)\s(?P<side>before|after){_STOP}"),
    ("same", rf"(?:the|that|this)\ssame\s(?:{_UNIT}|{_PART})(?!\w)"),
    ("same", rf"(?:later\s|earlier\s)?that\s(?:{_UNIT}|{_PART})(?=[,.;:)]|\s(?:and|at|in|when)\b|\s?$)"),
    ("whole", r"(?:the\s)?(?:beginning|start|end|middle|close|rest|remainder)\sof\sthe\s"
     rf"(?P<unit>{_WHOLE})(?!\w|[-’'])"),
    ("whole", rf"(?:earlier|later|late|early)\sin\sthe\s(?P<unit>{_WHOLE})(?!\w|[-’'])"),
    ("whole", rf"(?<=\b(?:end|for)\s)the\s(?P<unit>day){_STOP}"),
    ("whole", rf"(?<=\b(?:ended|start|close|begin)\s)the\s(?P<unit>day){_STOP}"),
)  # fmt: skip
"""Kind and pattern, each bounded."""
_ALL: Final = tuple((kind, re.compile(rf"(?<![\w-]){pattern}", re.I)) for kind, pattern in ANCHORED)
_ANY_UNIT: Final = re.compile(rf"{_WHOLE}|decade|{_PART}")
"""What every one of them holds: looking there alone spares nearly all of the text."""
_AROUND: Final = 60
"""Code points on each side of a unit in which such an expression lies; the longest patterns reach 45."""
_IDIOM: Final = re.compile(r"\bat\s$", re.I)
_FINE: Final = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366, "decade": 366}
"""Days that an anchor may last at most, for a unit to be reckoned from it."""


class Anchor(NamedTuple):
    """A date text[start:end] and what it means."""

    start: int
    end: int
    value: Period


def anchored(text: str, anchors: Sequence[Anchor], published: Period | None) -> Iterator[tuple[int, int, Period]]:
    """The expressions that are reckoned from others, with what they mean, sorted, not overlapping.

    `anchors` are the dates of the text, sorted; one that is found here is an anchor for the next.
    """
    known: list[Anchor] = []
    waiting, last = 0, -1
    for kind, match in _matches(text):
        start, end = match.span()
        if start < last or (kind == "whole" and _is_idiom(text, match)):
            continue
        while waiting < len(anchors) and anchors[waiting].end <= start:
            known.append(anchors[waiting])
            waiting += 1
        value = _value(match, kind, _anchor(known, match), published)
        if value is not None:
            last = end
            known.append(Anchor(start, end, value))
            yield start, end, value


def _matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Kind and match, by start; of those that start at one place the longest."""
    best: dict[int, tuple[str, re.Match[str]]] = {}
    for low, high in _windows(text):
        for kind, pattern in _ALL:
            for match in pattern.finditer(text, low, high):
                whole = match.end() < high - 2  # an end of the window is not one of the text
                if whole and (match.start() not in best or best[match.start()][1].end() < match.end()):
                    best[match.start()] = kind, match
    for start in sorted(best):
        yield best[start]


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches around units, those that meet as one."""
    low, high = 0, -1
    for unit in _ANY_UNIT.finditer(text):
        start = max(0, unit.start() - _AROUND)
        if start > high:
            if high >= 0:
                yield low, high
            low = start
        high = unit.end() + _AROUND
    if high >= 0:
        yield low, high


def _is_idiom(text: str, match: re.Match[str]) -> bool:
    """ "At the end of the day", which names no day."""
    return (
        match["unit"].lower() == "day"
        and match[0].lower().endswith("end of the day")
        and bool(_IDIOM.search(text[max(0, match.start() - 4) : match.start()]))
    )


def _anchor(known: Sequence[Anchor], match: re.Match[str]) -> Period | None:
    """The nearest date before a match from which its unit can be reckoned."""
    unit = (match["unit"] or "day").lower()
    for anchor in reversed(known[-LOOKED_AT:]):
        if match.start() - anchor.end > REACH:
            return None
        if (anchor.value.last - anchor.value.first).days < _FINE[unit]:
            return anchor.value
    return None


def _value(match: re.Match[str], kind: str, anchor: Period | None, published: Period | None) -> Period | None:
    groups = match.groupdict()
    unit, side = (groups.get("unit") or "day").lower(), (groups.get("side") or "").lower()
    back = side in ("earlier", "before", "previously", "previous", "preceding")
    if anchor is None and (back or kind == "whole") and published and published.first == published.last:
        anchor = published
    if anchor is None:
        return None
    if kind in ("same", "whole"):
        return shifted(anchor.first, 0, unit)
    number = count(groups["count"]) if kind == "count" else 1
    if number is None:
        return None
    return shifted(_edge(anchor, back), -number if back else number, unit)


def _edge(anchor: Period, back: bool) -> date:
    return anchor.first if back else anchor.last
