"""The records that hold across reports: what the links see of a statement, and what they find.

Everything here is derived from the reports and can be computed anew; only a Judgement is evidence of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.records import Act, Form, Genre, Kind, Span

LinkKind = Literal["same-words", "same-claim", "disputes", "relays", "retracts", "differs"]
"""`differs` is a finding against a dispute: two statements of one matter that do not contradict each other (a later
update, another scope, another definition); its first reason says which."""

Verdict = Literal["yes", "no", "unsure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as the links see it: all they may ask about it, without its report.

    `text` is the content, its pieces joined by " … "; `sentence` the sentences it stands in; `at` its first content
    span and `extents` those sentences, in code points of the report's text. `published` is an ISO prefix. `name`,
    `kind` and `role` are the source's; `entity` is who that is across reports (None for the unnamed); `via` has names.
    """

    id: str
    report: str
    text: str
    sentence: str
    form: Form
    at: Span = (0, 0)
    extents: tuple[Span, ...] = ()
    act: Act | None = None
    negated: bool = False
    said_on: str | None = None
    source: str | None = None
    name: str | None = None
    kind: Kind | None = None
    role: str | None = None
    entity: str | None = None
    via: tuple[str, ...] = ()
    within: str | None = None
    repeats: str | None = None
    continues: str | None = None
    confidence: float = 1.0
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    genre: Genre = "unknown"
    vector: bytes | None = None
    """The meaning of `text`: signed bytes, of unit length when divided by 127 (see sayso.reader.model.vectors)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two statements that belong together. `left` acts on `right` where the kind has a direction (left disputes right,
    left retracts right, left relays right); else left is the later one. `confirmed` is False for a mere suggestion."""

    left: str
    right: str
    kind: LinkKind
    score: float
    confirmed: bool = True
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Text of one report that stands in another: `copy` took it from `original`, both report ids.

    `share` is the share of the copy's own words (boilerplate left out) that stand in the original; `whole` says that
    the copy as a whole comes from there. `passages` are (start, end) in the copy's text, `taken` the same passages in
    the original's. `reasons` say how the direction was found.
    """

    copy: str
    original: str
    share: float
    whole: bool
    passages: tuple[Span, ...] = ()
    taken: tuple[Span, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person or body behind sources of several reports. `id` is stable: a hash of its first source (by date)."""

    id: str
    name: str
    kind: Kind
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How often a claim stands in the archive: separate counts, never one number (docs/format.md)."""

    reports: int
    outlets: int
    families: int
    texts: int
    sources: int
    named: int
    unnamed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's verdict on a link, a merged source or a span; append-only, the newest wins.

    `subject` says what was judged; `anchors` holds what finds it again (see sayso.links.anchors).
    """

    subject: Literal["link", "entity", "span"]
    kind: str
    anchors: tuple[str, ...]
    verdict: Verdict
    why: str = ""
    by: str = ""
    at: str = ""
