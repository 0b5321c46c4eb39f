"""How dates are written in English news, as one table: pattern, meaning, reason (`expressions` walks over it).

Every pattern is bounded (no unbounded repeat), so the table is linear in the text. A meaning takes the match, the day
the report was published and which side of it is meant, and gives a Period or None (impossible, or not known).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from sayso.reader.dates import calendar as cal
from sayso.reader.dates.calendar import Period

Meaning = Callable[["re.Match[str]", date | None, bool], Period | None]
"""(match, day of publication or None, future: whether the clause speaks of what is to come) -> Period."""


class Form(NamedTuple):
    """One way to write a date; `why` is for people."""

    name: str
    pattern: str
    meaning: Meaning
    why: str


def _cased(names: list[str]) -> str:
    return "|".join(form for name in names for form in (name, name.upper()))


SP: Final = r"(?:[ \t\u00a0\u2009\u202f]{1,2}|\n)"
_FULL_MONTHS: Final = calendar.month_name[1:]
_SHORT_MONTHS: Final = ["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec"]
_SHORT_DAYS: Final = ["Mon", "Tues", "Tue", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun"]
_MONTH: Final = rf"(?P<month>{_cased(_FULL_MONTHS)}|(?:{_cased(_SHORT_MONTHS)})\b\.?)"
_FULL_DAYS: Final = list(calendar.day_name)
_WEEKDAY: Final = rf"(?P<weekday>{_cased(_FULL_DAYS)})"
_WEEKDAY_SHORT: Final = rf"(?P<weekday>{_cased(_FULL_DAYS)}|(?:{_cased(_SHORT_DAYS)})\b\.?)"
_DAY: Final = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|ST|ND|RD|TH)?"
_TO_DAY: Final = r"(?:\s?(?:-|–|—|to|and)\s?(?P<to>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)?"
_YEAR: Final = r"(?P<year>(?:1[5-9]|20|21)\d\d)"
_AND_YEAR: Final = rf"(?:(?:{SP}(?:of|in)|(?:{SP})?,?){SP}{_YEAR}(?![\d,.%–-]\d|\d|%))?"
_PART: Final = rf"(?:{SP}(?:early|late){SP}|{SP})(?:morning|afternoon|evening|night|lunchtime|noon|midday)"
_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
"""First and last month north of the equator. South of it the year still holds, and no season is finer than that."""
_HOLIDAYS: Final = {"christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
                    "new year's day": (1, 1), "new year's eve": (12, 31), "valentine's day": (2, 14)}  # fmt: skip


def _year_near(ref: date, wanted: Callable[[int], Period | None], future: bool) -> Period | None:
    """Of the yearly periods the latest that begins not after the publication; in a future the earliest not before."""
    order = (ref.year, ref.year + 1, ref.year + 4) if future else (ref.year, ref.year - 1, ref.year - 4)
    for year in order:  # four years on: 29 February
        found = wanted(year)
        if found and (found.last >= ref if future else found.first <= ref):
            return found
    return None


def _month_number(m: re.Match[str]) -> int:
    return cal.MONTHS[m["month"][:3].lower()]


def _month_day(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
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
    return _year_near(ref, of, future)


def _month_year(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    return cal.month(int(m["year"]), _month_number(m))


def _month(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    if ref is None:
        return None
    number, which = _month_number(m), (m["which"] or "").lower()
    if m["rel"]:
        return cal.month(ref.year + {"last": -1, "this": 0, "next": 1}[m["rel"]], number)
    if which == "this":
        return cal.month(ref.year, number)
    if which == "next" or future:
        after = cal.month_after(ref, 1)
        return _year_near(after.first, lambda y: cal.month(y, number), True) if after else None
    if which == "last" and number == ref.month:
        return cal.month(ref.year - 1, number)
    return _year_near(ref, lambda y: cal.month(y, number), False)


def _numeric(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """Day/month or month/day: where both are possible, the period that holds both readings (their year)."""
    a, b, year = int(m["a"]), int(m["b"]), int(m["year"])
    year += 2000 if year < 100 else 0
    if m["sep"] == ".":
        return cal.day(year, b, a)
    readings = [p for p in (cal.day(year, a, b), cal.day(year, b, a)) if p]
    if not readings:
        return None
    return Period(min(p.first for p in readings), max(p.last for p in readings))


def _weekday(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
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


def _weekday_of_week(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    found = cal.week(ref, {"last": -1, "this": 0, "next": 1}[m["which"]]) if ref else None
    day = cal.shift_days(found.first, cal.WEEKDAYS[m["weekday"][:3].lower()]) if found else None
    return Period(day, day) if day else None


def _unit(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """last / this / next + week, month, year, weekend, season."""
    if ref is None:
        return None
    unit = m["unit"].lower()
    by = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[m["which"].lower()]
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
        end = cal.month_after(start.first, 2) if start else None
        return Period(start.first, end.last) if start and end else None
    first, last = _SEASONS[unit]
    year = ref.year + (by if by > 0 else 0) - (1 if by < 0 and ref.month <= last else 0)
    start, end = cal.month(year, first), cal.month(year, last)
    return Period(start.first, end.last) if start and end else None


def _weekend(ref: date, by: int) -> Period | None:
    """The latest weekend that has begun (by < 0), or the next one."""
    begun = by < 0 or (by == 0 and ref.weekday() > 4)
    saturday = cal.shift_days(ref, -((ref.weekday() - 5) % 7) + (0 if begun else 7))
    sunday = cal.shift_days(saturday, 1) if saturday else None
    return Period(saturday, sunday) if saturday and sunday else None


def _the_weekend(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    return _weekend(ref, 1 if future else -1) if ref else None


def _ago(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """So many days, weeks, months or years ago, no finer than the unit: two weeks ago is a week."""
    if ref is None:
        return None
    word, unit = m["count"].lower(), m["unit"].lower()
    count = int(word) if word.isdecimal() else _NUMBERS.get(word, 2 if word.startswith("a couple") else -1)
    if unit == "minute":
        return Period(ref, ref)
    if unit == "hour":
        before = cal.shift_days(ref, -1 - max(count, 1) // 24)
        return Period(before, ref) if before else None
    if count < 0:  # "several days", "a few days": two to six of them, by convention of the word
        first, last = cal.shift_days(ref, -6), cal.shift_days(ref, -2)
        return Period(first, last) if unit == "day" and first and last else None
    if unit == "day":
        found = cal.shift_days(ref, -count)
        return Period(found, found) if found else None
    if unit == "week":
        return cal.week(ref, -count)
    return cal.month_after(ref, -count) if unit == "month" else cal.year(ref.year - count)


_BY_WORD: Final = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "day before": -2, "day after": 2,
                   "last night": -1, "last evening": -1, "this": 0}  # fmt: skip


def _word(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    word = " ".join(m["word"].lower().split())
    by = next((n for key, n in sorted(_BY_WORD.items(), key=lambda row: -len(row[0])) if key in word), 0)
    found = cal.shift_days(ref, by) if ref else None
    return Period(found, found) if found else None


def _year(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    return cal.year(int(m["year"]))


def _iso(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    return cal.day(int(m["year"]), int(m["m"]), int(m["d"]))


def _holiday(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    number, day = _HOLIDAYS[" ".join(m["word"].lower().replace("’", "'").split())]
    if m["year"]:
        return cal.day(int(m["year"]), number, day)
    return _year_near(ref, lambda y: cal.day(y, number, day), future) if ref else None


def _nth(m: re.Match[str], ref: date | None, future: bool) -> Period | None:
    """ "On the 15th": of this month if it has been, else of the month before."""
    if ref is None:
        return None
    for by in (0, 1) if future else (0, -1):
        inside = cal.month_after(ref, by)
        found = cal.day(inside.first.year, inside.first.month, int(m["day"])) if inside else None
        if found and (found.first >= ref if future else found.first <= ref):
            return found
    return None


_START: Final = r"(?<![\w/.$£€#-])"
_MONTH_DAY: Final = rf"{_MONTH}{SP}{_DAY}(?!\d|[:%]\d?|\.\d){_TO_DAY}{_AND_YEAR}(?!\w)"
_DAY_MONTH: Final = rf"{_DAY}{_TO_DAY}(?:{SP}of)?{SP}{_MONTH}{_AND_YEAR}(?!\w)"
_WHICH: Final = rf"(?:(?P<which>(?i:last|past|this|next|coming|previous)){SP})?"
_EDGE: Final = rf"(?:(?i:early|late|mid|earlier|later)(?:{SP}|-)(?:in{SP})?)?"
_FEAST: Final = "Christmas (?:Day|Eve)|Boxing Day|New Year['’]s (?:Day|Eve)|Valentine['’]s Day"
_COUNT: Final = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)}|several|a{SP}few|few|a{SP}couple(?:{SP}of)?)"

FORMS: Final = (
    Form("iso", rf"{_YEAR}[-/](?P<m>0\d|1[0-2])[-/](?P<d>[0-2]\d|3[01])(?!\d|-\d)",
         _iso, "2022-01-06, also before a time"),
    Form("numeric", r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})[/.-](?P<year>(?:19|20)\d\d|(?<=/)\d\d)(?!\w|[/.]\d)",
         _numeric, "06/01/2022 has two readings; with stops it is day.month.year"),
    Form("day_dash_month", rf"{_DAY}-{_MONTH}-{_YEAR}(?![\w-])", _month_day, "05-Aug-2016"),
    Form("weekday_month_day", rf"{_WEEKDAY_SHORT},?{SP}(?:the{SP})?{_MONTH_DAY}", _month_day, "Monday, Jan. 3"),
    Form("weekday_day_month", rf"{_WEEKDAY_SHORT},?{SP}(?:the{SP})?{_DAY_MONTH}", _month_day, "Monday 3 January"),
    Form("month_day", _MONTH_DAY, _month_day, "Jan. 6; January 6, 2021; March 3-5"),
    Form("day_month", rf"(?:the{SP})?{_DAY_MONTH}", _month_day, "6 January; the 6th of January; 3-5 March"),
    Form("month_year", rf"{_EDGE}{_MONTH}(?:{SP}(?:of|in)|,)?{SP}{_YEAR}(?!\w|[–-]\d)", _month_year, "January 2021"),
    Form("month", rf"{_EDGE}{_WHICH}{_MONTH}(?:{SP}(?:of{SP})?(?P<rel>this|last|next){SP}year)?(?![\w-])",
         _month, "in March: the latest; asks for company, see NOT_DATES"),
    Form("weekday_of_week", rf"{_WEEKDAY}{SP}(?:of{SP})?(?P<which>last|this|next){SP}week(?!\w)", _weekday_of_week,
         "on Tuesday of last week"),
    Form("weekday", rf"{_EDGE}{_WHICH}{_WEEKDAY}(?:{_PART})?(?!\w)", _weekday, "Tuesday; late Thursday night"),
    Form("unit", rf"(?i:{_EDGE}(?P<which>last|this|next|past|coming|previous){SP}"
         r"(?P<unit>weekend|week|month|year|quarter|spring|summer|autumn|fall))(?!\w|[ -](?:old|olds|long)\b)",
         _unit, "last week; earlier this month; last summer (winter lies in two years)"),
    Form("the_weekend", rf"(?i:the{SP}weekend)(?!\w)", _the_weekend, "over the weekend"),
    Form("ago", rf"(?i:{_COUNT}{SP}(?P<unit>minute|hour|day|week|month|year)s?{SP}ago)(?!\w)", _ago, "two days ago"),
    Form("word", rf"(?i:(?P<word>the{SP}day{SP}before{SP}yesterday|the{SP}day{SP}after{SP}tomorrow|"
         rf"(?:(?:earlier|later|early|late){SP})?(?:yesterday|today|tomorrow)(?:{_PART})?|tonight|last{SP}(?:night|evening)|"
         rf"(?:earlier{SP})?this{SP}(?:morning|afternoon|evening)))(?!\w)", _word, "yesterday; earlier today"),
    Form("holiday", rf"(?P<word>{_FEAST}){_AND_YEAR}(?!\w)", _holiday, "feasts with a fixed day, by their full name"),
    Form("nth", rf"(?<=\b[Oo]n\sthe\s){_DAY}(?<=[a-z])(?=[,.;:!?)]|\s(?:and|that|to|at)\b|\s?$)",
         _nth, "on the 15th, not the 15th floor"),
    Form("year", rf"{_EDGE}{_YEAR}(?![\w%]|[,.:/–-]\d)", _year, "in 2019; asks for company, see NOT_DATES"),
)  # fmt: skip
"""In order of trust: where two start at one place, the first that fits is taken."""

_FIRST: Final = (
    r"(?=\d|[JFMASONDTWCBVELPY]|last|past|this|next|coming|previous|earl|late|mid|the\s(?:\d|day|weekend)|to(?:day|night|morrow)|"
    rf"yesterday|(?:{'|'.join(_NUMBERS)}|several|few|a\sfew|a\scouple)\s)"
)
"""What every form starts with: a quick look that spares most words the whole table (measured: twice as fast)."""
_UNNAMED: Final = [(form.name, re.sub(r"[(][?]P<[a-z]+>", "(?:", form.pattern)) for form in FORMS]
ANY: Final = re.compile(_START + _FIRST + "(?:" + "|".join(f"(?P<f_{name}>{form})" for name, form in _UNNAMED) + ")")
"""Any form; the name of its last group says which. `BY_NAME` has the form and its pattern with the inner groups."""
BY_NAME: Final = {f"f_{form.name}": (form, re.compile(form.pattern)) for form in FORMS}
