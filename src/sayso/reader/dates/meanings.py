"""What the forms of dates mean: a match, the day of publication and the side of it that is meant, to a Period.

Each takes (match, day of publication or None, future: whether the clause speaks of what is to come) and gives a Period,
or None where the words name no day of the calendar (30 February) or it is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from sayso.reader.dates import calendar as cal
from sayso.reader.dates.calendar import Period
from sayso.reader.dates.numbers import count

Meaning = Callable[["re.Match[str]", date | None, bool], Period | None]

_SEASONS: Final = {"spring": (3, 5, "SP"), "summer": (6, 8, "SU"), "autumn": (9, 11, "FA"), "fall": (9, 11, "FA"),
                   "winter": (12, 14, "WI")}  # fmt: skip
"""First and last month (14: the next February) north of the equator, and TIMEX3's letters. South of it the year still
holds, and no season's prefix is finer than that."""
_HOLIDAYS: Final = {"christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
                    "new year's day": (1, 1), "new year's eve": (12, 31), "valentine's day": (2, 14)}  # fmt: skip


def year_near(ref: date, wanted: Callable[[int], Period | None], future: bool) -> Period | None:
    """Of the yearly periods the latest that begins not after the publication; in a future the earliest not before."""
    order = (ref.year, ref.year + 1, ref.year + 4) if future else (ref.year, ref.year - 1, ref.year - 4)
    for year in order:  # four years on: 29 February
        found = wanted(year)
        if found and (found.last >= ref if future else found.first <= ref):
            return found
    return None


def _month_number(m: re.Match[str]) -> int:
    return cal.MONTHS[m["month"][:3].lower()]


