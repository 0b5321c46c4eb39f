"""Two readings of one page, compared as statements and own-voice sentences, not as characters.

1. units: every statement with the stems of its content and its source
2. sure pairs: the same content of the same source, in order of the text
3. alike pairs: the most alike first, from ALIKE on
4. pairs by place: what is left between the same two neighbours and shares some words
5. each pair is the same or changed; what has no pair was dropped or added
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from sayso.links.instants import moment
from sayso.links.mastheads import bare
from sayso.links.words import fold, rarity, stem, words
from sayso.records import Reading, Span, Statement

ALIKE = 0.45
"""Share of rare words (weighed) from which two contents are versions of one statement: a sentence rewritten keeps about
half of its weight, two sentences of one report on different things share their story's names, a quarter. By hand."""
NEAR = 0.15
"""The same, for two that stand between the same neighbours in both versions: what was put in a sentence's place."""
SHARED_MOST = 40
"""Statements that may hold a stem for it to bring pairs together; commoner ones pair nothing on their own."""
TYPO_LETTERS = 5
"""Letters of a word whose spelling may be mended; in shorter ones a letter is another word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One statement in one version: its id, its content spans there, and who says it (None: nobody, or own voice)."""

    statement: str
    spans: tuple[Span, ...]
    source: str | None
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A statement that stands in both versions in different words, or with a different source; `reasons` say what."""

    old: Line
    new: Line
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDiff:
    """What became of the statements of a page: `old` and `new` are report ids, the older first; each in text order."""

    old: str
    new: str
    same: tuple[tuple[Line, Line], ...] = ()
    changed: tuple[Change, ...] = ()
    dropped: tuple[Line, ...] = ()
    added: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A statement prepared: its stems in order, the word behind each, their weight, its source's bare name."""

    said: Line
    stems: tuple[str, ...]
    words: frozenset[str]
    forms: dict[str, str]
    weight: float
    who: str
    act: tuple[str | None, bool]
    index: int


def compare_versions(old: Reading, new: Reading) -> VersionDiff:
    """How two readings of one page differ. They are put in order by `published`, as given where that does not tell.

    The order of arguments matters only for undated reports. Nearly linear: pairs are sought by shared rare words.
    """
    if moment(new.report.published) < moment(old.report.published):
        old, new = new, old
    before, after = _units(old), _units(new)  # 1
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    _take(_sure(before, after), pairs, taken)  # 2
    _take(_alike(before, after, pairs, taken), pairs, taken)  # 3
    _take(_placed(before, after, pairs, taken), pairs, taken)  # 4
    same: list[tuple[Line, Line]] = []
    changed: list[Change] = []
    for i, j in sorted(pairs.items()):  # 5
        reasons = _differences(before[i], after[j])
        if reasons:
            score = round(_likeness(before[i], after[j]), 3)
            changed.append(Change(old=before[i].said, new=after[j].said, score=score, reasons=reasons))
        else:
            same.append((before[i].said, after[j].said))
    return VersionDiff(
        old=old.report.id,
        new=new.report.id,
        same=tuple(same),
        changed=tuple(changed),
        dropped=tuple(u.said for u in before if u.index not in pairs),
        added=tuple(u.said for u in after if u.index not in taken),
    )


def _units(reading: Reading) -> list[_Unit]:
    names = {s.id: s for s in reading.sources}
    ordered = sorted(reading.statements, key=lambda s: (s.content_spans, s.source_spans, s.id))
    return [
        _unit(reading, s, i, names[s.source_id].name if s.source_id in names else None) for i, s in enumerate(ordered)
    ]


def _unit(reading: Reading, statement: Statement, index: int, name: str | None) -> _Unit:
    text = reading.report.text
    own = statement.form == "own"
    pieces = (text[start:end] for start, end in statement.content_spans)
    parts = [(w.stem, fold(piece[w.start : w.end])) for piece in pieces for w in words(piece)]
    parts = parts[1:] if not own and parts and parts[0][1] == "that" else parts
    found = tuple(stem for stem, _ in parts)
    said = Line(statement=statement.id, spans=statement.content_spans, source=None if own else name, own=own)
    once = frozenset(found)
    who = "" if own else bare(name or "")
    return _Unit(
        said, found, once, dict(parts), sum(map(rarity, sorted(once))), who, (statement.act, statement.negated), index
    )


def _take(found: Iterator[tuple[int, int]], pairs: dict[int, int], taken: set[int]) -> None:
    """Pairs in their order, each statement once."""
    for i, j in found:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)


