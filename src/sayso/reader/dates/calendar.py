"""The calendar behind the expressions: periods of days, and the finest ISO prefix that contains a whole period."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

MONTHS: Final = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}
"""First three letters of a month -> 1..12."""
WEEKDAYS: Final = {name[:3].lower(): number for number, name in enumerate(calendar.day_name)}
"""First three letters of a weekday -> 0 (Monday)..6."""
YEARS: Final = (1500, 2199)
"""Years that are believed. Older ones are history books and house numbers; later ones are prices and model names."""
_PREFIX: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T ])")


@dataclass(frozen=True, slots=True)
class Date:
    """A date expression: text[start:end], without its preposition.

    `value` is what it means where it stands (in "will meet on Friday", the Friday to come); `past` is its reading as
    something that has been, never after the day of publication: what the date of a saying is taken from.
    """

    start: int
    end: int
    value: str
    past: str


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression as TIMEX3 has it: text[start:end], with modifiers and article ("the past two years").

    `type` is DATE, TIME (finer than a day), DURATION or SET (again and again). `value` is an ISO 8601 date, time or
    duration, or one of TIMEX3's own: 2009-Q3, 2008-W42-WE, 2008-FA, 2008-01-09TMO, 198 (the 1980s), PXD (some days),
    PAST_REF, PRESENT_REF, FUTURE_REF.
    """

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str


class Period(NamedTuple):
    """First and last day, both within the period. `named` is what TIMEX3 calls it, where that is no ISO prefix."""

    first: date
    last: date
    named: str | None = None

    def timex(self) -> str | None:
        """Its TIMEX3 value.

        >>> week(date(2022, 1, 5)).timex(), year(2022).timex(), Period(date(2022, 1, 3), date(2022, 1, 5)).timex()
        ('2022-W01', '2022', '2022-01')
        """
        return self.named or self.prefix()

    def prefix(self) -> str | None:
        """The finest ISO prefix that contains the whole period; None where it crosses a New Year.

        >>> Period(date(2022, 1, 3), date(2022, 1, 9)).prefix(), Period(date(2022, 1, 31), date(2022, 2, 6)).prefix()
        ('2022-01', '2022')
        """
        first, last, _ = self
        if first.year != last.year:
            return None
        if first.month != last.month:
            return f"{first.year:04}"
        if first.day != last.day:
            return f"{first.year:04}-{first.month:02}"
        return first.isoformat()


def day(year: int, month: int, number: int) -> Period | None:
    """One day, or None where the calendar has no such day (30 February)."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Period(found, found) if YEARS[0] <= year <= YEARS[1] else None


def month(year: int, number: int) -> Period | None:
    """A whole month."""
    if not YEARS[0] <= year <= YEARS[1]:
        return None
    return Period(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def year(number: int) -> Period | None:
    """A whole year."""
    return Period(date(number, 1, 1), date(number, 12, 31)) if YEARS[0] <= number <= YEARS[1] else None


def shift_days(start: date, by: int) -> date | None:
    """The day `by` days later; None beyond the calendar."""
    try:
        return start + timedelta(days=by)
    except OverflowError:
        return None


def week(inside: date, by: int = 0) -> Period | None:
    """The week (Monday to Sunday) `by` weeks after the one that holds the day."""
    first = shift_days(inside, 7 * by - inside.weekday())
    last = shift_days(first, 6) if first else None
    return Period(first, last, week_name(first)) if first and last else None


def week_name(inside: date) -> str:
    """The ISO name of the week that holds a day ("2022-W01")."""
    found = inside.isocalendar()
    return f"{found.year:04}-W{found.week:02}"


def months(first: Period | None, last: Period | None, named: str) -> Period | None:
    """From the first month to the last, by a name of its own."""
    return Period(first.first, last.last, named) if first and last else None


def quarter(of: int, number: int) -> Period | None:
    """A quarter, 1..4, of a year."""
    return months(month(of, 3 * number - 2), month(of, 3 * number), f"{of:04}-Q{number}")


def month_after(inside: date, by: int) -> Period | None:
    """The month `by` months after the one that holds the day."""
    index = inside.year * 12 + inside.month - 1 + by
    return month(index // 12, index % 12 + 1)


def published_period(published: str | None) -> Period | None:
    """The period a report's `published` (an ISO prefix, perhaps with a time) names; None for anything else.

    >>> published_period("2022-01-09T09:10+03:00").prefix(), published_period("2022-01").prefix()
    ('2022-01-09', '2022-01')
    """
    found = _PREFIX.match(published or "")
    if not found:
        return None
    parts = [int(part) for part in found.groups() if part]
    if len(parts) == 3:
        return day(*parts)
    if len(parts) == 2:
        return month(*parts) if 1 <= parts[1] <= 12 else None
    return year(parts[0])
