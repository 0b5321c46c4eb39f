"""What is prepared of a report once, so that comparing two takes little: Head and Sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.links.copies.credits import Credit, credit_of
from sayso.links.copies.quoted import flags, quoted
from sayso.links.copies.shingles import numbers
from sayso.records import Report, Span

MOST_PLACES = 8
"""Places of one shingle that are kept: a text that says one thing a thousand times must not cost a million steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What `origins` asks of a report: who published it, when, and which agency it credits.

    `report` is its id, `published` an ISO prefix, `outlet` a host name. `credit` is the agency's name; `part` says that
    the text credits it for a part only ("by our staff and MNA").
    """

    report: str
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    credit: str | None = None
    title: str | None = None
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A report prepared for comparison. Words are those without furniture and boilerplate; `tokens` are their stems as
    numbers, `starts` and `ends` where they stand in `text` (code points), `quoted` 1 where one stands between quotation
    marks. `shingles[i]` is the hash of the five words from i on, `places` where each hash stands (at most MOST_PLACES),
    `picks` the places of those hashes that are fingerprints.
    """

    head: Head
    text: str
    tokens: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: bytes
    shingles: tuple[int, ...]
    picks: tuple[int, ...]
    places: Mapping[int, Sequence[int]]

    @property
    def report(self) -> str:
        """The report's id."""
        return self.head.report


def head_of(report: Report) -> Head:
    """The head of a report; the agency is looked for in the text where the report names none."""
    credit = _credit(report)
    return Head(
        report=report.id,
        url=report.url,
        outlet=report.outlet,
        published=report.published,
        credit=credit.agency if credit else None,
        title=report.title,
        part=bool(credit and credit.part),
    )


def sheet(report: Report, furniture: Sequence[Span] = ()) -> Sheet:
    """The report prepared; `furniture` are spans of its text that are nobody's claim. Linear in the text.

    >>> sheet(Report(text="The pier is closed until Friday.")).quoted
    b'\\x00\\x00\\x00\\x00\\x00\\x00'
    """
    held = numbers(report.text, tuple(furniture))
    places: dict[int, list[int]] = {}
    for at, shingle in enumerate(held.shingles):
        row = places.setdefault(shingle, [])
        if len(row) < MOST_PLACES:
            row.append(at)
    return Sheet(
        head=head_of(report),
        text=report.text,
        tokens=held.tokens,
        starts=held.starts,
        ends=held.ends,
        quoted=flags(held.starts, quoted(report.text)),
        shingles=held.shingles,
        picks=held.picks,
        places=places,
    )


def _credit(report: Report) -> Credit | None:
    return credit_of(report.text, report.credit)
