"""Days and hours that a content names, resolved against the day of publication, so that two can be compared.

Only what keeps two events apart is read: weekdays, days of a month, months with a year, years, yesterday and today.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from sayso.links.matter.words import listed
from sayso.links.words import Word

_WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu", "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_NEAR: Final = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_AHEAD: Final = listed("will shall next tomorrow would due")
FLOATING: Final = date(2001, 1, 1)
"""The Monday that stands for the day of publication where none is known: such days compare with each other only."""
_YEARS: Final = (1800, 2100)

Days = tuple[int, int]
"""First and last day as proleptic Gregorian ordinals, both within."""


def times(text: str, found: Sequence[Word], published: str | None) -> tuple[tuple[Days, ...], frozenset[int]]:
    """The periods a text names, and the indexes of the words that name them. Linear."""
    anchor = _published(published) or FLOATING
    out: list[Days] = []
    taken: set[int] = set()
    ahead = False
    for index, word in enumerate(found):
        raw = text[word.start : word.end]
        low = raw.lower()
        ahead = ahead or low in _AHEAD
        if low in _NEAR:
            day = anchor.toordinal() + _NEAR[low]
            out.append((day, day))
            taken.add(index)
        elif low in _WEEKDAYS and raw[0].isupper():
            day = _weekday(anchor, _WEEKDAYS[low], ahead)
            out.append((day, day))
            taken.add(index)
        elif low in _MONTHS and raw[0].isupper():
            period, used = _month(text, found, index, anchor)
            if period:
                out.append(period)
                taken.update(used)
        elif raw[0].isdigit():
            if index not in taken and _year(raw) and not _counts(text, found, index):
                year = int(raw)
                out.append((date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()))
                taken.add(index)
            elif _is_clock(text, found, index):
                taken.add(index)
                if text[word.end : word.end + 1] == ":":
                    taken.add(index + 1)
    return tuple(out), frozenset(taken)


def _year(raw: str) -> bool:
    return len(raw) == 4 and raw.isdigit() and raw.isascii() and _YEARS[0] <= int(raw) <= _YEARS[1]


def _counts(text: str, found: Sequence[Word], index: int) -> bool:
    """Whether a number that looks like a year counts something: it stands behind no preposition but before a noun."""
    before = text[found[index - 1].start : found[index - 1].end].lower() if index else ""
    return before not in (
        "in",
        "since",
        "until",
        "by",
        "of",
        "from",
        "to",
        "and",
        "for",
        "before",
        "after",
        "during",
    ) and (before not in _MONTHS and (not before.isdigit() or len(before) > 2))


def _is_clock(text: str, found: Sequence[Word], index: int) -> bool:
    """Whether a number is an hour and no quantity: "6.40 a.m.", "9:30", "5pm"."""
    word = found[index]
    if index + 1 < len(found) and found[index + 1].stem in ("am", "pm"):
        return True
    if text[word.start : word.end].lower().endswith(("am", "pm")):
        return True
    if text[word.end : word.end + 1] == ":" and text[word.end + 1 : word.end + 3].isdigit():
        return True
    return text[word.end : word.end + 8].lower().lstrip().startswith(("a.m", "p.m", "o'clock", "o’clock"))


def _weekday(anchor: date, weekday: int, ahead: bool) -> int:
    """The last such day up to the anchor; the next one in a text that looks ahead."""
    back = (anchor.weekday() - weekday) % 7
    if ahead:
        return anchor.toordinal() + ((weekday - anchor.weekday()) % 7)
    return anchor.toordinal() - back


def _month(text: str, found: Sequence[Word], index: int, anchor: date) -> tuple[Days | None, set[int]]:
    """ "3 March 2025", "March 3", "March 2025", "in March"."""
    month = _MONTHS[text[found[index].start : found[index].end].lower()]
    used = {index}
    number: int | None = None
    year: int | None = None
    for at in (index - 1, index + 1, index + 2):
        if not 0 <= at < len(found):
            continue
        raw = found[at].stem
        digits = raw[:-2] if raw.endswith(("st", "nd", "rd", "th")) else raw
        if not (digits.isascii() and digits.isdigit()):
            if at == index + 1:
                break
            continue
        if _year(digits) and at > index:
            year = int(digits)
            used.add(at)
        elif number is None and 1 <= int(digits[:3]) <= 31 and at != index + 2:
            number = int(digits)
            used.add(at)
    if number is None and year is None and not _in_time(text, found, index):
        return None, set()
    return _period(month, number, year, anchor), used


def _in_time(text: str, found: Sequence[Word], index: int) -> bool:
    """Whether a bare month name is one: not "May said", "April told"."""
    before = text[found[index - 1].start : found[index - 1].end].lower() if index else ""
    return before in ("in", "since", "until", "by", "last", "next", "this", "early", "late", "mid", "of", "from", "to")


def _period(month: int, number: int | None, year: int | None, anchor: date) -> Days | None:
    """A day or a whole month; without a year, the one nearest to the anchor."""
    try:
        if year is None:
            year = min(
                (anchor.year - 1, anchor.year, anchor.year + 1),
                key=lambda y: abs((date(y, month, min(number or 15, 28)) - anchor).days),
            )
        if number is not None:
            day = date(year, month, number).toordinal()
            return day, day
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).toordinal()
        return date(year, month, 1).toordinal(), last
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _published(published: str | None) -> date | None:
    """The day of publication; None where only a month or a year is known."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
