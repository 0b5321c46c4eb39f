"""All time expressions of a text as TIMEX3: dates, times of day, durations, sets, references to now and then.

`timexes` is the door for whoever wants times as such; statements ask `expressions`: the calendar's dates alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sayso.reader.dates.anchored import Anchor
from sayso.reader.dates.calendar import Timex, published_period
from sayso.reader.dates.clock import clock
from sayso.reader.dates.durations import durations
from sayso.reader.dates.expressions import Found, found

_PARTS: Final = (
    (re.compile(r"\bmorning$", re.I), "TMO"), (re.compile(r"\bafternoon$", re.I), "TAF"),
    (re.compile(r"\bevening$", re.I), "TEV"), (re.compile(r"(?:\bnight|\btonight)$", re.I), "TNI"),
    (re.compile(r"\b(?:midday|lunchtime|noon)$", re.I), "TMI"),
)  # fmt: skip
"""What an expression ends in, and TIMEX3's letters for that part of a day."""
_REFERENCES: Final = (
    ("PRESENT_REF", re.compile(
        r"\b(?:(?:right\s)?now(?!-)|currently|presently|nowadays|at\s(?:the\s)?present|at\sthe\smoment|the\stime\sbeing|"
        r"(?:the|this)\spresent(?:\stime)?(?=[,.;]|\s?$)|these\sdays|at\sthis\stime)\b", re.I)),
    ("PAST_REF", re.compile(
        r"\b(?:(?:more|most|until)\srecently|recently|(?:in\s)?recent\s(?:days|weeks|months|years|times)|previously|"
        r"(?<!most\s)recent|lately|(?<=in\s)the\s(?:recent\s)?past(?=[,.;]|\s?$))\b", re.I)),
    ("FUTURE_REF", re.compile(
        r"\b(?:the\s(?:near|immediate|foreseeable|not-too-distant)\s(?:term|future)|the\sfuture(?=[,.;]|\s?$)|"
        r"the\scoming\s(?:days|weeks|months|years)|soon)\b(?!-)", re.I)),
)  # fmt: skip
"""Words for now, for a past and for a future that nobody dates."""


def timexes(text: str, published: str | None) -> list[Timex]:
    """The time expressions of a text in reading order, not overlapping; `published` is an ISO prefix or None.

    Of those that overlap the longest is kept. Linear in the text; takes any string and raises nothing.

    >>> [(t.type, t.value) for t in timexes("Last week he waited two hours; now he is here.", "2022-01-19")]
    [('DATE', '2022-W02'), ('DURATION', 'PT2H'), ('DATE', 'PRESENT_REF')]
    """
    dates = found(text, published)
    days = [Anchor(f.start, f.end, f.value) for f in dates]
    every = [
        *_dated(text, dates),
        *clock(text, days, published_period(published)),
        *durations(text),
        *_references(text),
    ]
    return _longest(every)


def _dated(text: str, dates: Iterable[Found]) -> Iterator[Timex]:
    """The calendar's dates; a part of a day is a time."""
    for date in dates:
        value = date.value.timex()
        if value is None:
            continue
        part = next((letters for form, letters in _PARTS if form.search(text, date.start, date.end)), None)
        if part and len(value) == 10:
            yield Timex(date.start, date.end, "TIME", value + part)
        else:
            yield Timex(date.start, date.end, "DATE", value)


def _references(text: str) -> Iterator[Timex]:
    for value, pattern in _REFERENCES:
        for match in pattern.finditer(text):
            yield Timex(match.start(), match.end(), "DATE", value)


def _longest(every: Iterable[Timex]) -> list[Timex]:
    """Those that nothing longer overlaps, sorted; of two as long the first in the order given."""
    taken: list[Timex] = []
    order = sorted(enumerate(every), key=lambda row: (row[1].start, -row[1].end, row[0]))
    for _, timex in order:
        if not taken or timex.start >= taken[-1].end:
            taken.append(timex)
        elif timex.end - timex.start > taken[-1].end - taken[-1].start:
            taken[-1] = timex
    return taken
