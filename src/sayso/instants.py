"""When something was published, as a moment that can be compared: ISO prefixes are as fine as what is known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

_EARLIEST = ("0001", "-01", "-01", "T00", ":00", ":00")
_ENDS = (4, 7, 10, 13, 16, 19)
_EPOCH = datetime(1970, 1, 1)
UNKNOWN = datetime(9999, 12, 31, 23, 59, 59)
"""What is not dated comes last."""


@lru_cache(maxsize=1 << 14)
def moment(published: str | None) -> datetime:
    """The first moment of an ISO prefix, in UTC where it has an offset, as it stands where it has none.

    One key for all, so that any set of reports has one order. What is missing or broken is UNKNOWN: it comes last.

    >>> moment("2025-03-05T18:10+01:00") < moment("2025-03-05T17:20Z") < moment("2025-03-06") < moment(None)
    True
    """
    return _period(published)[0]


@lru_cache(maxsize=1 << 14)
def until(published: str | None) -> datetime:
    """The last moment that an ISO prefix may mean: "2025-03" may be the end of March; UNKNOWN for None."""
    return _period(published)[1]


def seconds(published: str | None) -> float | None:
    """`moment` as seconds since 1970 (UTC), as the archive stores it; None for what is not dated.

    >>> seconds("2025-03-05T18:10+01:00"), seconds("2025-03"), seconds(None)
    (1741194600.0, 1740787200.0, None)
    """
    first = moment(published)
    return None if first == UNKNOWN else (first - _EPOCH).total_seconds()


def _period(published: str | None) -> tuple[datetime, datetime]:
    if not published:
        return UNKNOWN, UNKNOWN
    local, offset = _apart(published.strip())
    try:
        size = max(end for end in _ENDS if end <= len(local))
        parts = local[:size] + "".join(_EARLIEST[_ENDS.index(size) + 1 :])
        first = datetime.fromisoformat(parts.replace(" ", "T"))
        first = first.replace(tzinfo=offset).astimezone(UTC).replace(tzinfo=None) if offset else first
        return first, first + _length(first, size)
    except (ValueError, OverflowError):
        return UNKNOWN, UNKNOWN


def _length(first: datetime, size: int) -> timedelta:
    """From the first moment of a prefix of that many characters to its last one."""
    if size == 4:
        return timedelta(days=366 if first.year % 4 == 0 else 365)
    if size == 7:
        return timedelta(days=31)
    return {10: timedelta(days=1), 13: timedelta(hours=1), 16: timedelta(minutes=1)}.get(size, timedelta(seconds=1))


def _apart(published: str) -> tuple[str, timezone | None]:
    """(date and time, offset): "Z", "+03:00", "+0300" and "-05" behind a time."""
    if published[-1:] in ("Z", "z"):
        return published[:-1], UTC
    at = max(published.rfind("+"), published.rfind("-", 11))
    digits = published[at + 1 :].replace(":", "")
    if at < 11 or not digits.isdigit():
        return published, None
    hours, minutes = int(digits[:2]), int(digits[2:4] or 0)
    if hours > 23 or minutes > 59:
        return published[:at], None
    offset = timedelta(hours=hours, minutes=minutes)
    return published[:at], timezone(-offset if published[at] == "-" else offset)
