"""What looks like a dispute and is none: another time, another scope, another definition, a later update."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sayso.links.disputes.contrary import Contrary
from sayso.links.disputes.labels import labels
from sayso.links.disputes.pair import Pair, Side
from sayso.links.disputes.tables import Phrase, find, tables
from sayso.links.words import stem

_WIDE: Final = frozenset(
    ["region", "province", "state", "country", "nationwide", "countrywide", "worldwide", "regionwide", "county"]
)
_PLACE_WORDS: Final = frozenset(["in", "at", "near", "around", "outside", "inside", "from", "across", "throughout"])
_BEHIND: Final = 6
"""Words behind a number in which what is counted, and where, is looked for; `_BEFORE` those in front of it."""
_BEFORE: Final = 4


def apart(p: Pair, c: Contrary) -> tuple[str, ...] | None:
    """Why the two do not contradict each other: the kind of difference, then the evidence; None where none is seen."""
    if c.only_apart:
        return _definition(p, c)
    return _time(p) or _definition(p, c) or _scope(p, c) or _update(p, c)


def _time(p: Pair) -> tuple[str, ...] | None:
    one, two = p.first, p.second
    if p.overlap.times == "apart":
        return "another time", f"{_days(one)} against {_days(two)}"
    modes = {one.stand.modality, two.stand.modality}
    if "predicted" in modes and modes & {"fact", "possible"}:
        ahead = one if one.stand.modality == "predicted" else two
        return "another time", f"one speaks of what is to come: “{_short(ahead)}”"
    return None


def _days(side: Side) -> str:
    first, last = side.matter.days[0]
    start, end = date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()
    return start if first == last else f"{start} to {end}"


def _windows(p: Pair, c: Contrary) -> tuple[Sequence[str], Sequence[str]]:
    """Where to look: around the numbers that part, else the whole contents."""
    if c.numbers is None:
        return p.first.stand.folded, p.second.stand.folded
    x, y = c.numbers
    return (
        p.first.stand.folded[max(0, x.start - _BEFORE) : x.start + _BEHIND + 1],
        p.second.stand.folded[max(0, y.start - _BEFORE) : y.start + _BEHIND + 1],
    )


def _definition(p: Pair, c: Contrary) -> tuple[str, ...] | None:
    left, right = _windows(p, c)
    parted = _parted(find(left, tables().definition), find(right, tables().definition))
    if parted is None and c.numbers is not None:  # "the median rent in the town of Osten is 700 crowns"
        whole = [find(side.stand.folded, tables().definition) for side in (p.first, p.second)]
        parted = _parted(whole[0], whole[1], alone=True)
    if parted is None:
        return None
    return "another definition", f"“{parted[0]}” against “{parted[1]}”"


def _scope(p: Pair, c: Contrary) -> tuple[str, ...] | None:
    left, right = p.first.stand.folded, p.second.stand.folded
    found = find(left, tables().scope), find(right, tables().scope)
    parted = _parted(*found)
    if parted is not None:
        return "another scope", f"“{parted[0]}” against “{parted[1]}”"
    numbered = _numbered(p)
    if numbered is not None:
        return "another scope", f"{numbered[0]} against {numbered[1]}"
    places = _places(p.first), _places(p.second)
    if p.overlap.names_left and p.overlap.names_right and all(places):
        return "another scope", f"{sorted(places[0])[0]} against {sorted(places[1])[0]}"
    return _wider(p, c, found)


def _wider(
    p: Pair, c: Contrary, found: tuple[list[tuple[int, Phrase]], list[tuple[int, Phrase]]]
) -> tuple[str, ...] | None:
    """The larger number is that of a whole region or country, where the other names none."""
    if c.numbers is None or bool(found[0]) == bool(found[1]):
        return None
    which = 0 if found[0] else 1
    phrase = next((ph for _, ph in found[which] if not _WIDE.isdisjoint(ph)), None)
    if phrase and c.numbers[which].value > c.numbers[1 - which].value:
        return "another scope", f"the larger number is “{' '.join(phrase)}”"
    return None


def _parted(
    left: list[tuple[int, Phrase]], right: list[tuple[int, Phrase]], alone: bool = False
) -> tuple[str, str] | None:
    """Two phrases of one line of the table, neither of them on both sides; `alone`: and no other of that line."""
    group_of = tables().group_of
    mine, theirs = {ph for _, ph in left}, {ph for _, ph in right}
    for _, x in left:
        for _, y in right:
            if group_of[x] != group_of[y] or x in theirs or y in mine:
                continue
            if not alone or len({ph for ph in mine | theirs if group_of[ph] == group_of[x]}) == 2:
                return " ".join(x), " ".join(y)
    return None


def _numbered(p: Pair) -> tuple[str, str] | None:
    left, right = (labels(side.said.text) for side in (p.first, p.second))
    for word in sorted(left.keys() & right.keys()):
        if left[word].isdisjoint(right[word]):
            return f"{word} {min(left[word])}", f"{word} {min(right[word])}"
    return None


def _places(side: Side) -> frozenset[str]:
    """Names behind a word of place."""
    words, found = side.stand.folded, set()
    firsts = {name[0]: name for name in side.matter.names}
    for i, word in enumerate(words[:-1]):
        if word in _PLACE_WORDS and stem(words[i + 1]) in firsts:
            found.add(f"{word} {words[i + 1].capitalize()}")
    return frozenset(found)


def _update(p: Pair, c: Contrary) -> tuple[str, ...] | None:
    if not p.later:
        return None
    when = f"{p.first.said.published} and {p.second.said.published}"
    if c.numbers is not None:
        return _count(p, c, when)
    if c.by == "opposites" and c.kind in tables().kinds:
        return ("later update", f"a state that changes: {c.reason}", when)
    unknown = c.words & tables().unknown & p.first.stand.under
    if c.by == "negation" and unknown:
        return ("later update", f"not {min(unknown)} at first", when)
    return None


def _count(p: Pair, c: Contrary, when: str) -> tuple[str, ...] | None:
    assert c.numbers is not None
    before, after = c.numbers
    known = {*before.counts, *after.counts, *(stem(w) for w in p.second.stand.folded)}
    if after.value > before.value and known & tables().grows:
        return ("later update", f"a count that grows: {before.value:g}, then {after.value:g}", when)
    word = next((w for w in (*p.second.stand.folded, *p.second.stand.frame) if w in tables().revised), None)
    if word:
        return ("later update", f"“{word}”: {before.value:g}, then {after.value:g}", when)
    if p.same_source:
        return ("later update", f"the same source: {before.value:g}, then {after.value:g}", when)
    return None


def _short(side: Side) -> str:
    text = side.said.text
    return text if len(text) <= 80 else text[:79] + "…"
