"""Times of day as TIMEX3: "at 10 a.m.", "14:48 UTC", "noon"; they lie on the day that the text is at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from sayso.reader.dates.anchored import Anchor
from sayso.reader.dates.calendar import Period, Timex

AHEAD: Final = 30
"""Code points behind a time within which its day may follow: "at 10 a.m. on Monday"."""
BACK: Final = 300
"""Code points before it within which its day may stand: two or three sentences."""

_ZONE: Final = (
    r"(?P<zone>\s?\(?(?:UTC|GMT|Z|BST|CET|CEST|EST|EDT|ET|CST|CDT|PST|PDT|PT|JST|IST|local\stime|"
    r"Eastern(?:\s(?:Standard|Daylight))?(?:\sTime)?)\b\)?)"
)
_CLOCK: Final = (
    re.compile(
        rf"(?<![\w.:$£€/-])(?P<h>0?[1-9]|1[0-2])(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[aApP])\.?[mM]\b\.?(?:{_ZONE})?"
    ),
    re.compile(rf"(?<![\w.:$£€/-])(?P<h>[01]?\d|2[0-3]):?(?P<m>[0-5]\d)(?P<half>)\s?(?:hours\s)?{_ZONE}"),
    re.compile(r"(?<![\w.:$£€/-])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?P<half>)(?P<zone>)(?![\d:.]\d|\w|%|\sof\b)"),
    re.compile(r"\b(?P<noon>noon|midday|midnight)\b(?P<zone>)"),
)


def clock(text: str, days: Sequence[Anchor], published: Period | None) -> Iterator[Timex]:
    """The times of day of a text; `days` are its dates, sorted. Without any day they have none ("TXX:..")."""
    seen: set[int] = set()
    for pattern in _CLOCK:
        for match in pattern.finditer(text):
            if match.start() in seen:
                continue
            seen.add(match.start())
            day = _day(match.start(), match.end(), days) or published
            if day is None or day.first != day.last:
                continue
            zone = "Z" if re.search(r"UTC|GMT|\bZ\b", match["zone"] or "") else ""
            end = match.end() - (match[0].endswith(" "))
            yield Timex(match.start(), end, "TIME", f"{day.first.isoformat()}T{_time(match)}{zone}")


def _time(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("noon"):
        return "24:00" if groups["noon"] == "midnight" else "12:00"
    hour, half = int(groups["h"]), (groups["half"] or "").lower()
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return f"{hour:02}:{groups['m'] or '00'}"


def _day(start: int, end: int, days: Sequence[Anchor]) -> Period | None:
    """The day right behind a time, else the nearest before it."""
    at = bisect_right(days, start, key=lambda d: d.start)
    if at < len(days) and days[at].start - end <= AHEAD and days[at].value.first == days[at].value.last:
        return days[at].value
    for day in reversed(days[max(0, at - 4) : at]):
        if start - day.end > BACK:
            return None
        if day.value.first == day.value.last:
            return day.value
    return None
