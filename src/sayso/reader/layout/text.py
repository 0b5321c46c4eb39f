"""A text taken apart: paragraphs, sentences, headings, furniture and quotations, with exact offsets.

The way through (`take_apart`):
1. lines, and the paragraphs they make: hard-wrapped lines are joined again
2. the head: the title, or a "Headline: / Date:" preamble, or a headline that the text opens with
3. paragraph by paragraph: furniture as a whole, a heading, or prose (dateline, sentences, furniture among them)
4. quotations, over all paragraphs that are no furniture

Every step passes once over the text: time grows linearly with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from sayso.reader.layout.asides import asides
from sayso.reader.layout.furniture import dateline_end, line_rule, sentence_rule, signature_start
from sayso.reader.layout.kickers import kickers
from sayso.reader.layout.paragraphs import looks_like_headline, looks_like_section, paragraphs, stopped
from sayso.reader.layout.preamble import HEADLINE_LABELS, PROSE_LABELS, labels
from sayso.reader.layout.quotes import quotes
from sayso.reader.layout.sentences import sentences, trim
from sayso.reader.page import Page
from sayso.records import Span

EARLY = 5
"""Paragraphs of the body among which a place alone makes a dateline."""
CONTACT_LINES = 6
"""Lines that may belong to a "Contact:" block, each shorter than CONTACT_LINE."""
OPENING = 4
"""Paragraphs among which the first that is no furniture may be the headline."""
SECOND_LINE = 130
"""The second line of a headline is no longer than this."""
CONTACT_LINE = 80
LONG_HEADING = 400
"""No line longer than this is a heading, or repeats one."""
EMBED_TAIL = 120
"""Characters at a paragraph's end in which the address of an embedded picture stands."""

_EMBED = re.compile(r"(?:pic\.twitter\.com/|https?://t\.co/)[^\s]{1,80}\s*\Z")
_LETTERS = re.compile(r"[\W_]+")

Role = Literal["prose", "heading", "furniture"]


@dataclass(slots=True)
class _Making:
    """The page in the making."""

    text: str
    sentences: list[Span] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    """The headings so far, letters only: a line that repeats one is one."""
    outlet: str | None = None

    def waste(self, start: int, end: int) -> None:
        start, end = trim(self.text, start, end)
        if start < end:
            self.furniture.append((start, end))

    def heading(self, start: int, end: int) -> None:
        """A headline: kickers and signature are furniture, the rest is its sentences."""
        left, right = kickers(self.text, start, end, self.outlet)
        left, right = trim(self.text, left, right)
        self.waste(start, left)
        found = sentences(self.text, left, right)
        self.sentences += found
        self.headings += found
        self.waste(right, end)
        if right - left < LONG_HEADING:
            self.known.add(_letters(self.text[left:right]))

    def prose(self, start: int, end: int, *, early: bool) -> None:
        """A paragraph: its dateline, its sentences, and what among them is furniture."""
        body = dateline_end(self.text, start, end, early=early)
        self.waste(start, body)
        tail = _EMBED.search(self.text, max(body, end - EMBED_TAIL), end)
        stop = tail.start() if tail else signature_start(self.text, body, end)
        for span in sentences(self.text, body, stop):
            kept = self.furniture if sentence_rule(self.text[span[0] : span[1]]) else self.sentences
            kept.append(span)
        self.waste(stop, end)


