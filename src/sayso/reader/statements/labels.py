"""Which lines of a page begin with the label of a speaker, if the page is a transcript at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sayso.reader.page import Name, Page
from sayso.reader.statements.who import Known, speaks, words_of
from sayso.records import Span

TURNS = 3
"""Labelled turns that make a transcript of speakers with names: A, B, A. Two may be a headline and a caption."""
QUESTIONS = 3
"""Lines that are nothing but a question, from which a page is an interview without labels."""
QUESTION = 220
"""The longest question of such an interview, in characters (two or three sentences)."""
ASKS = frozenset({"q", "question"})
ANSWERS = frozenset({"a", "answer"})

_LABEL = re.compile(
    r"(?:[*_\[\"“]{0,3})(?P<who>[QA]|[Qq]uestion|[Aa]nswer|"
    r"[A-Z][\w.’'-]*(?: (?:[A-Z(][\w.’')-]*|of|de|van|von|the|and|for|,)){0,6})"
    r"(?:\s?\([^()\n]{1,40}\))?(?:[*_\]]{0,3})\s?(?P<mark>[:.])[*_]{0,3}\s+(?=\S)"
)
_LETTER = re.compile(r"(?<=[.?!”\"’)])\s+(?P<who>[QA])(?P<mark>:)\s+(?=\S)")
_HOSTS = words_of(
    "interviewer moderator host presenter reporter journalist anchor question answer caller chair chairman chairwoman "
    "speaker judge prosecutor defence counsel witness narrator audience operator analyst editor correspondent me voice "
    "questioner student facilitator"
)
"""Roles that transcripts use as labels, lower case."""
_FIELDS = words_of(
    "NOTE CONTACT UPDATE DATE TIME PLACE PHOTO VIDEO SOURCE READ MORE WATCH LIVE BREAKING PHONE EMAIL WHAT WHEN WHERE "
    "WHO WHY HOW COST PRICE TICKETS INFO TAGS RELATED HEADLINE SUBJECT RE PS TIP STEP PART DAY RESULT RESULTS SCORE "
    "WINNER LOSER PROS CONS"
)
"""Words in capitals that name the field of a form or a kind of text."""


class Label(NamedTuple):
    """The words of a label, where they stand, and the mark behind them."""

    text: str
    who: Span
    mark: Span


def labels(page: Page, names: Sequence[Name]) -> list[Label]:
    """The labels of a page in reading order; empty where it is no transcript."""
    lines = [
        Label(m["who"], m.span("who"), m.span("mark")) for p in page.paragraphs if (m := _LABEL.match(page.text, *p))
    ]
    if len(lines) < 2 and not (lines and _LETTER.search(page.text)):
        return []
    known = Known(page.text, names)
    counts = Counter(label.text.lower() for label in lines)
    letters = {w for w in counts if w in ASKS or w in ANSWERS}
    if letters & ASKS and (letters & ANSWERS or _LETTER.search(page.text)):
        inner = [Label(m["who"], m.span("who"), m.span("mark")) for m in _LETTER.finditer(page.text)]
        return sorted([x for x in lines if x.text.lower() in letters or _is_speaker(page, x, known)] + inner,
                      key=lambda x: x.who)  # fmt: skip
    lines = [x for x in lines if x.text.lower() not in letters and page.text[slice(*x.mark)] == ":"]
    found = [x for x in lines if _is_speaker(page, x, known)]
    again = {w for w, n in Counter(x.text.lower() for x in found).items() if n > 1}
    if len(found) < TURNS or len({x.text.lower() for x in found}) < 2 or not again:
        return []
    return found


def _is_speaker(page: Page, label: Label, known: Known) -> bool:
    words = label.text.replace(",", " ").split()
    if words[-1].lower() in _HOSTS or words[0].lower() in _HOSTS:
        return True
    if label.text.isupper() and len(words) <= 4 and len(label.text) > 1 and not any(w in _FIELDS for w in words):
        return True
    return speaks(page.text, label.who, known)


def unlabelled_questions(page: Page) -> list[Span]:
    """The paragraphs that are nothing but questions, where at least QUESTIONS of them have an answer behind them."""
    found: list[Span] = []
    for i, (start, end) in enumerate(page.paragraphs):
        if start < page.title_end or end - start > QUESTION or page.text[end - 1] != "?":
            continue
        answer = page.paragraphs[i + 1] if i + 1 < len(page.paragraphs) else None
        if answer is None or page.text[start] in "\"“‘'" or page.text[answer[1] - 1] == "?":
            continue
        found.append((start, end))
    return found if len(found) >= QUESTIONS else []
