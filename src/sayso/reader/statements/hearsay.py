"""Hearsay without a source: an attribution that names nobody, never own voice. And the passives near it.

    The guard [allegedly] left the gate open              an adverb: the clause around it
    [It is believed] that the painting left by boat        an empty "it": what follows from "that" on
    [There are fears] that the dam will not hold           a noun of saying or holding and its clause
    The mayor [is said] to have left                       a passive: the subject is content, not source
    The tunnel [was described] by engineers as ...         a passive with its agent, who is the source
    The clerk [is accused of] selling permits              a charge

What the model read amiss of these is put right first (passives.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before, trimmed
from sayso.reader.statements.around_cue import REACH, REST_END, THAT_END, rest_behind, subject_before
from sayso.reader.statements.hearsay_forms import FORMS, Form
from sayso.reader.statements.passives import put_right
from sayso.reader.statements.taken import spans_of, taken_by
from sayso.records import Span


@dataclass(slots=True)
class _Found:
    """One form in the text: its cue, pieces of content, and the agent of a passive."""

    form: Form
    cue: Span
    content: list[Span]
    source: list[Span] = field(default_factory=list)


def hearsay(page: Page, drafts: list[Draft]) -> None:
    """Puts passives of the model right; adds a draft for each form that no draft has as (part of) its own."""
    for draft in drafts:
        put_right(page, draft)
    taken = taken_by(drafts)
    for found in sorted(_found(page), key=lambda f: f.cue):
        if any(map(taken.touches, [found.cue, *found.content, *found.source])):
            continue
        who = "somebody who is named behind it" if found.source else "nobody"
        draft = Draft(source=found.source, cue=[found.cue], content=found.content, score=found.form.score,
                      reasons=[f"hearsay: {found.form.told}, on the word of {who}"])  # fmt: skip
        drafts.append(draft)
        for span in spans_of(draft):
            taken.add(span)


def _found(page: Page) -> Iterator[_Found]:
    """Every form in the text, with what its clause makes of it."""
    text = page.text
    low = text.lower()
    for form, pattern in [(f, cue.pattern) for f in FORMS for cue in f.cues if cue.look.search(low)]:
        for match in pattern.finditer(text):
            i = at_or_before(page.sentences, match.start())
            if i < 0 or page.sentences[i][1] < match.end() or "\n" in match.group():
                continue
            first, last = page.sentences[i]
            found = _of(form, text, (max(first, match.start() - REACH), min(last, match.end() + REACH)), match)
            if found and found.content and all(s < e for s, e in found.content):
                yield found


def _of(form: Form, text: str, room: Span, match: re.Match[str]) -> _Found | None:
    """A match as a form with its content, all within `room`; None where its clause has nothing to tell."""
    cue = match.span()
    if form.name in ("it", "noun"):
        rest = rest_behind(text, cue[1], room[1], THAT_END)
        return _Found(form, cue, [rest]) if rest else None
    subject = subject_before(text, room[0], cue[0])
    if form.name == "adverb":
        rest = rest_behind(text, cue[1], room[1], REST_END)
        return _Found(form, cue, [s for s in (subject, rest) if s]) if rest or subject else None
    if subject is None:
        return None
    source: list[Span] = []
    after = cue[1]
    by = next((name for name in ("by", "by2", "who") if match.groupdict().get(name)), None)
    if by:
        source, cue = [_agent(text, match, by)], (match.start("be"), _verb_end(match))
        if form.name == "charge":
            after = match.end(by)
    rest = rest_behind(text, after, room[1], REST_END)
    return _Found(form, cue, [subject, rest], source) if rest else None


def _agent(text: str, match: re.Match[str], group: str) -> Span:
    """Who did it: what a group holds behind its "by"."""
    phrase = match[group]
    by = 0 if group == "who" else len(phrase) - len(phrase.lstrip()[2:])
    return trimmed(text, (match.start(group) + by, match.end(group)))


def _verb_end(match: re.Match[str]) -> int:
    """Where the verb group of a passive ends: with an agent, it alone is the cue."""
    return match.end(next(group for group in ("held", "of", "for") if match.groupdict().get(group)))
