"""Who tells in a clause: the noun phrase in front of the verb group.

that [his lawyer] [had told] him                    right in front of it
[Dr. Amon, the head of the ward,] [wrote]           with its apposition
[He] looked at me and [said]                        the subject of the clause before
"""

from __future__ import annotations

from sayso.reader.statements.clause_tokens import Stretch, contracted_not
from sayso.reader.statements.clause_words import (
    ARTICLES,
    BARE,
    BREAKS,
    DETERMINERS,
    HARD_BREAKS,
    HELPERS,
    NOBODY,
    PAST,
    PRONOUNS,
    SPEAKERS,
    SUBJECTS,
    UNREAL,
)
from sayso.records import Span

SUBJECT_WORDS = 9
"""Words a subject may have; longer ones are mostly clauses misread."""
APPOSITION = 13
"""Tokens before a subject's second comma among which its first is looked for."""
SHARED = 15
"""Tokens before an "and" among which the clause that it goes on with begins."""


def subject(st: Stretch, first: int) -> Span | None:
    """The noun phrase before the verb group, with its apposition; None where it is not one that tells."""
    if not first:
        return None
    low = st.low
    if low[first - 1] == ",":
        opening = _comma_before(low, first - 1)
        if (
            opening is None
            or first - 1 - opening > SUBJECT_WORDS
            or not _phrase_like(st, opening + 1, first - 1, apposition=True)
        ):
            return None
        begin = _begin(st, opening)
        if begin is None or not _phrase_like(st, begin, opening):
            return None
        return st.slice(begin, first - 1)
    if low[first - 1] == "and":
        return _shared_subject(st, first - 1)
    begin = _begin(st, first)
    if begin is None or first - begin > SUBJECT_WORDS or not _phrase_like(st, begin, first):
        return None
    if begin and (low[begin - 1] in UNREAL or (low[begin - 1] in ("as", "than") and low[begin] in PRONOUNS)):
        return None
    if (
        begin
        and low[begin - 1] in ("and", "or")
        and begin > 1
        and st.words[begin - 2][0].isupper()
        and st.words[begin][0].isupper()
    ):
        return None  # two names, of which this is the second
    return st.slice(begin, first)


def _comma_before(low: list[str], before: int) -> int | None:
    """The last comma among the APPOSITION tokens before one."""
    return next((i for i in range(before - 1, max(-1, before - 1 - APPOSITION), -1) if low[i] == ","), None)


def _begin(st: Stretch, last: int) -> int | None:
    """Where the noun phrase that ends before token `last` begins: behind a mark or a conjunction; "of" and "for" may
    stand in it behind a noun ("the head of the board", "a spokesman for the port")."""
    i = last
    while i > 0 and last - i <= SUBJECT_WORDS + 3:
        low = st.low[i - 1]
        inside = low in ("of", "for", "in", "at", "from") and i - 1 > 0 and _may_end(st.low[i - 2]) and i < last
        if (low in BREAKS and not inside) or not (low[0].isalnum()):
            break
        i -= 1
    return i if i < last else None


def _may_end(low: str) -> bool:
    """Whether a word can be the noun before "of" or "for"."""
    return low[0].isalpha() and low not in BREAKS and low not in SUBJECTS and low not in HELPERS


def _phrase_like(st: Stretch, first: int, last: int, apposition: bool = False) -> bool:
    """Whether tokens are the noun phrase of one who tells, or, more loosely, an apposition to it."""
    if first >= last:
        return False
    low, word = st.low[first], st.words[first]
    inner = st.low[first:last]
    if any(w in HELPERS or contracted_not(w) for w in inner):
        return False
    if low in NOBODY or (not apposition and any(w in SPEAKERS for w in inner)):
        return False
    if last - first == 1:
        return (
            low in PRONOUNS
            or low in BARE
            or word[0].isupper()
            or (apposition and low.isdigit())
            or (low.endswith("s") and low.isalpha())
        )
    if low in PRONOUNS and low not in DETERMINERS:
        return False
    return (
        low in DETERMINERS
        or word[0].isupper()
        or st.low[last - 1] in BARE
        or (
            low.isalpha()
            and not low.endswith(("ly", "ed", "ing"))
            and st.low[last - 1].endswith("s")
            and last - first <= 3
        )
    )


def _shared_subject(st: Stretch, conjunction: int) -> Span | None:
    """ "He looked at me and said": the pronoun or name that the clause before begins with."""
    for i in range(conjunction - 1, max(-1, conjunction - 1 - SHARED), -1):
        before = st.low[i - 1] if i else ""
        if i and before not in HARD_BREAKS and before[0].isalnum():
            continue
        if st.low[i] in ("he", "she", "they"):
            return st.spans[i]
        if st.words[i][0].isupper() and st.low[i] not in SUBJECTS and st.low[i] not in SPEAKERS:
            last = i + 1
            while last < conjunction and st.words[last][0].isupper():
                last += 1
            return st.slice(i, last)
        verb = st.low[i + 2] if i + 2 < conjunction else ""
        if st.low[i] in ARTICLES and (verb.endswith("ed") or verb in PAST):
            return st.slice(i, i + 2)
        return None
    return None


def plain_subject(st: Stretch, first: int) -> bool:
    """Whether a pronoun or a bare name precedes the verb: "he claims", "Tarn reports"; not "Tarn’s late reports"."""
    begin = _begin(st, first)
    if begin is None:
        return False
    return st.low[begin] in ("he", "she", "they", "it") or (
        first - begin <= 3 and all(w[0].isupper() and not w.endswith(("’s", "'s")) for w in st.words[begin:first])
    )
