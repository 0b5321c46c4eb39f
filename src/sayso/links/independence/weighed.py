"""What weighing a claim takes and gives: its members, and the counts with the chain of reasons for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.across import Counts, Said
from sayso.records import Span

NAMED = ("named person", "named organization")
UNNAMED = ("unnamed person", "unnamed group")
"""Kinds of sources; a document is neither, and an outlet's is its own voice."""

How = Literal["the text itself", "same report", "headline", "version", "copy", "relay", "circle"]
"""Why a statement is folded into an independent text.

`the text itself`: it stands for the text. `same report`: that report says it again. `headline`: own voice that says
shortly what the same report attributes further on. `version`: another version of one page. `copy`: its passage has the
same origin. `relay`: it passes on what a medium reported. `circle`: media that each rest on the other.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A statement of one claim, with what is known of the report around it.

    `origin` is its report's origin and `passage` that of the passage it stands in (the same unless that was spliced in
    from elsewhere); `page` is the same for all versions of one page. `home` is the outlet that its text came from and
    `credit` the agency that its report names, where they are known. `dropped`: a later version of the page no longer
    has it. `carries` False says that it does not carry the claim (it retracts it, say), and `why_not` says why.
    """

    said: Said
    origin: str
    passage: str
    page: str
    family: str | None = None
    home: str | None = None
    credit: str | None = None
    dropped: bool = False
    carries: bool = True
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A statement within an independent text: how it belongs there, by way of which statement (None for the text
    itself, and where a medium's own text is not in the archive). `spans` are its sentences, in code points."""

    statement: str
    report: str
    outlet: str | None
    published: str | None
    spans: tuple[Span, ...]
    how: How
    on: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One independent text that carries the claim. `outlet` is where it came from (a host, or a medium's name where no
    host is known); `absent` says that this text itself is not in the archive, only relays of it."""

    id: str
    outlet: str | None
    absent: bool
    members: tuple[Folded, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One source of the claim: `named`, `unnamed` (once per independent text), `document`, or `own` (an outlet's own
    voice, counted by family). `texts` are the ids of the texts it stands in, `statements` those in which it says it."""

    name: str
    kind: Literal["named", "unnamed", "document", "own"]
    entity: str | None
    texts: tuple[str, ...]
    statements: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One thing that a count counted (a report, an outlet, a family), and the statements it rests on."""

    key: str
    statements: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """Who said it first: a statement of the earliest independent text."""

    statement: str
    report: str
    url: str | None
    outlet: str | None
    published: str | None
    source: str | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Outlets that rest on each other: each cites the next, the last the first. `statements` are those that cite."""

    outlets: tuple[str, ...]
    statements: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A claim weighed: the counts, and for each count what it counted, down to statements and spans.

    `apart` holds (statement id, why) for the members that do not carry the claim.
    """

    counts: Counts
    reports: tuple[Kept, ...] = ()
    outlets: tuple[Kept, ...] = ()
    families: tuple[Kept, ...] = ()
    texts: tuple[Text, ...] = ()
    sources: tuple[Voice, ...] = ()
    first: First | None = None
    circles: tuple[Circle, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()

    @property
    def chains(self) -> tuple[Text, ...]:
        """For each independent text, the statements that were folded into it, each with why."""
        return self.texts

    def text_of(self, statement: str) -> str | None:
        """The id of the independent text that a statement belongs to; None where it does not carry the claim."""
        return next((t.id for t in self.texts for f in t.members if f.statement == statement), None)
