"""Two contents word by word: who did it to whom, and where one has another word in the very place of one."""

from __future__ import annotations

from collections.abc import Set
from typing import Final, Literal

from sayso.links.matter.record import Matter
from sayso.links.matter.words import concept, listed

Roles = Literal["same", "swapped", "unknown"]
Run = tuple[str, ...]
Frame = tuple[str, str]

_AUXILIARIES: Final = listed("was were been be is are being had has have will would did do does not also")
_BE: Final = listed("was were been be is are being got")
_ARTICLES: Final = listed("the a an his her their its our my that some")
_OPENS: Final = listed("and but becaus while when where who which although though sinc")
"""Stems that open another clause."""
_STEM: Final = 5
"""Letters that the shorter of two stems must have to be the head of the longer: elect, elector."""
_COMMON: Final = 6
"""Letters that two stems must share where neither is the head of the other."""
_ENDING: Final = 4
"""Letters more that the longer one may have."""


def alike(left: Set[str], right: Set[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of stems that are forms of one word, which the stemmer leaves apart: Nordia, Nordian. Sorted."""
    out = []
    for x in left:
        if len(x) < _STEM or x[0] == "#":
            continue
        head = x[:_STEM]
        for y in right:
            if y.startswith(head) and abs(len(x) - len(y)) <= _ENDING:
                short, long = (x, y) if len(x) <= len(y) else (y, x)
                if long.startswith(short) or short[:_COMMON] == long[:_COMMON]:
                    out.append((x, y))
    return tuple(sorted(out))


def replaced(a: Matter, b: Matter, shared: Set[str]) -> tuple[tuple[Run, Run], ...]:
    """Runs of informative words of each that stand between the same two shared words (or a shared word and an end), and
    are other words: "the bridge | over the Iven", "the tunnel | under the Iven". Sorted."""
    if not shared:
        return ()
    left, right = _frames(a, shared), _frames(b, shared)
    return tuple(sorted((left[frame], right[frame]) for frame in left.keys() & right.keys()))


def _frames(m: Matter, shared: Set[str]) -> dict[Frame, Run]:
    out: dict[Frame, Run] = {}
    before = "^"
    run: list[str] = []
    further = False
    for word, c in zip((*m.words, ""), (*m.order, "$"), strict=True):
        if not c:
            further = further or (not run and word in _OPENS)
            continue
        if c in shared or c == "$":
            # behind the last shared word another clause stands in nobody's place: "... and then she drove home"
            if run and (before, c) != ("^", "$") and not (c == "$" and further):
                out.setdefault((before, c), tuple(run))
            before, run, further = c, [], False
        else:
            run.append(c)
    return out


def roles(a: Matter, b: Matter, shared: Set[str]) -> Roles:
    """Who did it to whom: whether what stands before and behind one verb has changed places, a passive turned round.

    Tight, so mostly "unknown": the words must stand next to the verb, but for auxiliaries and articles.
    """
    if len(shared) < 3:
        return "unknown"
    known: Roles = "unknown"
    others = _acts(b, shared)
    for verb, (who, whom) in _acts(a, shared).items():
        found = others.get(verb)
        if found is None:
            continue
        straight, crossed = who & found[0] or whom & found[1], who & found[1] and whom & found[0]
        if crossed and not straight:
            return "swapped"
        if straight and not crossed:
            known = "same"
    return known


def _acts(m: Matter, shared: Set[str]) -> dict[str, tuple[Set[str], Set[str]]]:
    """verb (any shared word with words on both sides) -> what stands right before it, what right behind it."""
    out: dict[str, tuple[Set[str], Set[str]]] = {}
    for at, verb in enumerate(m.order):
        if verb not in shared or verb in out:
            continue
        start = at
        while start and m.words[start - 1] in _AUXILIARIES:
            start -= 1
        passive = any(w in _BE for w in m.words[start:at]) and m.words[at + 1 : at + 2] == ("by",)
        behind = at + (2 if passive else 1)
        while behind < len(m.words) and m.words[behind] in _ARTICLES:
            behind += 1
        who = _run(m, start - 1, -1)
        whom = _run(m, behind, 1)
        if who & shared and whom & shared:
            out[verb] = (whom, who) if passive else (who, whom)
    return out


def _run(m: Matter, at: int, step: int) -> Set[str]:
    """The informative words from a place on, as far as nothing else comes between; "A and B" are one run."""
    out = set()
    while 0 <= at < len(m.order) and m.order[at]:
        out.add(m.order[at])
        at += step
    return out


def name_words(m: Matter) -> Set[str]:
    """The concepts that stand in names."""
    return {concept(w) for name in m.names for w in name}
