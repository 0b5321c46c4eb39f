"""What the rooms of the reader hand to each other: the Page (a text taken apart) and the Draft (a statement in the
making). Offsets are code points into `Page.text`, half-open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sayso.records import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch between quotation marks, the marks included. `level` counts nesting from 0; `closed` is false where
    the closing mark is missing and the stretch ends with its paragraph (it may go on in the next one: `goes_on`)."""

    start: int
    end: int
    level: int
    closed: bool = True
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name: text[start:end] in code points, and how likely it is, 0..1: the names head's score, or naming.py's."""

    label: Literal["person", "organization", "place"]
    start: int
    end: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """A text taken apart. Every non-space character lies in exactly one sentence or one piece of furniture.

    `sentences` and `furniture` are sorted, disjoint and trimmed of white space; `paragraphs` are line-separated
    blocks; `headings` are the sentences that are headlines or section headings (the title is one); `kicker` spans
    ("- Video") are furniture inside a headline.
    """

    text: str
    title_end: int = 0
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    headings: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(slots=True, eq=False)
class Draft:
    """A statement in the making; the rules of the reader fill in and mend it, with a reason for each change."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    addressee: list[Span] = field(default_factory=list)
    media: list[Span] = field(default_factory=list)
    """The media on whose word the outlet has it, nearest to the source first."""
    within: Draft | None = None
    continues: Draft | None = None
    repeats: Draft | None = None
    speaker: list[Span] = field(default_factory=list)
    """Where the source is named outside this statement (transcript labels, the source a continuation goes on with)."""
    relays: bool = False
    """The source is a medium (other than one that is itself the news): what it says others said is on its word."""
    score: float = 1.0
    reasons: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """The first offset of any of its spans."""
        return min(s for s, _ in [*self.source, *self.cue, *self.content])
