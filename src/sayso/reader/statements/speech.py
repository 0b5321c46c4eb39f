"""Quotations that the model left alone: more of the same speaker, or a name behind a dash or before a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reader.page import Draft, Name, Page, Quote
from sayso.reader.spans import overlap, total, trimmed
from sayso.records import Span

WORDS = 4
"""Words from which a quotation can be speech; fewer are titles, nicknames and terms, unless it ends like a sentence."""
COVERED = 0.5
"""A quotation of which this share is content already belongs to that statement."""

_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"[.!?,…][\"”’'»]*$")
_SIGNED = re.compile(r"\s*\n?\s*(?:[—–]|--|-)\s*(?=\w)")
_LABEL = re.compile(r"([^\n:“\"]{2,60}):\s*$")


def speech(page: Page, drafts: list[Draft], names: Sequence[Name]) -> None:
    """Mends or adds drafts for the page's outermost quotations that look like speech and that nobody has yet."""
    contents = _contents(drafts)
    for quote in page.quotes:
        span = (quote.start, quote.end)
        if quote.level or not _is_speech(page.text, quote):
            continue
        near = [c for c in contents if c[0] < quote.end and c[1] > quote.start]
        if overlap([span], near) >= COVERED * (quote.end - quote.start):
            continue
        if any(overlap([span], [*d.cue, *d.source]) for d in drafts):
            continue
        made = _same_speaker(page, quote, drafts) or _signed(page, quote, names)
        if made and made not in drafts:
            drafts.append(made)
        contents = _contents(drafts)
    drafts.sort(key=lambda d: d.start)


def _contents(drafts: Sequence[Draft]) -> list[Span]:
    return sorted({span for d in drafts for span in d.content})


def _is_speech(text: str, quote: Quote) -> bool:
    inside = text[quote.start : quote.end]
    if quote.goes_on or not quote.closed:
        return len(_WORD.findall(inside)) >= WORDS
    return len(_WORD.findall(inside)) >= WORDS and bool(_ENDS.search(inside))


def _same_speaker(page: Page, quote: Quote, drafts: Sequence[Draft]) -> Draft | None:
    """ "We won," she said. "We did." - the quotation stands in the paragraph of a statement that is speech itself,
    right behind it, with nothing but its cue and source in between."""
    before = [d for d in drafts if d.start < quote.start and d.source]
    if not before:
        return None
    last = max(before, key=lambda d: max(e for _, e in [*d.content, *d.cue, *d.source]))
    end = max(e for _, e in [*last.content, *last.cue, *last.source])
    between = page.text[end : quote.start]
    if "\n" in between or len(_WORD.findall(between)) > 3 or not _quoted(page, last):
        return None
    last.content = sorted([*last.content, (quote.start, quote.end)])
    last.reasons.append("speech: the next quotation of the same speaker in the paragraph")
    return last


def _quoted(page: Page, draft: Draft) -> bool:
    marks = [(q.start, q.end) for q in page.quotes if not q.level]
    return overlap(draft.content, marks) >= COVERED * total(draft.content)


def _signed(page: Page, quote: Quote, names: Sequence[Name]) -> Draft | None:
    """A quotation with its speaker's name behind a dash, or before a colon, and no verb."""
    text = page.text
    behind = _SIGNED.match(text, quote.end)
    if behind:
        line_end = text.find("\n", behind.end())
        span = trimmed(text, (behind.end(), line_end if line_end >= 0 else len(text)))
        if span[1] - span[0] <= 90 and _names_somebody(span, names, text):
            return _made(quote, span, "speech: signed by a name behind a dash")
    line = text.rfind("\n", 0, quote.start) + 1
    label = _LABEL.match(text, line, quote.start)
    if label and _names_somebody(label.span(1), names, text):
        return _made(quote, trimmed(text, label.span(1)), "speech: a name and a colon before it")
    return None


def _names_somebody(span: Span, names: Sequence[Name], text: str) -> bool:
    return any(n.label != "place" and n.start < span[1] and n.end > span[0] for n in names)


def _made(quote: Quote, source: Span, reason: str) -> Draft:
    return Draft(source=[source], cue=[], content=[(quote.start, quote.end)], score=0.7, reasons=[reason])
