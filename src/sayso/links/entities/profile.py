"""What the matching of sources sees and finds: Profile, and Match for a pair of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sayso.instants import moment
from sayso.records import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A source of one report, as the matching sees it.

    `source` is its id, `name` as the reader gave it, `published` an ISO prefix. `story` is the number of the story its
    report belongs to, None where that is not known; sources of one report (`report`) are in one story anyway. `context`
    may hold stems of rare words of the report (places, bodies): sharing some supports a match as a story does.
    A profile may stand for all sources of its `signature`: then `stories` are the others' stories.
    """

    source: str
    name: str
    kind: Kind
    role: str | None = None
    report: str = ""
    outlet: str | None = None
    published: str | None = None
    story: int | None = None
    context: tuple[str, ...] = ()
    stories: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two sources that are one (`confirmed`), or may be (else: for the review queue). `score` is in 0..1."""

    score: float
    confirmed: bool
    reasons: tuple[str, ...] = ()


def year(published: str | None) -> float | None:
    """The date as years and their parts, or None where it is not known."""
    if not published or not published[:4].isdigit():
        return None
    months = published[5:7]
    return int(published[:4]) + (int(months) - 1) / 12 if months.isdigit() else int(published[:4]) + 0.5


def order(profile: Profile) -> tuple[datetime, str]:
    """The canonical order of profiles: published, then id."""
    return moment(profile.published), profile.source
