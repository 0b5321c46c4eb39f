"""How long and how often: durations ("six months", "the past decade") and sets ("weekly", "every Monday") as TIMEX3.

An age ("aged 55", "a 55-year-old") is no time expression here, nor is "a second" of something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from sayso.reader.dates.calendar import WEEKDAYS, Timex
from sayso.reader.dates.numbers import COUNTED, count

_LETTERS: Final = {
    "second": ("T", "S", 1), "minute": ("T", "M", 1), "hour": ("T", "H", 1), "day": ("", "D", 1), "night": ("", "D", 1),
    "week": ("", "W", 1), "weekend": ("", "W", 1), "fortnight": ("", "W", 2), "month": ("", "M", 1),
    "quarter": ("", "Q", 1), "year": ("", "Y", 1), "decade": ("", "Y", 10), "century": ("", "Y", 100),
}  # fmt: skip
"""Unit -> its place behind the P, its letter, and how many of these it is."""
_UNIT: Final = "second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade"
_MANY: Final = "seconds|minutes|hours|days|nights|weeks|weekends|fortnights|months|quarters|years|decades|centuries"
_MORE: Final = (
    r"(?:(?:about|around|approximately|some|over|almost|nearly|just|exactly|roughly|only|more\sthan|less\sthan|fewer\sthan|"
    r"at\sleast|at\smost|up\sto|as\smany\sas)\s)?"
)
_THE: Final = r"(?:the\s(?:past|last|next|first|final|previous|coming|following|preceding|whole|entire)\s)"
_KIND: Final = (
    r"(?:(?:consecutive|straight|successive|full|more|additional|whole|further|long|trading|business|working|calendar)"
    r"[\s-])?"
)
_NOT_AFTER: Final = (
    r"(?!\w|[\s-](?:old|olds)\b|\sof\sage|\sago\b|\s(?:later|earlier|previously|afterwards?)\b|"
    r"\s(?:from\snow|hence)\b)"
)
_COUNTED: Final = re.compile(
    rf"(?<![\w.,$£€:/-])(?P<more>{_MORE})(?P<the>{_THE}|the\s)?(?P<count>{COUNTED}|several|a\sfew|few|many)"
    rf"(?P<half>\sand\sa\shalf)?[\s-]{_KIND}(?P<unit>{_UNIT}|century)(?:s|ies)?(?:[\s-]long\b)?{_NOT_AFTER}",
    re.I,
)
_ONE: Final = re.compile(
    rf"(?<![\w-])(?P<more>{_MORE})(?:an?\s(?:full\s|whole\s)?|half\san?\s|a\shalf[\s-])(?!second)"
    rf"(?P<unit>{_UNIT}){_NOT_AFTER}(?!-)",
    re.I,
)
_THE_ONE: Final = re.compile(
    rf"(?<!\w){_THE}(?P<unit>hour|day|week|month|quarter|year|decade|century){_NOT_AFTER}", re.I
)
_SOME: Final = re.compile(rf"(?<![\w-])(?:{_THE})?(?P<unit>{_MANY})(?:-long\b)?{_NOT_AFTER}", re.I)
_FOR: Final = re.compile(
    r"\b(?:for|in|within|after|over|than|nearly|almost|about|lasted|took|taken|takes?|lasts?|last|spent|just|during|under|"
    r"around)\s$",
    re.I,
)
_FOR_SOME: Final = re.compile(r"\b(?:for|in|within|over|just|took|taken|takes?|after)\s$", re.I)
_SETS: Final = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "annually": "P1Y",
                "yearly": "P1Y", "hourly": "PT1H", "nightly": "P1D"}  # fmt: skip
_SET_WORD: Final = re.compile(rf"(?<![\w-])(?:{'|'.join(_SETS)})(?![\w-])")
_EVERY: Final = re.compile(
    rf"(?<!\w)(?:every|each|per)\s(?:(?P<count>{COUNTED}|other)\s)?"
    r"(?P<unit>hour|day|night|week|weekend|month|quarter|year|decade)s?(?!\w|-)",
    re.I,
)
_TIMES: Final = re.compile(
    r"(?:\b(?:times|once|twice|percent|million|billion|trillion|thousand|dollars|euros|pounds|people|hours|jobs|cars|"
    r"units|barrels|tonnes|tons)|%|\d)\s$"
)
"""What is counted by the hour or the year."""
_WEEKDAYS: Final = re.compile(
    r"(?<!\w)(?:(?P<every>every|each)\s)?(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?P<many>s)?(?!\w)", re.I
)


def durations(text: str) -> Iterator[Timex]:
    """The durations and sets of a text, in no order; stretches may overlap, the longer is right. Linear in the text."""
    for match in _COUNTED.finditer(text):
        yield _timex(match, "DURATION", _length(match))
    for match in _ONE.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        if match["more"] or _FOR.search(before) or "half" in match[0].lower():
            yield _timex(match, "DURATION", _period(match["unit"], ".5" if "half" in match[0].lower() else "1"))
        elif _TIMES.search(before):
            yield _timex(match, "SET", _period(match["unit"], "1"))
    for match in _THE_ONE.finditer(text):
        yield _timex(match, "DURATION", _period(match["unit"], "1"))
    for match in _SOME.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        if "-long" in match[0].lower() or match[0].lower().startswith("the ") or _FOR_SOME.search(before):
            yield _timex(match, "DURATION", _period(_singular(match["unit"]), "X"))
    yield from _sets(text)


def _sets(text: str) -> Iterator[Timex]:
    for match in _SET_WORD.finditer(text):
        yield _timex(match, "SET", _SETS[match[0]])
    for match in _EVERY.finditer(text):
        often = (match["count"] or "one").lower()
        yield _timex(match, "SET", _period(match["unit"], "2" if often == "other" else str(count(often) or "X")))
    for match in _WEEKDAYS.finditer(text):
        if match["every"] or match["many"]:
            yield _timex(match, "SET", f"XXXX-WXX-{WEEKDAYS[match['day'][:3].lower()] + 1}")


def _timex(match: re.Match[str], kind: Literal["DURATION", "SET"], value: str) -> Timex:
    return Timex(match.start(), match.end(), kind, value)


def _singular(unit: str) -> str:
    return "century" if unit.lower() == "centuries" else unit[:-1]


def _length(match: re.Match[str]) -> str:
    number = count(match["count"])
    if number is None:
        return _period(match["unit"], "X")
    return _period(match["unit"], f"{number}.5" if match["half"] else str(number))


def _period(unit: str, number: str) -> str:
    """An ISO duration of a unit.

    >>> _period("year", "2"), _period("decade", "1"), _period("minute", "X"), _period("hour", ".5")
    ('P2Y', 'P10Y', 'PTXM', 'PT30M')
    """
    place, letter, times = _LETTERS["century" if unit.lower() == "centur" else unit.lower()]
    if number == "X":
        return f"P{place}X{letter}"
    if number == ".5":
        return {"hour": "PT30M", "year": "P6M", "day": "PT12H", "decade": "P5Y"}.get(
            unit.lower(), f"P{place}0.5{letter}"
        )
    return f"P{place}{float(number) * times:g}{letter}"
