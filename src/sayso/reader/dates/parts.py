"""What parts of years and longer periods mean: quarters, halves, seasons, decades, "the end of next year".

As in `meanings`, each takes (match, day of publication or None, future) and gives a Period or None.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sayso.reader.dates import calendar as cal
from sayso.reader.dates import meanings
from sayso.reader.dates.calendar import Period

_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
                    "final": 4, "last": 4}  # fmt: skip
_RELATIVE: Final = {"last": -1, "previous": -1, "past": -1, "this": 0, "the": 0, "next": 1, "coming": 1}


def _year_of(m: re.Match[str], ref: date | None) -> int | None:
    """The year that a part of it is said to be of; None where none is told."""
    if m["year"]:
        return int(m["year"])
    return ref.year + _RELATIVE[m["rel"].lower()] if m["rel"] and ref else None


def quarter(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """A quarter of a year that is told; else the latest that has begun, or the earliest not over."""
    number = int(m["q"]) if m["q"] else _ORDINALS[m["nth"].lower()]
    if (of := _year_of(m, ref)) is not None:
        return cal.quarter(of, number)
    if ref is None:
        return None
    return meanings.year_near(ref, lambda y: cal.quarter(y, number), future)


def half(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """The first or second half of a year."""
    of, number = _year_of(m, ref), _ORDINALS[m["nth"].lower()]
    if of is None:
        return None
    return cal.months(cal.month(of, 6 * number - 5), cal.month(of, 6 * number), f"{of:04}-H{number}")


def season(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """A season of a year that is told."""
    of = _year_of(m, ref)
    return meanings.season_of(of, m["unit"].lower()) if of is not None else None


def decade(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """The 1980s; the '80s are those of the twentieth century."""
    return meanings.decade_of(int(m["decade"]) + (1900 if len(m["decade"]) == 2 else 0))


def century(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """The 19th century."""
    number = int(m["nth"])
    first, last = cal.year(100 * number - 100), cal.year(100 * number - 1)
    return Period(first.first, last.last, f"{number - 1:02}") if first and last else None


def fiscal(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """A fiscal year: taken for the calendar's, whose name it has; TIMEX3 keeps them apart."""
    found = cal.year(int(m["year"]))
    return found._replace(named=f"FY{m['year']}") if found else None


def part_of(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """The end of the year, the start of this week: no finer than the whole."""
    if ref is None:
        return None
    return meanings.shifted(ref, _RELATIVE[m["rel"].lower()], m["unit"].lower())


def nth_of(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """The 20th of next month."""
    inside = cal.month_after(ref, _RELATIVE[m["rel"].lower()]) if ref else None
    return cal.day(inside.first.year, inside.first.month, int(m["day"])) if inside else None


def week_of(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """The week of a day of the month."""
    found = meanings.month_day(m, ref, future)
    return cal.week(found.first) if found else None
