"""Several names as one source: "A and B", "A, B and C"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sayso.reader.sources.kinds import words
from sayso.reader.sources.labels import Labels
from sayso.reader.sources.mentions import Mention
from sayso.reader.sources.name_phrases import name_mention
from sayso.reader.sources.phrases import FUNCTION, STOPS, Word, chunks


def _of_title(word: Word) -> bool:
    """Whether a lower-case word can stand in a title before a name ("mayor Ana Ruiz")."""
    return word.text in words().person or word.text in words().modifier


def joined(text: str, run: Sequence[Word], labels: Labels) -> Mention | None:
    """ "A and B", both names: one source with both names, of the kind of the first."""
    at = next((k for k, w in enumerate(run) if w.text in ("and", "&") and 0 < k < len(run) - 1), None)
    if at is None:
        return None
    if any(i < at < j - 1 for i, j in chunks(run, labels.ends)):
        return None  # "the Dam and Bridge Administration"
    found = list(chunks(run))
    left = next(((i, j) for i, j in found if j == at), None)
    right = next(((i, j) for i, j in found if j > at and i >= at), None)
    if any(w.text.lower() in STOPS for w in run[:at]):
        return None
    if (
        left is None
        or right is None
        or right[1] != len(run)
        or any(w.text.islower() and w.text not in FUNCTION and not _of_title(w) for w in run[at:])
    ):
        return None
    first = name_mention(text, run, *left, labels(run[left[0]].start, run[left[1] - 1].end))
    second = name_mention(text, run, *right, labels(run[right[0]].start, run[right[1] - 1].end))
    if first is None or second is None or first.name is None or second.name is None:
        return None
    sort = first.sort or second.sort or "person"
    span = (
        first.name[0]
        if sort == "person" and not second.titles and second.start == second.name[0]
        else run[left[0]].start,
        second.name[1],
    )
    return Mention(
        start=span[0],
        end=span[1],
        sort=sort,
        name=span,
        parts=(text[span[0] : span[1]],),
        plural=True,
        sure=True,
        joined=True,
    )


def listed(text: str, stretches: Sequence[Sequence[Word]], labels: Labels) -> Mention | None:
    """ "A (Ostby), B and C", three names or more: one source with all of them."""
    found: list[Mention] = []
    for stretch in stretches:
        if text[stretch[0].start - 1 : stretch[0].start] == "(":
            continue
        run = stretch[1:] if stretch[0].text == "and" else stretch
        if not run or (len(run) == 1 and run[0].text in ("all", "both", "each")):
            continue
        for i, j in _parts_of_list(run):
            label = labels(run[i].start, run[j - 1].end)
            if not all(w.text[0].isupper() or w.text in words().particles for w in run[i:j]):
                return None
            named = name_mention(text, run, i, j, label)
            if named is None or named.name is None or len(named.parts) < 2 or named.sort not in ("person", None):
                return None
            found.append(named)
    if len(found) < 3:
        return None
    first, last = found[0], found[-1]
    assert first.name is not None and last.name is not None
    span = (first.name[0], last.name[1])
    return Mention(
        start=span[0], end=span[1], sort="person", name=span, parts=(text[slice(*span)],), plural=True, sure=True,
        joined=True,
    )  # fmt: skip


def _parts_of_list(run: Sequence[Word]) -> list[tuple[int, int]]:
    """The pieces between the "and"s of a stretch."""
    cuts = [-1, *(k for k, w in enumerate(run) if w.text == "and"), len(run)]
    return [(a + 1, b) for a, b in pairwise(cuts) if b > a + 1]
