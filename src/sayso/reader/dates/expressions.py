"""The dates in a report, relative to its own, and the date on which something was said.

A value is an ISO prefix, no finer than the text: "last week" is a month, or a year where the week lies in two months.
Durations, names ("the Sunday Times"), impossible dates and times without a day give nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from sayso.reader.dates.anchored import Anchor, anchored
from sayso.reader.dates.calendar import Date, Period, published_period
from sayso.reader.dates.company import TENSED, is_date, is_future
from sayso.reader.dates.forms import ANY, BY_NAME, LOOK, Form
from sayso.reader.dates.meanings import numeric_as
from sayso.reader.dates.said import said_on

__all__ = ["Date", "expressions", "said_on"]

_NAMED: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_OVER_12: Final = r"(?:1[3-9]|2\d|3[01])"
_MONTHS: Final = r"(?:0?[1-9]|1[0-2])"
_DAY_FIRST: Final = re.compile(rf"\b{_OVER_12}/{_MONTHS}/\d\d|\b\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?\s{_NAMED}\b")
_MONTH_FIRST: Final = re.compile(rf"\b{_MONTHS}/{_OVER_12}/\d\d|\b{_NAMED}\.?\s\d{{1,2}}(?!\d)")


def _meaning(form: Form, match: re.Match[str], published: Period | None, future: bool) -> Period | None:
    """The period that holds whatever the expression may mean, the day of publication being known more or less well."""
    if published is None:
        return form.meaning(match, None, future)
    days = dict.fromkeys((published.first, published.last))
    known = [period for day in days if (period := form.meaning(match, day, future))]
    if len(known) < len(days):
        return None
    names = {p.named for p in known}
    return Period(min(p.first for p in known), max(p.last for p in known), names.pop() if len(names) == 1 else None)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The forms, from left to right, each behind the last."""
    last = 0
    for at in (0, *(look.end() for look in LOOK.finditer(text))):
        if at >= last and (match := ANY.match(text, at)):
            yield match
            last = match.end()


def order(text: str) -> bool | None:
    """Whether the text writes the day before the month, by its dates that have one reading; None where it tells nothing
    or both.

    >>> order("On 13/02/2021 and 14 March"), order("On Feb. 13"), order("On 01/02/2021")
    (True, False, None)
    """
    day, month = _DAY_FIRST.search(text), _MONTH_FIRST.search(text)
    return None if bool(day) == bool(month) else bool(day)


class Found(NamedTuple):
    """An expression text[start:end] with its form, what it means where it stands, and what it means of the past."""

    start: int
    end: int
    form: str
    value: Period
    past: Period


def found(text: str, published: str | None) -> list[Found]:
    """Everything that names a period of the calendar, in reading order, not overlapping."""
    period, out = published_period(published), []
    day_first: bool | None = None
    asked = False
    for match in _matches(text):
        start, end = match.span()
        form, pattern = BY_NAME[str(match.lastgroup)]
        inner = pattern.match(text, start, end) or pattern.match(text, start)
        if inner is None or not is_date(text, start, end, form.name):
            continue
        past = _meaning(form, inner, period, False)
        if form.name == "numeric":
            day_first, asked = day_first if asked else order(text), True
            past = past if day_first is None else numeric_as(inner, day_first)
        future = form.name in TENSED and is_future(text, start, end)
        value = (_meaning(form, inner, period, True) if future else past) or past
        if value:
            out.append(Found(start, end, form.name, value, past or value))
    return _with_anchored(text, out, period)


def _with_anchored(text: str, dates: Sequence[Found], published: Period | None) -> list[Found]:
    """The same with what is reckoned from them ("two days later"), which takes the place of what it overlaps."""
    anchors = [Anchor(f.start, f.end, f.value) for f in dates]
    more = [Found(start, end, "anchored", p, p) for start, end, p in anchored(text, anchors, published)]
    out: list[Found] = []
    for one in sorted([*dates, *more], key=lambda f: f.start):
        if not out or out[-1].end <= one.start:
            out.append(one)
        elif one.form == "anchored":
            out[-1] = one
    return out


def expressions(text: str, published: str | None) -> list[Date]:
    """The date expressions of a text in reading order, not overlapping; offsets are code points, half-open.

    `published` is an ISO prefix, with or without a time; without it only complete dates are given. Linear in the text;
    takes any string and raises nothing.

    >>> [(d.value, d.start) for d in expressions("On 6 January he left; last week he was back.", "2022-01-19")]
    [('2022-01-06', 3), ('2022-01', 22)]
    """
    return [
        Date(f.start, f.end, value, f.past.prefix() or value)
        for f in found(text, published)
        if (value := f.value.prefix())
    ]
