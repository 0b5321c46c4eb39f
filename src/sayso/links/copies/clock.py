"""Which of two dates is earlier, where both are ISO prefixes with as much as is known."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

_ISO = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?)?)?\Z"
)


def minutes_apart(one: str | None, two: str | None) -> float | None:
    """Minutes from the start of the one to the start of the other; negative where `two` is earlier.

    None where it cannot be said: a date is missing or broken, or the one lies within the other ("2022-01" and
    "2022-01-09"). By the instant where both have an offset, else by what the clocks show.

    >>> minutes_apart("2022-01-09T09:10+03:00", "2022-01-09T09:10+01:00")
    120.0
    >>> minutes_apart("2022-01-09", "2022-01-09T09:10+01:00") is None
    True
    """
    a, b = _period(one), _period(two)
    if a is None or b is None:
        return None
    if a[2] is not None and b[2] is not None:
        a, b = (a[0] - a[2], a[1] - a[2], a[2]), (b[0] - b[2], b[1] - b[2], b[2])
    if a[1] <= b[0] or b[1] <= a[0]:
        return (b[0] - a[0]).total_seconds() / 60
    return None


def order(published: str | None) -> tuple[str, str]:
    """A sort key: by instant, the unknown last."""
    period = _period(published)
    if period is None:
        return "~", published or ""
    try:
        return (period[0] - (period[2] or timedelta())).isoformat(), published or ""
    except OverflowError:
        return period[0].isoformat(), published or ""


@lru_cache(maxsize=8192)
def _period(published: str | None) -> tuple[datetime, datetime, timedelta | None] | None:
    """From, to (half-open) as the clock shows it, and the offset; None for what is no date."""
    found = _ISO.match(published or "")
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        start = datetime(
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC
        )
        if second:
            end = start + timedelta(seconds=1)
        elif hour:
            end = start + timedelta(minutes=1)
        elif day:
            end = start + timedelta(days=1)
        else:
            end = _next_month(start) if month else start.replace(year=start.year + 1)
        offset = _offset(zone)
        _ = start - (offset or timedelta()), end - (offset or timedelta())
    except (ValueError, OverflowError):
        return None
    return start, end, offset


def _next_month(start: datetime) -> datetime:
    return (start + timedelta(days=32)).replace(day=1)


def _offset(zone: str | None) -> timedelta | None:
    if not zone:
        return None
    if zone == "Z":
        return timedelta()
    size = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return -size if zone[0] == "-" else size
