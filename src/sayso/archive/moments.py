"""When a report was published, as one number to order and to search by."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache

_PARTS = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d)(?::(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?)?"
    r"\s?(?:([Zz])|([+-])(\d\d):?(\d\d)?)?)?)?)?"
)
_EPOCH = datetime(1970, 1, 1)


@lru_cache(maxsize=1 << 12)
def moment(published: str | None) -> float | None:
    """Seconds since 1970 (UTC) of the first moment that an ISO prefix may mean; None where nothing is known.

    What has no offset is taken as it stands, so that any set of reports has one order.

    >>> moment("2025-03-05T18:10+01:00"), moment("2025-03"), moment(None)
    (1741194600.0, 1740787200.0, None)
    """
    found = _PARTS.fullmatch(published.strip()) if published else None
    if not found:
        return None
    year, month, day, hour, minute, second = (int(p) if p else None for p in found.groups()[:6])
    away = timedelta(hours=int(found[9] or 0), minutes=int(found[10] or 0))
    try:
        at = datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0, min(second or 0, 59))
        timezone(away)  # refuses an offset of a day or more
    except ValueError:
        return None
    return (at - _EPOCH).total_seconds() + (away.total_seconds() * (1 if found[8] == "-" else -1))
