"""Headline forms that have no sentence's grammar: "Minister: no talks", "Talks are over - minister"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reader.page import Draft, Name, Page
from sayso.reader.sources.kinds import noun_sort
from sayso.reader.spans import overlap, trimmed
from sayso.records import Span

LABEL_WORDS = 6
"""Words before the colon, or behind the dash, that can be a speaker; longer ones are clauses."""
LEAST = 2
"""Words of a headline's content at least ("No talks")."""

_WORD = re.compile(r"[\w’'.-]+")
_BEFORE = re.compile(r"(?P<who>[^:\n]{2,60}):\s+")
_BEHIND = re.compile(r"\s+[–—-]\s+(?P<who>[^–—:\n]{2,60})$")
# A label that names what the piece is about or what kind of piece it is, not who speaks.
_TOPIC = re.compile(
    r"\b(?:live|video|watch|opinion|analysis|explainer|update|breaking|exclusive|review|interview|photos?|pictures|factbox|timeline|"
    r"profile|report|war|crisis|election|vote|talks|summit|scandal|case|trial|attack|protests?|row|results?|how|why|what|where|when|"
    r"editorial|comment|letters?|podcast|quiz|recap|preview|obituary|correction|clarification|fact check)\b",
    re.IGNORECASE,
)


def headlines(page: Page, drafts: list[Draft], names: Sequence[Name]) -> None:
    """Adds a draft for each heading in which a speaker stands before a colon or behind a dash, without a verb."""
    for start, end in page.headings:
        if any(overlap([(start, end)], [*d.content, *d.cue, *d.source]) for d in drafts):
            continue
        made = _labelled(page.text, start, end, names)
        if made:
            drafts.append(made)
    drafts.sort(key=lambda d: d.start)


def _labelled(text: str, start: int, end: int, names: Sequence[Name]) -> Draft | None:
    line = text[start:end]
    before = _BEFORE.match(line)
    if before and _speaks(text, (start, start + before.end("who")), names):
        who = trimmed(text, (start, start + before.end("who")))
        cue, content = (who[1], who[1] + 1), trimmed(text, (start + before.end(), end))
        reason = "headline: a speaker before a colon"
    else:
        behind = _BEHIND.search(line)
        if not behind or not _speaks(text, (start + behind.start("who"), end), names):
            return None
        who = trimmed(text, (start + behind.start("who"), end))
        dash = trimmed(text, (start + behind.start(), start + behind.start("who")))
        cue, content = dash, trimmed(text, (start, start + behind.start()))
        reason = "headline: a speaker behind a dash"
    if len(_WORD.findall(text[slice(*content)])) < LEAST:
        return None
    return Draft(source=[who], cue=[cue], content=[content], score=0.7, reasons=[reason])


def _speaks(text: str, span: Span, names: Sequence[Name]) -> bool:
    """Whether a label is a person, a body, or somebody's office, and no topic."""
    label = text[slice(*span)].strip()
    words = _WORD.findall(label)
    if not words or len(words) > LABEL_WORDS or _TOPIC.search(label) or label[-1:].isdigit():
        return False
    if any(n.label != "place" and n.start < span[1] and n.end > span[0] for n in names):
        return True
    return noun_sort(words[-1].lower()) in ("person", "people", "body")
