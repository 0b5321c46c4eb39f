"""How dates are written in English news, as one table: pattern, meaning, reason (`expressions` walks over it).

Every pattern is bounded (no unbounded repeat), so the table is linear in the text. A meaning takes the match, the day
the report was published and which side of it is meant, and gives a Period or None (impossible, or not known).
"""

from __future__ import annotations

import calendar
import re
from typing import Final, NamedTuple

from sayso.reader.dates import meanings, parts
from sayso.reader.dates.meanings import Meaning
from sayso.reader.dates.numbers import COUNTED, NUMBERS


class Form(NamedTuple):
    """One way to write a date; `why` is for people."""

    name: str
    pattern: str
    meaning: Meaning
    why: str


def _cased(names: list[str], low: bool = False) -> str:
    return "|".join(form for name in names for form in (name, name.upper(), *([name.lower()] if low else [])))


SP: Final = r"(?:[ \t\u00a0\u2009\u202f]{1,2}|\n)"
_FULL_MONTHS: Final = calendar.month_name[1:]
_SHORT_MONTHS: Final = ["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec"]
_SHORT_DAYS: Final = ["Mon", "Tues", "Tue", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun"]
_MONTH: Final = rf"(?P<month>{_cased(_FULL_MONTHS, True)}|(?:{_cased(_SHORT_MONTHS)})\b\.?)"
_FULL_DAYS: Final = list(calendar.day_name)
_WEEKDAY: Final = rf"(?P<weekday>{_cased(_FULL_DAYS, True)})"
_WEEKDAY_SHORT: Final = rf"(?P<weekday>{_cased(_FULL_DAYS, True)}|(?:{_cased(_SHORT_DAYS)})\b\.?)"
_DAY: Final = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|ST|ND|RD|TH)?"
_TO_DAY: Final = r"(?:\s?(?:-|–|—|to|and)\s?(?P<to>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)?"
_YEAR: Final = r"(?P<year>(?:1[5-9]|20|21)\d\d)"
_AND_YEAR: Final = rf"(?:(?:{SP}(?:of|in)|(?:{SP})?,?){SP}{_YEAR}(?![\d,.%–-]\d|\d|%))?"
_OF_YEAR: Final = rf"(?:(?:{SP}(?:of|in))?{SP}{_YEAR}(?!\w)|{SP}(?:of|in){SP}(?P<rel>this|last|next){SP}year(?!\w))"
_PART: Final = rf"(?:{SP}(?:early|late){SP}|{SP})(?:morning|afternoon|evening|night|lunchtime|noon|midday)"
_NO_START: Final = r"\w/.$£€#-"
_START: Final = rf"(?<![{_NO_START}])"
_MONTH_DAY: Final = rf"{_MONTH}{SP}{_DAY}(?!\d|[:%]\d?|\.\d){_TO_DAY}{_AND_YEAR}(?!\w)"
_DAY_MONTH: Final = rf"{_DAY}{_TO_DAY}(?:{SP}of)?{SP}{_MONTH}{_AND_YEAR}(?!\w)"
_WHICH: Final = rf"(?:(?P<which>(?i:last|past|this|next|coming|previous)){SP})?"
_EDGE: Final = rf"(?:(?i:early|late|mid|earlier|later)(?:{SP}|-)(?:in{SP})?)?"
_FEAST: Final = "Christmas (?:Day|Eve)|Boxing Day|New Year['’]s (?:Day|Eve)|Valentine['’]s Day"
_COUNT: Final = rf"(?P<count>{COUNTED}|an?|several|a{SP}few|few)"
_UNIT: Final = r"(?P<unit>minute|hour|day|week|month|quarter|year|decade)"
_SEASON: Final = r"(?P<unit>spring|summer|autumn|fall|winter)"
_END: Final = r"(?:beginning|start|end|middle|close|rest|remainder)"

