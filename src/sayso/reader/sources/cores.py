"""The noun that a phrase turns on ("spokesman" of "a spokesman for it"), and what a phrase without a name describes."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reader.sources.kinds import Gender, is_plural, noun_gender, noun_sort, words
from sayso.reader.sources.mentions import Mention
from sayso.reader.sources.phrases import DEFINITE, INDEFINITE, OWN, STOPS, Word, chunks, initial, lower, runs
from sayso.records import Span

_BEHIND_NOUN = frozenset((
    "i", "he", "she", "we", "they", "you", "there", "here", "alike", "too", "also", "themselves", "himself", "herself",
    "itself", "alone", "elsewhere", "today", "yesterday", "nationwide", "worldwide", "everywhere", "abroad", "again",
    "ago", "now", "then", "either", "all", "both", "each",
))  # fmt: skip
"""Words behind the noun a phrase turns on ("doctors there", "the people I met")."""
PERSON_ENDINGS = ("er", "or", "ist", "ian", "eer", "ant")
"""Endings of unknown nouns that mostly mean a person; those that do not are in the table of documents."""


def core_end(run: Sequence[Word], found: Sequence[tuple[int, int]]) -> int:
    """The index behind the noun the phrase turns on: before "of", "who", a participle, a verb."""
    inside = {k for i, j in found for k in range(i + 1, j)}
    for k in range(1, len(run)):
        low = lower(run[k].text)
        if k in inside or run[k - 1].apart:
            continue
        behind = low in _BEHIND_NOUN and (
            low == run[k].text or (low == "i" and run[k - 1].text != "and" and not initial(run, k))
        )
        if (low in STOPS and low not in ("and", "or")) or behind:
            return k
        before = run[k - 1].text.lower()
        after_noun = before not in INDEFINITE and (noun_sort(before) is not None or is_plural(before))
        participle = low.endswith(("ed", "ing")) or low in words().auxiliary
        if low == run[k].text and participle and after_noun and noun_sort(low) is None and not _attributive(run, k):
            return k
    return len(run)


def _attributive(run: Sequence[Word], k: int) -> bool:
    """Whether the participle at k belongs to the noun behind it ("the Senate banking committee")."""
    before, after = run[k - 1].text.lower(), run[k + 1].text.lower() if k + 1 < len(run) else ""
    return noun_sort(before) not in ("person", "people") and noun_sort(after) is not None and not is_plural(before)


def head_words(text: str, role: Span) -> frozenset[str]:
    """The lower-cased words of a role up to its noun ("executive secretary" of "Executive Secretary of the Tern")."""
    run = next(runs(text, *role), [])
    return frozenset(word.text.lower() for word in run[: core_end(run, list(chunks(run)))]) if run else frozenset()


def described(run: Sequence[Word], stop: int) -> Mention:
    """A description without a name at its head: the sort is the noun's, also behind amounts ("most of the voters")."""
    low = [lower(w.text) for w in run]
    head = low[stop - 1]
    sort, many = noun_sort(head), is_plural(head)
    of = stop < len(run) and low[stop] == "of"
    if head in words().pages and (run[0].text.lower() in OWN or any(w.apart for w in run[: stop - 1])):
        sort = "document"  # "the program's website"
    counted = head in words().amounts or head.isdigit()  # "all 31 of the towns"
    if counted and of and stop + 1 < len(run):
        inner = described(run[stop + 1 :], core_end(run[stop + 1 :], list(chunks(run[stop + 1 :]))))
        one = low[0] in ("one", "another", "each") and head == low[0]
        sort = "person" if one and inner.sort in ("person", "people", None) else inner.sort
        if sort == "person" and not one:
            sort = "people"
        head, many = inner.head, not one
    if (head in words().amounts and sort is None) or head in ("them", "us", "whom", "these", "those"):
        one = of and low[0] in ("one", "another", "each")  # "one of them"
        sort, many = ("person", False) if one else ("people", True)
    if low[-2:] == ["and", "i"] or low[1:3] == ["out", "of"]:
        sort, many = "people", True  # "my brother and I", "eight out of ten"
    if sort is None:
        # an unknown plural is mostly people ("Hawks"), an unknown single thing something that is read ("the debate")
        sort = "people" if many else "document"
        if not many and (head.endswith(PERSON_ENDINGS) or any(noun_sort(word) == "person" for word in low[:stop])):
            sort = "person"
    lead = low[0]
    definite = True if lead in DEFINITE and lead not in OWN else False if lead in INDEFINITE else None
    if sort == "people" or (sort == "person" and many):
        sort, many = "people", True
    gender: Gender = next((g for w in reversed(low[:stop]) if (g := noun_gender(w))), "")
    titles = frozenset(low[:stop]) - DEFINITE - INDEFINITE
    apart = run[stop - 1].apart
    return Mention(
        start=run[0].start, end=run[-1].end, sort=sort, head=head, definite=definite, plural=many, gender=gender,
        apart=apart, titles=titles,
    )  # fmt: skip
