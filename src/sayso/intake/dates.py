"""A date as found, to an ISO prefix exactly as fine as given."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

_ISO = re.compile(
    r"(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?|/(\d{1,2})/(\d{1,2}))?"
    r"(?:(?:[T ]|T )(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?"
    r" ?(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?\Z"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",), ("jun", "june"),
            ("jul", "july"), ("aug", "august"), ("sep", "sept", "september"), ("oct", "october"), ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_NAMED = re.compile(
    rf"(?:[A-Za-z]{{3,9}}\.?,? )?(?:{_DAY} ([A-Za-z]{{3,9}})\.?,? (\d{{4}})|([A-Za-z]{{3,9}})\.? {_DAY},? (\d{{4}})"
    r"|([A-Za-z]{3,9})\.?,? (\d{4}))"
    r"(?:,? (?:at )?(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?: ?([+-]\d{2}:?\d{2}|GMT|UTC|Z))?\Z"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?\Z")


class NoSuchDateError(ValueError):
    """A date that cannot be: not spelled like a date, or `impossible` (in no calendar, on no clock)."""

    def __init__(self, message: str, impossible: bool = True) -> None:
        super().__init__(message)
        self.impossible = impossible


def iso_prefix(given: str) -> str:
    """The date as an ISO prefix, no finer and no coarser than given. Raises NoSuchDateError.

    Understood: ISO 8601 in its usual spellings, "9 January 2022", "Jan. 9, 2022", RFC 2822, seconds since 1970.
    All-number dates in an order that depends on the country ("09/01/2022") are not guessed. Fractions of a second are
    dropped.

    >>> iso_prefix("2022-01-09 09:10:00Z")
    '2022-01-09T09:10:00+00:00'
    >>> iso_prefix("January 2022")
    '2022-01'
    """
    text = " ".join(given.split())
    if len(text) <= 60 and (found := _ISO.match(text)):
        year, month, day, slash_month, slash_day, hour, minute, second, offset = found.groups()
        return _build(given, (year, month or slash_month, day or slash_day), (hour, minute, second), offset)
    if len(text) <= 60 and (found := _NAMED.match(text)):
        g = found.groups()
        day, name, year = (g[0], g[1], g[2]) if g[2] else (g[4], g[3], g[5]) if g[5] else (None, g[6], g[7])
        month = _MONTHS.get(name.lower())
        if month is not None:
            return _build(given, (year, str(month), day), (g[8], g[9], g[10]), g[11])
    if _EPOCH.match(text):
        seconds = float(text) / (1000 if len(text.split(".")[0]) == 13 else 1)
        return datetime.fromtimestamp(int(seconds), UTC).isoformat(timespec="seconds")
    raise NoSuchDateError(f"{_short(given)} is not a date", impossible=False)


Parts = tuple[str | None, str | None, str | None]


def _build(given: str, day: Parts, time: Parts, offset: str | None) -> str:
    """The parts put together, checked against the calendar and the clock."""
    year, month, mday = (int(p) if p is not None else None for p in day)
    hour, minute, second = (int(p) if p is not None else None for p in time)
    try:
        date(year or 0, 1 if month is None else month, 1 if mday is None else mday)
    except ValueError:
        raise NoSuchDateError(f"{_short(given)} is not in the calendar") from None
    out = f"{year:04}" + (f"-{month:02}" if month is not None else "")
    out += f"-{mday:02}" if mday is not None else ""
    if hour is None:
        return out
    if mday is None or hour > 23 or (minute or 0) > 59 or (second or 0) > 60:
        raise NoSuchDateError(f"{_short(given)} is not a time of day")
    out += f"T{hour:02}:{minute or 0:02}" + (f":{second:02}" if second is not None else "")
    if offset is None:
        return out
    if offset[0] not in "+-":
        return out + "+00:00"
    digits = offset[1:].replace(":", "").ljust(4, "0")
    if int(digits[:2]) > 14 or int(digits[2:]) > 59:  # no place on Earth is further from UTC than 14 hours
        raise NoSuchDateError(f"{_short(given)} has an offset that no place on Earth has")
    return f"{out}{offset[0]}{digits[:2]}:{digits[2:]}"


def in_future(prefix: str, today: date | None = None) -> bool:
    """Whether the earliest day of an ISO prefix is later than tomorrow (UTC; a day of grace, since offsets differ)."""
    today = today or datetime.now(UTC).date()
    return prefix[:10] > (today + timedelta(days=1)).isoformat()


def _short(given: str) -> str:
    shown = " ".join(given.split())
    return repr(shown if len(shown) <= 40 else shown[:39] + "…")