def month_day(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """A day of a month, or a range within it; the year where given, else the one nearest on the right side."""
    number, groups = _month_number(m), m.groupdict()

    def of(year: int) -> Period | None:
        first = cal.day(year, number, int(m["day"]))
        last = cal.day(year, number, int(groups["to"])) if groups.get("to") else first
        return Period(first.first, last.last) if first and last and first.first <= last.last else None

    if m["year"]:
        return of(int(m["year"]))
    if ref is None:
        return None
    if groups.get("weekday"):
        weekday = cal.WEEKDAYS[groups["weekday"][:3].lower()]
        years = [y for y in (ref.year, ref.year - 1, ref.year + 1) if (p := of(y)) and p.first.weekday() == weekday]
        if years:  # "Monday, Jan. 3" names its year by the weekday
            return of(years[0])
    return year_near(ref, of, future)


def month_year(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    return cal.month(int(m["year"]), _month_number(m))


def month(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    if ref is None:
        return None
    number, which = _month_number(m), (m["which"] or "").lower()
    if m["rel"]:
        return cal.month(ref.year + {"last": -1, "this": 0, "next": 1}[m["rel"]], number)
    if which == "this":
        return cal.month(ref.year, number)
    if which == "next" or future:
        after = cal.month_after(ref, 1)
        return year_near(after.first, lambda y: cal.month(y, number), True) if after else None
    if which == "last" and number == ref.month:
        return cal.month(ref.year - 1, number)
    return year_near(ref, lambda y: cal.month(y, number), False)


def numeric(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """Day/month or month/day: where both are possible, the period that holds both readings (their year)."""
    readings = [p for p in (_in_order(m, True), _in_order(m, False)) if p]
    if m["sep"] == ".":
        return _in_order(m, True)
    if not readings:
        return None
    return Period(min(p.first for p in readings), max(p.last for p in readings))


def numeric_as(m: re.Match[str], day_first: bool) -> Period | None:
    """The same where the text shows its order; a date that is none in that order has the other."""
    return _in_order(m, day_first or m["sep"] == ".") or _in_order(m, not day_first)


def _in_order(m: re.Match[str], day_first: bool) -> Period | None:
    a, b, year = int(m["a"]), int(m["b"]), int(m["year"])
    year += 2000 if year < 100 else 0
    return cal.day(year, b, a) if day_first else cal.day(year, a, b)


def weekday(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    if ref is None:
        return None
    wanted, which = cal.WEEKDAYS[m["weekday"][:3].lower()], (m["which"] or "").lower()
    if which in ("next", "coming") or (future and which not in ("last", "past")):
        by = (wanted - ref.weekday()) % 7 or (7 if which else 0)
    else:
        by = -((ref.weekday() - wanted) % 7)
        if by == 0 and which in ("last", "past", "previous"):
            by = -7
    found = cal.shift_days(ref, by)
    return Period(found, found) if found else None


def weekday_of_week(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    found = cal.week(ref, {"last": -1, "this": 0, "next": 1}[m["which"]]) if ref else None
    day = cal.shift_days(found.first, cal.WEEKDAYS[m["weekday"][:3].lower()]) if found else None
    return Period(day, day) if day else None


def unit(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """last / this / next + week, month, year, weekend, season."""
    if ref is None:
        return None
    unit = m["unit"].lower()
    by = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[m["which"].lower()]
    if unit == "week":
        return cal.week(ref, by)
    if unit == "month":
        return cal.month_after(ref, by)
    if unit == "year":
        return cal.year(ref.year + by)
    if unit == "weekend":
        return _weekend(ref, by if m["which"].lower() != "this" or future else -1)
    if unit == "quarter":
        start = cal.month_after(date(ref.year, 3 * ((ref.month - 1) // 3) + 1, 1), 3 * by)
        return cal.quarter(start.first.year, (start.first.month + 2) // 3) if start else None
    last = _SEASONS[unit][1]
    return season_of(ref.year + (by if by > 0 else 0) - (1 if by < 0 and ref.month <= last % 12 else 0), unit)


def season_of(year: int, name: str) -> Period | None:
    """A season by the year in which it begins."""
    first, last, letters = _SEASONS[name]
    return cal.months(cal.month(year, first), cal.month(year + last // 13, (last - 1) % 12 + 1), f"{year:04}-{letters}")


def _weekend(ref: date, by: int) -> Period | None:
    """The latest weekend that has begun (by < 0), or the next one."""
    begun = by < 0 or (by == 0 and ref.weekday() > 4)
    saturday = cal.shift_days(ref, -((ref.weekday() - 5) % 7) + (0 if begun else 7))
    sunday = cal.shift_days(saturday, 1) if saturday else None
    return Period(saturday, sunday, f"{cal.week_name(saturday)}-WE") if saturday and sunday else None


def the_weekend(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    return _weekend(ref, 1 if future else -1) if ref else None


def ago(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """So many days, weeks, months or years ago, no finer than the unit: two weeks ago is a week."""
    return _away(ref, m, -1)


def from_now(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """So many days, weeks, months or years from now."""
    return _away(ref, m, 1)


def _away(ref: date | None, m: re.Match[str], side: int) -> Period | None:
    if ref is None:
        return None
    number, unit = count(m["count"]), m["unit"].lower()
    if unit == "minute":
        return Period(ref, ref)
    if unit == "hour":
        other = cal.shift_days(ref, side * (1 + max(number or 1, 1) // 24))
        return Period(min(ref, other), max(ref, other)) if other else None
    if number is None:  # "several days", "a few days": two to six of them, by convention of the word
        near, far = cal.shift_days(ref, 2 * side), cal.shift_days(ref, 6 * side)
        return Period(min(near, far), max(near, far)) if unit == "day" and near and far else None
    return shifted(ref, side * number, unit)


def shifted(ref: date, by: int, unit: str) -> Period | None:
    """The day, week, month, quarter, year or decade so many after the one that holds `ref`."""
    if unit == "day":
        found = cal.shift_days(ref, by)
        return Period(found, found) if found else None
    if unit == "week":
        return cal.week(ref, by)
    if unit == "month":
        return cal.month_after(ref, by)
    if unit == "quarter":
        start = cal.month_after(ref, 3 * by)
        return cal.quarter(start.first.year, (start.first.month + 2) // 3) if start else None
    return decade_of(ref.year + 10 * by) if unit == "decade" else cal.year(ref.year + by)


def decade_of(year: int) -> Period | None:
    """The ten years that share all but the last figure."""
    first, last = cal.year(year // 10 * 10), cal.year(year // 10 * 10 + 9)
    return Period(first.first, last.last, str(year // 10)) if first and last else None


_BY_WORD: Final = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "day before": -2, "day after": 2,
                   "last night": -1, "last evening": -1, "this": 0}  # fmt: skip


def word(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    word = " ".join(m["word"].lower().split())
    by = next((n for key, n in sorted(_BY_WORD.items(), key=lambda row: -len(row[0])) if key in word), 0)
    found = cal.shift_days(ref, by) if ref else None
    return Period(found, found) if found else None


def year(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    return cal.year(int(m["year"]))


def iso(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    return cal.day(int(m["year"]), int(m["m"]), int(m["d"]))


def holiday(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    number, day = _HOLIDAYS[" ".join(m["word"].lower().replace("’", "'").split())]
    if m["year"]:
        return cal.day(int(m["year"]), number, day)
    return year_near(ref, lambda y: cal.day(y, number, day), future) if ref else None


def nth(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """ "On the 15th": of this month if it has been, else of the month before."""
    if ref is None:
        return None
    for by in (0, 1) if future else (0, -1):
        inside = cal.month_after(ref, by)
        found = cal.day(inside.first.year, inside.first.month, int(m["day"])) if inside else None
        if found and (found.first >= ref if future else found.first <= ref):
            return found
    return None
