"""The records that cross rooms: Report, Source, Statement, Reading, Mark.

Offsets are Unicode code points into `Report.text`, half-open. Text is derived from spans, never stored beside them.
An `id` is a hash of what makes the thing *which* thing, and of nothing else: confidence, reasons, model and resolved
names may be computed anew without renaming evidence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

Span = tuple[int, int]
"""[start, end) in code points of `Report.text`."""

Repair = tuple[int, int, str]
"""(start, end, as received): text[start:end] stands where the received text had the string."""

Kind = Literal["named person", "named organization", "unnamed person", "unnamed group", "document", "outlet"]
Form = Literal["direct", "mixed", "indirect", "own"]
Genre = Literal["news", "opinion", "press release", "transcript", "unknown"]
Act = Literal[
    "assert", "deny", "admit", "accuse", "ask", "demand", "promise", "predict", "believe", "intend",
    "support", "oppose", "decide", "perceive",
]  # fmt: skip
Label = Literal["source", "cue", "content"]


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: json.dumps makes one for every call that wants another form than its usual one."""


def digest(*parts: object) -> str:
    """Sixteen hex digits that stand for the parts (JSON-encoded, SHA-256)."""
    data = _JSON.encode(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:16]


@lru_cache(maxsize=16)
def _report_id(url: str | None, published: str | None, text: str) -> str:
    """Kept for the last few reports: every statement asks for its report's id, and the text may be long."""
    return digest("report", url, published, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One dated text from one outlet. `text` is title, blank line, body; or just the text where no title was given."""

    text: str
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    language: str | None = None
    author: str | None = None
    credit: str | None = None
    genre: Genre = "unknown"
    fetched: str | None = None
    repairs: tuple[Repair, ...] = ()

    @property
    def id(self) -> str:
        return _report_id(self.url, self.published, self.text)

    @property
    def body_start(self) -> int:
        """Where the body begins in `text`: behind the title and the blank line, or 0 where no title was given."""
        head = f"{self.title}\n\n"
        return len(head) if self.title and self.text.startswith(head) else 0

    def received(self) -> str:
        """The text as it was received: all repairs undone.

        >>> Report(text="It rained. He left.", repairs=((10, 11, ""),)).received()
        'It rained.He left.'
        """
        out, at = [], 0
        for start, end, was in self.repairs:
            out += [self.text[at:start], was]
            at = end
        return "".join([*out, self.text[at:]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whoever contents are attributed to, within one report. `mentions` are in reading order; the outlet has none."""

    report: str
    kind: Kind
    name: str | None = None
    role: str | None = None
    mentions: tuple[Span, ...] = ()

    @property
    def id(self) -> str:
        return digest("source", self.report, self.mentions[0] if self.mentions else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An attribution (source, cue, content), or one sentence of the outlet's own voice (form `own`)."""

    report: str
    content_spans: tuple[Span, ...]
    extents: tuple[Span, ...]
    form: Form
    source_id: str | None = None
    source_spans: tuple[Span, ...] = ()
    cue_spans: tuple[Span, ...] = ()
    addressee_spans: tuple[Span, ...] = ()
    act: Act | None = None
    negated: bool = False
    said_on: str | None = None
    via: tuple[str, ...] = ()
    within: str | None = None
    continues: str | None = None
    repeats: str | None = None
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return digest("statement", self.report, self.content_spans, self.source_spans, self.cue_spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read in one report. `supported` is false for a language the model does not know: no statements then."""

    report: Report
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    furniture: tuple[Span, ...] = ()
    model: str = ""
    supported: bool = True

    def source_of(self, statement: Statement) -> Source | None:
        """The source of a statement of this reading, or None where nobody is named."""
        return next((s for s in self.sources if s.id == statement.source_id), None)

    def to_dict(self) -> dict[str, Any]:
        """The Reading as docs/format.md describes it: plain dicts, lists, strings and numbers."""
        from sayso.codec import reading_to_dict

        return reading_to_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Reading:
        """The Reading that `to_dict` gave. Raises ReadingError where the format is broken."""
        from sayso.codec import reading_from_dict

        return reading_from_dict(data)

    def _repr_html_(self) -> str:
        """A notebook shows the marked-up text."""
        from sayso.export.html import fragment

        return fragment(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One span of the tagger: who, what signals it, what is said. `score` is a probability in 0..1."""

    label: Label
    start: int
    end: int
    score: float