def take_apart(text: str, title: str | None = None) -> Page:
    """The Page of a text that starts with `title` and a blank line, if a title is given.

    All offsets are code points into `text`. `title_end` is the title's length, or 0 where the text does not start
    with it.

    >>> page = take_apart("Bridge open - Video\\n\\nORLAM (AP) — It is open. By foot only.", "Bridge open - Video")
    >>> [page.text[s:e] for s, e in page.sentences]
    ['Bridge open', 'It is open.', 'By foot only.']
    >>> [page.text[s:e] for s, e in page.furniture]
    ['- Video', 'ORLAM (AP) —']
    """
    title_end = len(title) if title and text.startswith(f"{title}\n\n") else 0
    # 1. Lines and paragraphs
    spans = paragraphs(text, title_end)
    making = _Making(text)
    # 2. The head
    roles: dict[int, Role] = {}
    first = sum(1 for _, end in spans if end <= title_end)
    for start, end in spans[:first]:
        making.heading(start, end)
    body = _preamble(making, spans, first)
    if body == first == 0:
        _opening(text, spans, roles)
    # 3. Paragraph by paragraph
    roles |= dict.fromkeys(asides(text, spans, body), "furniture")
    kept = spans[:body]
    contact = 0
    seen = 0
    for i in range(body, len(spans)):
        start, end = spans[i]
        role, contact = _role(making, spans, i, roles.get(i), contact)
        if role == "furniture":
            making.waste(start, end)
            continue
        kept.append(spans[i])
        if role == "heading":
            making.heading(start, end)
        else:
            making.prose(start, end, early=seen < EARLY)
            seen += 1
    # 4. Quotations
    return Page(
        text=text,
        title_end=title_end,
        paragraphs=tuple(spans),
        sentences=tuple(making.sentences),
        headings=tuple(making.headings),
        furniture=tuple(making.furniture),
        quotes=quotes(text, kept),
    )


def _letters(line: str) -> str:
    return _LETTERS.sub("", line).casefold()


def _role(making: _Making, spans: list[Span], i: int, given: Role | None, contact: int) -> tuple[Role, int]:
    """What paragraph i is, and how many more short lines a "Contact:" block before it may claim."""
    start, end = spans[i]
    line = making.text[start:end] if end - start <= LONG_HEADING * 2 else making.text[start : start + LONG_HEADING * 2]
    if given:
        return given, 0
    if end - start < LONG_HEADING and making.known and _letters(line) in making.known:
        return "heading", 0
    rule = line_rule(line)
    if rule is not None:
        return "furniture", CONTACT_LINES if rule == "contact" else max(0, contact - 1)
    if contact and end - start <= CONTACT_LINE and line[-1] not in '.!?”"':
        return "furniture", contact - 1
    behind = making.text[spans[i + 1][0] : spans[i + 1][1]] if i + 1 < len(spans) else ""
    if end - start < LONG_HEADING and not _in_list(making, spans, i) and looks_like_section(line, behind):
        return "heading", 0
    return "prose", 0


def _in_list(making: _Making, spans: list[Span], i: int) -> bool:
    """Whether the paragraph before introduces a list (":"), or is a line without a stop that is no heading."""
    if i == 0:
        return False
    start, end = spans[i - 1]
    headed = bool(making.headings) and making.headings[-1][0] >= start
    wasted = bool(making.furniture) and making.furniture[-1] == spans[i - 1]
    return making.text[end - 1] == ":" or (not headed and not wasted and not stopped(making.text[start:end][-4:]))


def _preamble(making: _Making, spans: list[Span], first: int) -> int:
    """Reads "Headline: / Date: / Publisher:" lines from paragraph `first`; gives the paragraph behind them.

    The labels are furniture, and so are the lines, except those of headlines, whose text is a heading.
    """
    text = making.text
    found = labels(text, spans[first:])
    for label, (_, end) in zip(found, spans[first:], strict=False):
        if label[1].lower() in ("publisher", "publication", "outlet"):
            making.outlet = text[label.end() : end].strip() or None
    for label, (start, end) in zip(found, spans[first:], strict=False):
        name = label[1].lower()
        if name in HEADLINE_LABELS:
            making.waste(start, label.end())
            making.heading(label.end(), end)
        elif name in PROSE_LABELS:
            making.waste(start, label.end())
            making.prose(label.end(), end, early=True)
        else:
            making.waste(start, end)
    return first + len(found)


def _opening(text: str, spans: list[Span], roles: dict[int, Role]) -> None:
    """Finds the headline a text opens with where no title was given; behind a ";" the next line belongs to it."""
    for i, (start, end) in enumerate(spans[:OPENING]):
        if i + 1 == len(spans) or end - start >= LONG_HEADING:
            return
        if dateline_end(text, start, end, early=True) > start or signature_start(text, start, end) < end:
            return
        if line_rule(text[start:end]) is None:
            start2, end2 = spans[i + 1]
            if looks_like_headline(text[start:end], end2 - start2):
                roles[i] = "heading"
                if text[end - 1] == ";" and end2 - start2 < SECOND_LINE:
                    roles[i + 1] = "heading"
            return
