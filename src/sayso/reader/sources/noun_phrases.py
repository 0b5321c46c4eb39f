"""Descriptions in running text: which noun heads one ("the ministry", "two officials"), and how far back it reaches."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reader.sources.kinds import is_plural, noun_gender, noun_sort, words
from sayso.reader.sources.mentions import Mention
from sayso.reader.sources.phrases import DEFINITE, FUNCTION, INDEFINITE, OWN, STOPS, Word

MAX_BACK = 7
"""How many words a description reaches back for its article; longer ones are rare and mostly misread verbs."""
_PREDICATE = frozenset(("as", "is", "was", "are", "were", "be", "been", "being", "become", "became", "like"))
"""Words that make the description behind them say what somebody is, not who is there."""


def description(run: Sequence[Word], i: int) -> Mention | None:
    """The description whose head noun is word i ("the ministry", "two officials"), or None where it is none."""
    table, low = words(), run[i].text.lower()
    sort = noun_sort(low)
    if sort is None or (i + 1 < len(run) and goes_on(run[i + 1], run[i])):
        return None
    if sort == "people" and low not in table.people and not run[i].text.islower():
        return None  # "Peters": an ending does not make a capitalised word a crowd
    many = is_plural(low)
    start, definite, owned = i, None, False
    for k in range(i - 1, max(-1, i - MAX_BACK), -1):
        word = run[k].text.lower()
        if word in ("that", "this") and k < i - 1:
            break  # mostly a conjunction
        if word in DEFINITE or word in INDEFINITE or run[k].apart:
            # "his lawyer" is somebody new, as "a lawyer" is, but the same each time
            start, definite = k, None if word in OWN or run[k].apart else word in DEFINITE
            owned = definite is None
            break
        if (
            word in STOPS
            or word in FUNCTION
            or (word.endswith("s") and word == run[k].text and word not in table.modifier)
        ):
            break
        if start == k + 1 and (word in table.modifier or run[k].text[0].isupper() or noun_sort(word)):
            start = k
    if start and run[start - 1].text.lower() in _PREDICATE and (start < 2 or run[start - 2].text.lower() != "there"):
        return None
    if definite is None and not owned and not many and low not in table.institution and start == i and i:
        return None
    titles = frozenset(word.text.lower() for word in run[start : i + 1]) - DEFINITE - INDEFINITE
    gender = noun_gender(low)
    return Mention(
        start=run[start].start, end=run[i].end, sort=sort, head=low, definite=definite, plural=many or sort == "people",
        gender=gender, apart=run[i].apart, titles=titles, inner=owned,
    )  # fmt: skip


def goes_on(after: Word, noun: Word) -> bool:
    """Whether the noun only modifies the word behind it ("police spokesman", "spokesman Ivo Lang")."""
    if noun.apart:
        return False
    low = after.text.lower()
    if low in FUNCTION or low in STOPS or low in words().auxiliary:
        return False
    return not low.endswith(("ed", "s", "ly")) or noun_sort(low) is not None


def common(word: Word) -> bool:
    """Whether a capitalised word is a common noun that only begins its sentence ("Protesters", "Police", "Polls")."""
    low, table = word.text.lower(), words()
    if low in table.someone:
        return True
    return low in table.people or low in table.institution or (low in table.document and is_plural(low))
