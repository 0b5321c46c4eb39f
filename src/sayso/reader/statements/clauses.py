"""A small reading of clauses: subject, verb of telling, hearer, what is told. For contents, which the model reads badly
since it was trained on outermost statements; strict, so that what is found is right.

    that [his lawyer] [had told] (him) [to stay silent]
    [Dr. Amon] [wrote] to the board: [‘The ward is not fit for children,’]
    [He] looked at me and [said], [‘You should not be here,’]
    [the union] had lost a third of its members, [according to] its own figures

The verb is looked up first; who tells stands before it, what is told behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sayso.reader.cues.lemmas import forms
from sayso.reader.statements.clause_teller import SUBJECT_WORDS, subject
from sayso.reader.statements.clause_tokens import OPEN, Stretch, has_verb, without_final_marks
from sayso.reader.statements.clause_told import told
from sayso.reader.statements.clause_verb import cue_start
from sayso.reader.statements.clause_words import (
    FIND,
    HARD_BREAKS,
    HELPERS,
    HOLD,
    OBJECT,
    PRONOUNS,
    SAY,
    SPEAKERS,
    TELL,
    TO,
)
from sayso.records import Span


@dataclass(frozen=True, slots=True)
class Clause:
    """One telling inside a stretch; spans are offsets into the text. `lemma` is the verb's."""

    source: Span
    cue: Span
    content: tuple[Span, ...]
    hearer: Span | None
    lemma: str


_WORD = re.compile(r"\w+")
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)


@cache
def _verbs() -> dict[str, str]:
    return {form: verb for verb in sorted(SAY | TELL | TO | OBJECT | HOLD | FIND) for form in forms(verb)}


def may_tell(text: str) -> bool:
    """Whether a stretch holds any verb of the tables, or "according to". By its words: one pattern of all the verbs
    took fifteen times as long."""
    words = _WORD.findall(text.lower())
    return not _verbs().keys().isdisjoint(words) or ("according" in words and _ACCORDING.search(text) is not None)


def clauses(text: str, start: int, end: int, relayed: bool = False) -> Iterator[Clause]:
    """The tellings in text[start:end], one sentence, in reading order. `relayed`: findings count too."""
    st = Stretch.of(text, start, end)
    verbs = _verbs()
    for at, low in enumerate(st.low):
        lemma = verbs.get(st.words[at])  # as it stands: "States" is a name
        clause: Clause | None = None
        if low == "according" and st.low[at + 1 : at + 2] == ["to"]:
            clause = _according(st, at)
        elif lemma is not None and (lemma not in FIND or lemma in SAY or relayed):
            clause = _clause(st, at, lemma, relayed)
        if clause:
            yield clause


def _according(st: Stretch, at: int) -> Clause | None:
    """ "according to its own figures": what stands before it, and what its clause goes on with."""
    first = last = at + 2
    while (
        last < len(st.low)
        and last - first < SUBJECT_WORDS + 3
        and st.low[last] not in HARD_BREAKS
        and (st.low[last][0].isalnum() or st.low[last] in "’'")
    ):
        last += 1
    begin = 1 if st.low[0] in OPEN else 0
    stop = at - 1 if at and st.low[at - 1] == "," else at
    if last == first or stop - begin < 2 or any(w in HELPERS for w in st.low[first:last]) or st.low[first] in SPEAKERS:
        return None
    cut = max((i + 1 for i in range(begin, stop) if st.low[i] in (";", ".", "?", "!")), default=begin)
    pieces = [without_final_marks(st.text, *st.slice(cut, stop))] if stop > cut else []
    if last < len(st.low) - 1 and st.low[last] == "," and not has_verb(st.low[cut:stop]):
        pieces.append(st.clause_from(last + 1))
    if not pieces or any(s >= e for s, e in pieces):
        return None
    return Clause(st.slice(first, last), st.slice(at, at + 2), tuple(pieces), None, "according to")


def _clause(st: Stretch, at: int, lemma: str, relayed: bool) -> Clause | None:
    """A subject, the verb at token `at`, and what is told: the telling that they make, or None."""
    first = cue_start(st, at, lemma)
    if first is None:
        return None
    source = subject(st, first)
    if source is None or (relayed and lemma in FIND and st.text[slice(*source)].lower() in PRONOUNS):
        return None
    what = told(st, at, lemma)
    if what is None:
        return None
    content, hearer = what
    if content[0] >= content[1] or (
        lemma in SAY - OBJECT and st.text[content[0]] not in OPEN and st.text.find(" ", *content) < 0
    ):
        return None
    return Clause(source, st.slice(first, at + 1), (content,), hearer, lemma)