def _sure(before: Sequence[_Unit], after: Sequence[_Unit]) -> Iterator[tuple[int, int]]:
    """The same stems: with the same source first, then with another."""
    for with_source in (True, False):
        places: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for u in reversed(after):
            places[u.stems, u.who if with_source else ""].append(u.index)
        for u in before:
            where = places.get((u.stems, u.who if with_source else ""))
            if where:
                yield u.index, where.pop()


def _alike(
    before: Sequence[_Unit], after: Sequence[_Unit], pairs: dict[int, int], taken: set[int]
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
            score = _likeness(u, after[j])
            if score >= ALIKE:
                scored.append((-score, not same_who(u.who, after[j].who), abs(u.index - j), u.index, j))
    for *_, i, j in sorted(scored):
        yield i, j


def _placed(
    before: Sequence[_Unit], after: Sequence[_Unit], pairs: dict[int, int], taken: set[int]
) -> Iterator[tuple[int, int]]:
    """What is left in the same gap: between pairs that are neighbours in both versions, in order of likeness."""
    gaps: dict[tuple[int, int], list[_Unit]] = defaultdict(list)
    back = {j: i for i, j in pairs.items()}
    for gap, u in _gaps(after, back, own=False):
        gaps[gap].append(u)
    scored = []
    for gap, u in _gaps(before, pairs, own=True):
        for other in gaps.get(gap, ())[:SHARED_MOST]:
            score = _likeness(u, other)
            if score >= NEAR:
                scored.append((-score, u.index, other.index))
    for _, i, j in sorted(scored):
        yield i, j


def _gaps(units: Sequence[_Unit], paired: dict[int, int], *, own: bool) -> Iterator[tuple[tuple[int, int], _Unit]]:
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


def _likeness(one: _Unit, other: _Unit) -> float:
    """Shared weight by the lighter's and the heavier's mean: 1 for the same words, 0 for none."""
    size = one.weight + other.weight
    return 2 * sum(map(rarity, sorted(one.words & other.words))) / size if size else float(one.stems == other.stems)


def _differences(old: _Unit, new: _Unit) -> tuple[str, ...]:
    """What is not the same: nothing for spaces, punctuation, case and mended spelling."""
    out = []
    if old.said.own != new.said.own:
        who = new.said.source or old.said.source or "nobody named"
        out.append(f"own voice before, now {who} says it" if old.said.own else f"{who} said it before, now own voice")
    elif not same_who(old.who, new.who):
        out.append(f"source: {old.said.source or 'nobody named'} before, {new.said.source or 'nobody named'} now")
    if old.act[1] != new.act[1]:
        out.append("negated" if new.act[1] else "no longer negated")
    gone, come = _apart(old, new)
    if gone or come:
        out.append("words: " + "; ".join(filter(None, (_list("without", gone), _list("with", come)))))
    elif old.stems != new.stems and sorted(old.stems) == sorted(new.stems):
        out.append("the same words in another order")
    return tuple(out)


def _list(what: str, words: Sequence[str]) -> str:
    return f"{what} {', '.join(words[:12])}" if words else ""


def _apart(old: _Unit, new: _Unit) -> tuple[list[str], list[str]]:
    """(words only in the old, only in the new), mended spelling left out."""
    gone, come = _minus(old.stems, new.stems), _minus(new.stems, old.stems)
    for word in list(gone):
        mended = next((w for w in come if is_typo(old.forms[word], new.forms[w])), None)
        if mended is not None:
            gone.remove(word)
            come.remove(mended)
    return [old.forms[w] for w in gone], [new.forms[w] for w in come]


def _minus(left: Sequence[str], right: Sequence[str]) -> list[str]:
    """What stands in left more often than in right."""
    spare: dict[str, int] = defaultdict(int)
    for word in right:
        spare[word] += 1
    out = []
    for word in left:
        spare[word] -= 1
        if spare[word] < 0:
            out.append(word)
    return out


def is_typo(old: str, new: str) -> bool:
    """Whether two folded words are one whose spelling was mended: one edit apart, and not both words of their own.

    >>> is_typo("explosoin", "explosion"), is_typo("leader", "reader"), is_typo("11000", "12000")
    (True, False, False)
    """
    if min(len(old), len(new)) < TYPO_LETTERS or not (old.isalpha() and new.isalpha()):
        return False
    if max(rarity(stem(old)), rarity(stem(new))) < rarity(""):  # the weight of what the table never counted
        return False
    return DamerauLevenshtein.distance(old, new, score_cutoff=1) <= 1


def same_who(one: str, other: str) -> bool:
    """Whether two bare names mean one source within one page: the same, or the words of one among the other's.

    >>> same_who("pohl", "agata pohl"), same_who("pohl", "pavel dorst"), same_who("", "pohl")
    (True, False, False)
    """
    left, right = set(one.split()), set(other.split())
    return left == right or bool(left and right and (left <= right or right <= left))