FORMS: Final = (
    Form("iso", rf"{_YEAR}[-/](?P<m>0\d|1[0-2])[-/](?P<d>[0-2]\d|3[01])(?!\d|-\d)",
         meanings.iso, "2022-01-06, also before a time"),
    Form("numeric", r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})[/.-](?P<year>(?:19|20)\d\d|(?<=/)\d\d)(?!\w|[/.]\d)",
         meanings.numeric, "06/01/2022 has two readings; with stops it is day.month.year"),
    Form("day_dash_month", rf"{_DAY}-{_MONTH}-{_YEAR}(?![\w-])", meanings.month_day, "05-Aug-2016"),
    Form("week_of", rf"(?:the{SP})?week{SP}(?:of|ending|ended|beginning|starting){SP}{_MONTH_DAY}",
         parts.week_of, "the week of Sept. 6: seven days, not one"),
    Form("weekday_month_day", rf"{_WEEKDAY_SHORT},?{SP}(?:the{SP})?{_MONTH_DAY}", meanings.month_day, "Monday, Jan. 3"),
    Form("weekday_day_month", rf"{_WEEKDAY_SHORT},?{SP}(?:the{SP})?{_DAY_MONTH}", meanings.month_day,
         "Monday 3 January"),
    Form("month_day", _MONTH_DAY, meanings.month_day, "Jan. 6; January 6, 2021; March 3-5"),
    Form("day_month", rf"(?:the{SP})?{_DAY_MONTH}", meanings.month_day, "6 January; the 6th of January; 3-5 March"),
    Form("nth_of", rf"(?:the{SP})?{_DAY}(?<=[a-z]){SP}of{SP}(?P<rel>this|last|next){SP}month(?!\w)", parts.nth_of,
         "the 20th of next month"),
    Form("month_year", rf"{_EDGE}{_MONTH}(?:{SP}(?:of|in)|,)?{SP}{_YEAR}(?!\w|[–-]\d)", meanings.month_year,
         "January 2021"),
    Form("month", rf"{_EDGE}{_WHICH}{_MONTH}(?:{SP}(?:of{SP})?(?P<rel>this|last|next){SP}year)?(?![\w-])",
         meanings.month, "in March: the latest; asks for company, see NOT_DATES"),
    Form("weekday_of_week", rf"{_WEEKDAY}{SP}(?:of{SP})?(?P<which>last|this|next){SP}week(?!\w)",
         meanings.weekday_of_week, "on Tuesday of last week"),
    Form("weekday", rf"{_EDGE}{_WHICH}{_WEEKDAY}(?:{_PART})?(?!\w)", meanings.weekday, "Tuesday; late Thursday night"),
    Form("quarter", rf"(?:(?i:the){SP})?(?:(?i:(?P<nth>first|second|third|fourth|[1-4](?:st|nd|rd|th)|final)"
         rf"(?:{SP}|-)quarter)|Q(?P<q>[1-4]))(?:{_OF_YEAR})?(?!\w)", parts.quarter,
         "the third quarter of this year; Q3 2009"),
    Form("half", rf"(?:(?i:the){SP})?(?i:(?P<nth>first|second|1st|2nd)(?:{SP}|-)half)(?:{_OF_YEAR})", parts.half,
         "the first half of 2008; without a year it may be of a match"),
    Form("season", rf"(?:the{SP})?{_EDGE}(?i:{_SEASON})(?:{_OF_YEAR})", parts.season, "the fall of 2008"),
    Form("fiscal", rf"(?i:(?:the{SP})?fiscal{SP}(?:year{SP})?){_YEAR}(?!\w)", parts.fiscal, "fiscal 2007"),
    Form("unit", rf"(?i:{_EDGE}(?P<which>last|this|next|past|coming|previous|current){SP}"
         r"(?P<unit>weekend|week|month|year|quarter|spring|summer|autumn|fall|winter))(?!\w|[ -](?:old|olds|long)\b)",
         meanings.unit, "last week; earlier this month; last summer (winter lies in two years)"),
    Form("part_of", rf"(?i:(?:the{SP})?{_END}{SP}of{SP}(?P<rel>this|last|next|previous){SP}"
         r"(?P<unit>week|month|quarter|year|decade))(?!\w)", parts.part_of, "the end of next year"),
    Form("the_weekend", rf"(?i:the{SP}weekend)(?!\w)", meanings.the_weekend, "over the weekend"),
    Form("ago", rf"(?i:{_COUNT}{SP}{_UNIT}s?{SP}ago)(?!\w)", meanings.ago, "two days ago"),
    Form("from_now", rf"(?i:{_COUNT}{SP}{_UNIT}s?{SP}(?:from{SP}now|hence))(?!\w)", meanings.from_now,
         "two years from now; 'in two years' may also mean how long something took"),
    Form("word", rf"(?i:(?P<word>the{SP}day{SP}before{SP}yesterday|the{SP}day{SP}after{SP}tomorrow|"
         rf"(?:(?:earlier|later|early|late){SP})?(?:yesterday|today|tomorrow)(?:{_PART})?|tonight|last{SP}(?:night|evening)|"
         rf"(?:earlier{SP})?this{SP}(?:morning|afternoon|evening)))(?!\w)", meanings.word, "yesterday; earlier today"),
    Form("holiday", rf"(?P<word>{_FEAST}){_AND_YEAR}(?!\w)", meanings.holiday,
         "feasts with a fixed day, by their full name"),
    Form("nth", rf"(?<=\b[Oo]n\sthe\s){_DAY}(?<=[a-z])(?=[,.;:!?)]|\s(?:and|that|to|at)\b|\s?$)",
         meanings.nth, "on the 15th, not the 15th floor"),
    Form("decade", rf"(?i:the{SP})?{_EDGE}(?P<decade>(?:1[5-9]|20)\d0|(?<=['’])[2-9]0)['’]?s(?!\w)", parts.decade,
         "the 1980s; the '80s: without its mark that may be temperatures"),
    Form("century", rf"(?i:the{SP})?{_EDGE}(?P<nth>1[0-9]|2[01])(?:st|th)(?:{SP}|-)(?i:century)(?!\w)",
         parts.century, "the 19th century"),
    Form("year", rf"{_EDGE}{_YEAR}(?![\w%]|[,.:/–-]\d)", meanings.year, "in 2019; asks for company, see NOT_DATES"),
)  # fmt: skip
"""In order of trust: where two start at one place, the first that fits is taken."""

