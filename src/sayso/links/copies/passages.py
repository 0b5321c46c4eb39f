"""Passages that two texts share, found exactly: equal runs of words, joined over small changes.

Method: after greedy string tiling (Wise 1993), over shingles: the longest run at each place, in the order of the
shorter text; then neighbouring runs are joined where few words lie between them, and equal words there count.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.links.copies.sheet import Sheet
from sayso.links.copies.shingles import WIDTH

GAP = 12
"""Words that may lie between two runs of one passage, on either side: about half a sentence put in, left out or
rewritten. Beyond it the texts are taken to part."""


@dataclass(slots=True)
class Passage:
    """A shared passage, in words: [x, x_end) of the one sheet and [y, y_end) of the other, and the pairs of words that
    are equal in it."""

    x: int
    y: int
    x_end: int
    y_end: int
    pairs: list[tuple[int, int]]
    longest: int


def passages(x: Sheet, y: Sheet) -> list[Passage]:
    """All passages of at least WIDTH equal words, in the order of `x`. Near linear in the words of both."""
    out: list[Passage] = []
    for i, j, count in _runs(x, y):
        run = [(i + k, j + k) for k in range(count)]
        last = out[-1] if out else None
        if last and 0 <= i - last.x_end <= GAP and 0 <= j - last.y_end <= GAP:
            last.pairs += _between(x, y, (last.x_end, i), (last.y_end, j)) + run
            last.x_end, last.y_end = i + count, j + count
            last.longest = max(last.longest, count)
        else:
            out.append(Passage(i, j, i + count, j + count, run, count))
    for passage in out:
        _widen(x, y, passage)
    return out


def _runs(x: Sheet, y: Sheet) -> list[tuple[int, int, int]]:
    """(place in x, place in y, words): at each place of x the longest equal run, then on behind it."""
    out: list[tuple[int, int, int]] = []
    at, expected, last = 0, -1, len(x.shingles)
    while at < last:
        places = y.places.get(x.shingles[at])
        if not places:
            at += 1
            continue
        best, where = 0, 0
        for place in places:
            count = _equal(x.tokens, y.tokens, at, place)
            if count > best or (count == best and abs(place - expected) < abs(where - expected)):
                best, where = count, place
        if best < WIDTH:  # two runs of one hash that differ: never seen, and cheap to be sure of
            at += 1
            continue
        out.append((at, where, best))
        at, expected = at + best, where + best
    return out


def _equal(one: tuple[int, ...], two: tuple[int, ...], i: int, j: int) -> int:
    count, most = 0, min(len(one) - i, len(two) - j)
    while count < most and one[i + count] == two[j + count]:
        count += 1
    return count


def _between(x: Sheet, y: Sheet, a: tuple[int, int], b: tuple[int, int]) -> list[tuple[int, int]]:
    """The longest common subsequence of the words in two short gaps, as pairs."""
    one, two = x.tokens[slice(*a)], y.tokens[slice(*b)]
    if not one or not two:
        return []
    table = [[0] * (len(two) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(two) - 1, -1, -1):
            table[i][j] = table[i + 1][j + 1] + 1 if one[i] == two[j] else max(table[i + 1][j], table[i][j + 1])
    out, i, j = [], 0, 0
    while i < len(one) and j < len(two):
        if one[i] == two[j]:
            out.append((a[0] + i, b[0] + j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return out


def _widen(x: Sheet, y: Sheet, passage: Passage) -> None:
    """Beyond its last run a passage goes on while at least half of the words are equal (a rewritten end)."""
    pairs = _between(x, y, (passage.x_end, min(passage.x_end + GAP, len(x.tokens))),
                     (passage.y_end, min(passage.y_end + GAP, len(y.tokens))))  # fmt: skip
    count = 0
    for n, (i, j) in enumerate(pairs, 1):
        if 2 * n >= max(i - passage.x_end, j - passage.y_end) + 1:
            count = n
    if count:
        passage.pairs += pairs[:count]
        passage.x_end, passage.y_end = pairs[count - 1][0] + 1, pairs[count - 1][1] + 1
