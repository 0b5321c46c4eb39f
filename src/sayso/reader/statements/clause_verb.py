"""The verb group of a telling: where it begins, and whether somebody told anything with it at all.

his lawyer [had also told] him              auxiliaries and adverbs belong to it
he was told, she might say                  nobody told it: a passive, a modal
his late [report] that                      nor here: a noun
"""

from __future__ import annotations

from sayso.reader.statements.clause_teller import plain_subject
from sayso.reader.statements.clause_tokens import Stretch, contracted_not
from sayso.reader.statements.clause_words import (
    ADVERBS,
    AUXILIARY,
    BARE,
    BE,
    LEADING,
    MODAL,
    NOT_MODAL,
    NOUNS_TOO,
    PLURAL,
)


def cue_start(st: Stretch, at: int, lemma: str) -> int | None:
    """The first token of the verb group that ends at `at`; None where nobody told it (passive, modal, infinitive)."""
    low, word = st.low, st.low[at]
    first = at
    while first > 0 and _in_group(low[first - 1]):
        first -= 1
    group = low[first:at]
    while group and group[0] in LEADING:
        group, first = group[1:], first + 1
    if (first > 0 and (low[first - 1] in MODAL or low[first - 1] in BE)) or any(w in NOT_MODAL for w in group):
        return None
    if any(w in BE for w in group):
        return first if word.endswith("ing") and "being" not in group else None
    if word.endswith("ing"):
        return None
    helped = any(w in AUXILIARY or contracted_not(w) for w in group)
    if word in NOUNS_TOO and not helped and not plain_subject(st, first):
        return None
    plain = word == lemma and not helped
    return None if plain and not (first and _plural(low[first - 1])) else first


def _in_group(low: str) -> bool:
    """Whether a word before the verb belongs to its group: adverbs and auxiliaries, also negated."""
    return low in ADVERBS or low.endswith("ly") or low in AUXILIARY or low in BE or contracted_not(low)


def _plural(low: str) -> bool:
    """Whether a verb in its plain form can follow: what stands before it is many."""
    return low in PLURAL or low in BARE or (low.endswith("s") and not low.endswith(("ss", "us", "’s", "'s")))
