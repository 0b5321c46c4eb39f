"""Which statement of one version of a page is which of the other: the same, alike, or in the same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.links.outlets.mastheads import bare
from sayso.links.words import fold, rarity, words
from sayso.records import Reading, Span, Statement

ALIKE = 0.45
"""Share of rare words (weighed) from which two contents are versions of one statement: a sentence rewritten keeps about
half of its weight, two sentences of one report on different things share their story's names, a quarter. By hand."""
NEAR = 0.15
"""The same, for two that stand between the same neighbours in both versions: what was put in a sentence's place."""
SHARED_MOST = 40
"""Statements that may hold a stem for it to bring pairs together; commoner ones pair nothing on their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One statement in one version: its id, its content spans there, and who says it (None: nobody, or own voice)."""

    statement: str
    spans: tuple[Span, ...]
    source: str | None
    own: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement prepared: its stems in order, the word behind each, their weight, its source's bare name."""

    said: Line
    stems: tuple[str, ...]
    words: frozenset[str]
    forms: dict[str, str]
    weight: float
    who: str
    act: tuple[str | None, bool]
    index: int


def units(reading: Reading) -> list[Unit]:
    names = {s.id: s for s in reading.sources}
    ordered = sorted(reading.statements, key=lambda s: (s.content_spans, s.source_spans, s.id))
    return [
        _unit(reading, s, i, names[s.source_id].name if s.source_id in names else None) for i, s in enumerate(ordered)
    ]


def _unit(reading: Reading, statement: Statement, index: int, name: str | None) -> Unit:
    text = reading.report.text
    own = statement.form == "own"
    pieces = (text[start:end] for start, end in statement.content_spans)
    parts = [(w.stem, fold(piece[w.start : w.end])) for piece in pieces for w in words(piece)]
    parts = parts[1:] if not own and parts and parts[0][1] == "that" else parts
    found = tuple(stem for stem, _ in parts)
    said = Line(statement=statement.id, spans=statement.content_spans, source=None if own else name, own=own)
    once = frozenset(found)
    who = "" if own else bare(name or "")
    return Unit(
        said, found, once, dict(parts), sum(map(rarity, sorted(once))), who, (statement.act, statement.negated), index
    )


def take(found: Iterator[tuple[int, int]], pairs: dict[int, int], taken: set[int]) -> None:
    """Pairs in their order, each statement once."""
    for i, j in found:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)


def sure(before: Sequence[Unit], after: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """The same stems: with the same source first, then with another."""
    for with_source in (True, False):
        places: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for u in reversed(after):
            places[u.stems, u.who if with_source else ""].append(u.index)
        for u in before:
            where = places.get((u.stems, u.who if with_source else ""))
            if where:
                yield u.index, where.pop()


def alike(
    before: Sequence[Unit], after: Sequence[Unit], pairs: dict[int, int], taken: set[int]
) -> Iterator[tuple[int, int]]:
    """Pairs that share rare words, the most alike first; one source before two."""
    holders: dict[str, list[int]] = defaultdict(list)
    for u in after:
        if u.index not in taken:
            for word in sorted(u.words):
                holders[word].append(u.index)
    scored = []
    for u in before:
        if u.index in pairs:
            continue
        near = {j for word in u.words if len(holders.get(word, ())) <= SHARED_MOST for j in holders.get(word, ())}
        for j in near:
            score = likeness(u, after[j])
            if score >= ALIKE:
                scored.append((-score, not same_who(u.who, after[j].who), abs(u.index - j), u.index, j))
    for *_, i, j in sorted(scored):
        yield i, j


def placed(
    before: Sequence[Unit], after: Sequence[Unit], pairs: dict[int, int], taken: set[int]
) -> Iterator[tuple[int, int]]:
    """What is left in the same gap: between pairs that are neighbours in both versions, in order of likeness."""
    gaps: dict[tuple[int, int], list[Unit]] = defaultdict(list)
    back = {j: i for i, j in pairs.items()}
    for gap, u in _gaps(after, back, own=False):
        gaps[gap].append(u)
    scored = []
    for gap, u in _gaps(before, pairs, own=True):
        for other in gaps.get(gap, ())[:SHARED_MOST]:
            score = likeness(u, other)
            if score >= NEAR:
                scored.append((-score, u.index, other.index))
    for _, i, j in sorted(scored):
        yield i, j


def _gaps(units: Sequence[Unit], paired: dict[int, int], *, own: bool) -> Iterator[tuple[tuple[int, int], Unit]]:
    """Each unpaired statement with its gap: the older statement of the pair in front, and of the one behind."""
    key = {i: (i if own else paired[i]) for i in paired}
    behind, ends = -1, {}
    for u in reversed(units):
        behind = key.get(u.index, behind)
        ends[u.index] = behind
    front = -1
    for u in units:
        if u.index in key:
            front = key[u.index]
        else:
            yield (front, ends[u.index]), u


def likeness(one: Unit, other: Unit) -> float:
    """Shared weight by the lighter's and the heavier's mean: 1 for the same words, 0 for none."""
    size = one.weight + other.weight
    return 2 * sum(map(rarity, sorted(one.words & other.words))) / size if size else float(one.stems == other.stems)


def same_who(one: str, other: str) -> bool:
    """Whether two bare names mean one source within one page: the same, or the words of one among the other's.

    >>> same_who("pohl", "agata pohl"), same_who("pohl", "pavel dorst"), same_who("", "pohl")
    (True, False, False)
    """
    left, right = set(one.split()), set(other.split())
    return left == right or bool(left and right and (left <= right or right <= left))
