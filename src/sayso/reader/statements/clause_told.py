"""What a verb of telling is followed by: a hearer, and the clause, infinitive, noun phrase or quotation that was told.

had told (him) [to stay silent]                     a hearer and an infinitive
wrote to the board: [‘The ward is not fit.’]        a quotation, over a colon
said again [that the road was safe]                 a clause
denied [any involvement]                            a noun phrase that stands for what was said
"""

from __future__ import annotations

from sayso.reader.statements.clause_tokens import CLOSE, OPEN, Stretch, has_verb
from sayso.reader.statements.clause_words import (
    BARE,
    DETERMINERS,
    FIND,
    HEARD_BY,
    HEARERS,
    HELD_SUBJECTS,
    HOLD,
    LATER,
    NOMINATIVE,
    OBJECT,
    OPENS_CLAUSE,
    OPENS_OBJECT,
    PREPOSITIONS,
    SAY,
    SUBJECTS,
    TELL,
    THAT,
    TO,
    WITH_THAT,
)
from sayso.records import Span

HEARER = 8
"""Words a hearer may have inside another's content."""
TO_QUOTE = 8
"""Words between a verb of saying and a colon or comma with a quotation behind it ("wrote to the ward’s board:")."""


def told(st: Stretch, at: int, lemma: str) -> tuple[Span, Span | None] | None:
    """(what was told, to whom) behind the verb; None where nothing that can be told follows."""
    low, n, i = st.low, len(st.low), at + 1
    if lemma in SAY | TELL and (quote := _quote_behind(st, i)) is not None:
        return quote
    if lemma in TELL and (heard := _heard(st, i, lemma)) is not None:
        return heard
    while i < n - 1 and low[i] in LATER:
        i += 1
    if i >= n - 1 and not (lemma in OBJECT and i < n):
        return None
    follows = i + 1 < n and low[i + 1][0].isalnum()
    if (low[i] in THAT and lemma in WITH_THAT and follows) or (low[i] in ("to", "not") and lemma in TO and follows):
        return st.clause_from(i), None
    if low[i] in PREPOSITIONS or not low[i][0].isalnum():
        return None
    return (st.clause_from(i), None) if _can_be_told(st, i, lemma) else None


def _can_be_told(st: Stretch, i: int, lemma: str) -> bool:
    """Whether a clause or a noun phrase that starts at token `i` can be what a form of `lemma` tells."""
    low, capital = st.low[i], st.words[i][0].isupper()
    if lemma in HOLD:
        if lemma == "expect" and "to" in st.low[i + 1 : i + 7]:
            return low in DETERMINERS or capital
        return low in HELD_SUBJECTS and has_verb(st.low[i + 1 :])
    if lemma in OBJECT or lemma in FIND:
        return low in DETERMINERS or low in OPENS_OBJECT or low in SUBJECTS or capital or low.isdigit()
    if lemma not in SAY or not has_verb(st.low[i:]):
        return False
    return low in SUBJECTS or low in BARE or capital or has_verb(st.low[i + 1 :])


def _heard(st: Stretch, i: int, lemma: str) -> tuple[Span, Span | None] | None:
    """A hearer and then a clause, a question or an infinitive: "[him] [that the road was safe]"."""
    low, n, stop = st.low, len(st.low), i
    pronoun = i < n and low[i] in HEARD_BY
    while stop < n and stop - i < HEARER and low[stop] not in OPENS_CLAUSE and low[stop][0].isalnum():
        if stop > i and (low[stop] in NOMINATIVE or pronoun):
            break
        stop += 1
    if stop >= n or low[stop] == "," or (stop == i and lemma == "tell"):
        return None
    clause = low[stop] in (OPENS_CLAUSE | NOMINATIVE) - {"to", "not"}
    clause = clause or (pronoun and stop == i + 1 and has_verb(low[stop:]))
    infinitive = low[stop] in ("to", "not") and lemma in ("tell", "ask", "warn", "advise") and stop > i
    if not (clause or infinitive) or not _hearer_like(st, i, stop):
        return None
    return st.clause_from(stop), st.slice(i, stop) if stop > i else None


def _hearer_like(st: Stretch, first: int, last: int) -> bool:
    """Whether tokens are a noun phrase that somebody is told by; none are, where the verb needs no hearer."""
    if first == last:
        return True
    low, capital = st.low[first], st.words[first][0].isupper()
    if last - first == 1:
        return low in HEARD_BY or low in BARE or low in HEARERS or capital
    return low in DETERMINERS or capital or st.low[last - 1] in BARE


def _quote_behind(st: Stretch, i: int) -> tuple[Span, Span | None] | None:
    """A quotation behind the verb, over a comma, a colon and up to TO_QUOTE words ("wrote to the board: ‘...’")."""
    for k in range(i, min(len(st.low), i + TO_QUOTE)):
        word = st.words[k]
        if word in OPEN:
            if k > i and st.words[k - 1] not in (",", ":") and k - i > 1:
                return None
            start = st.spans[k][0]
            closes = [p for c in CLOSE[word] if (p := _closing(st.text, c, start + 1, st.end)) >= 0]
            end = min(closes) + 1 if closes else st.end
            if end - start < 4:
                return None
            hearer = (
                st.slice(i, k - 1) if 0 < k - 1 - i <= 6 and _hearer_like(st, i, k - 1) and st.low[i] != "to" else None
            )
            return (start, end), hearer
        if word in (",", ":"):
            if k + 1 < len(st.words) and st.words[k + 1] not in OPEN:
                return None
        elif not word[0].isalnum() or st.low[k] in ("that", "and", "but"):
            return None
    return None


def _closing(text: str, mark: str, start: int, end: int) -> int:
    """The closing mark; an apostrophe inside a word closes nothing."""
    at = text.find(mark, start, end)
    while at >= 0 and mark == "’" and at + 1 < end and text[at + 1].isalnum():
        at = text.find(mark, at + 1, end)
    return at
