"""Transcripts and interviews: each labelled turn is a statement of whoever the label names, in direct form.

    1. which lines carry labels: "Q:" / "A:", "NAME:", "Name:" (labels.py)
    2. a turn is what stands from its label to the next one
    3. "A" is the person interviewed, whom the headline or the lines before the first turn name (interviewed.py)
Questions without a name ("Q:") are the outlet's own voice. An interview whose questions are lines of their own and
whose answers have neither labels nor marks is read by its question marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reader.page import Draft, Name, Page
from sayso.reader.spans import at_or_before, clean, overlap, total, trimmed
from sayso.reader.statements.interviewed import by_initials, interviewed
from sayso.reader.statements.labels import ANSWERS, ASKS, Label, labels, unlabelled_questions
from sayso.reader.statements.quotations import utterances
from sayso.records import Span

SCORE = 0.9
"""A label says who speaks; what may be wrong is where the last turn ends."""
LONGEST = 20
"""Paragraphs behind the last label that can belong to it."""
QUOTED = 0.5
"""Share of a paragraph behind the last label that is quoted with a cue of its own: from here on it is prose again."""

_ASIDE = re.compile(r"[(\[][^()\[\]]{2,60}[)\]]\.?$")
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|me|us|I['’]m|we['’]re|I['’]ve|we['’]ve)\b")


def dialogue(page: Page, drafts: list[Draft], names: Sequence[Name]) -> list[Draft]:
    """A draft for each turn; drafts of the model that lie inside a turn are taken off the list (they are found again
    as statements within it)."""
    found = labels(page, names)
    made = _turns(page, drafts, names, found) if found else _answers(page, drafts, names)
    if made:
        turns = sorted(span for d in made for span in [*d.source, *d.cue, *d.content])
        drafts[:] = [d for d in drafts if not _inside(d, turns)]
    return made


def _inside(draft: Draft, turns: Sequence[Span]) -> bool:
    """Whether a draft of the model touches a turn with its cue or most of its content."""
    spans = [*draft.cue, *draft.content]
    near: list[Span] = []
    for span in spans:
        i = max(0, at_or_before(turns, span[0]))
        while i < len(turns) and turns[i][0] < span[1]:
            near.append(turns[i])
            i += 1
    near = list(dict.fromkeys(near))
    return overlap(draft.cue, near) > 0 or overlap(draft.content, near) >= 0.5 * total(draft.content)


def _turns(page: Page, drafts: Sequence[Draft], names: Sequence[Name], found: Sequence[Label]) -> list[Draft]:
    asked = [s for label in found[:1] for s in interviewed(page, names, label.who[0])]
    full = by_initials(page, names, found)
    made: list[Draft] = []
    for label, nxt in zip(found, [*found[1:], None], strict=True):
        kind = label.text.lower()
        if kind in ASKS:
            continue
        end = _line(page, nxt) if nxt else _last_end(page, drafts, label)
        content = _content(page, (label.mark[1], end))
        if not content:
            continue
        nameless = kind in ANSWERS
        speaker = asked if nameless else full.get(label.text, [])
        made.append(
            Draft(
                source=[] if nameless or speaker else [label.who],
                cue=[label.mark],
                content=content,
                speaker=speaker,
                score=SCORE,
                reasons=["dialogue: a labelled turn of a transcript"],
            )
        )
    return made


def _line(page: Page, label: Label) -> int:
    """Where the line of a label begins, if only marks stand before it; else where the label does."""
    start = page.paragraphs[at_or_before(page.paragraphs, label.who[0])][0]
    return label.who[0] if page.text[start : label.who[0]].strip('*_["“') else start


def _content(page: Page, span: Span) -> list[Span]:
    """A turn's paragraphs as one stretch, cut at headings and furniture; stage directions at the ends left out."""
    i = max(0, at_or_before(page.paragraphs, span[0]))
    pieces: list[Span] = []
    while i < len(page.paragraphs) and page.paragraphs[i][0] < span[1]:
        start, end = page.paragraphs[i]
        piece = trimmed(page.text, (max(start, span[0]), min(end, span[1])))
        aside = _ASIDE.match(page.text, *piece)
        heading = page.headings and (k := at_or_before(page.headings, piece[0])) >= 0 and page.headings[k][1] > piece[0]
        if piece[0] < piece[1] and not aside and not heading:
            pieces.append(piece)
        elif pieces and heading:
            break
        i += 1
    out: list[Span] = []
    for piece in clean(page, pieces):
        if out and not page.text[out[-1][1] : piece[0]].strip():
            out[-1] = (out[-1][0], piece[1])
        else:
            out.append(piece)
    return out


def _last_end(page: Page, drafts: Sequence[Draft], label: Label) -> int:
    """Where the last turn ends: with its paragraph, or with those behind it that go on in the first person."""
    i = at_or_before(page.paragraphs, label.who[0])
    end = page.paragraphs[i][1]
    for start, stop in page.paragraphs[i + 1 : i + 1 + LONGEST]:
        if not _FIRST_PERSON.search(page.text, start, stop) or _told(page, drafts, (start, stop)):
            break
        end = stop
    return end


def _told(page: Page, drafts: Sequence[Draft], paragraph: Span) -> bool:
    """Whether a paragraph is prose that quotes somebody with a cue of its own."""
    return any(paragraph[0] <= c[0] < paragraph[1] for d in drafts for c in d.cue)


def _answers(page: Page, drafts: Sequence[Draft], names: Sequence[Name]) -> list[Draft]:
    """The answers of an interview without labels: the paragraphs between lines that are nothing but questions."""
    questions = unlabelled_questions(page)
    if not questions:
        return []
    who = interviewed(page, names, questions[0][0])
    if not who:
        return []
    spans: list[list[Span]] = []
    for question, nxt in zip(questions, [*questions[1:], None], strict=True):
        i = at_or_before(page.paragraphs, question[0]) + 1
        last = nxt[0] if nxt else page.paragraphs[min(i, len(page.paragraphs) - 1)][1]
        spans.append(_content(page, (question[1], last)))
    said = [p for u in utterances(page) for p in u.pieces]
    wholly = all(total(s) - overlap(s, said) <= len(s) for s in spans)
    quoted = sum(overlap(s, said) for s in spans) >= QUOTED * sum(map(total, spans))
    cues = sum(any(overlap(d.cue, s) for d in drafts) for s in spans)
    own = sum(any(_FIRST_PERSON.search(page.text, *p) for p in s) for s in spans)
    if not wholly and (quoted or cues > len(spans) / 2 or own < len(spans) / 2):
        return []
    return [
        Draft(source=[], cue=[], content=s, speaker=who, score=0.7,
              reasons=["dialogue: the answer to a question that is a line of its own"])
        for s in spans if s
    ]  # fmt: skip