_COUNTS: Final = "|".join(sorted(NUMBERS, key=lambda w: -len(w)))
_FIRST: Final = (
    r"(?=\d|[JFMASONDTWCBVELPYQ]|last|past|this|next|coming|previous|current|earl|late|mid|to(?:day|night|morrow)|yesterday|"
    r"the\s(?:\d|day|week|early|late|mid|first|second|third|fourth|final|fiscal|spring|summer|autumn|fall|winter|"
    rf"{_END})|(?:first|second|third|fourth|final)[\s-](?:quarter|half)|(?:spring|summer|autumn|fall|winter)\s|fiscal|week\s|"
    rf"{_END}\s|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august|september|"
    rf"october|november|december|(?:{_COUNTS}|several|few|a\sfew|a\scouple)\s)"
)
"""What every form starts with: a quick look that spares most words the whole table (measured: twice as fast)."""
LOOK: Final = re.compile(rf"[^{_NO_START}]{_FIRST}")
"""The character in front of where a form can start, other than the text's start. A pattern that begins with a set of
characters is searched for many times faster than one that begins with a look behind, as `ANY` does."""
_UNNAMED: Final = [(form.name, re.sub(r"[(][?]P<[a-z]+>", "(?:", form.pattern)) for form in FORMS]
ANY: Final = re.compile(_START + _FIRST + "(?:" + "|".join(f"(?P<f_{name}>{form})" for name, form in _UNNAMED) + ")")
"""Any form; the name of its last group says which. `BY_NAME` has the form and its pattern with the inner groups."""
BY_NAME: Final = {f"f_{form.name}": (form, re.compile(form.pattern)) for form in FORMS}
