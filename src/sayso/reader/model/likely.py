"""Spans by their own probability, instead of the one best tagging.

Viterbi gives the most probable tagging of everything; what is wanted are spans that are right, each to the word. Under
a BIO chain the probability of a single span is exact and cheap: given the scores, the tags are a Markov chain again,
so it is P(B-x here) times P(I-x | what stands before) for each further word, times P(not I-x) behind it. `choose` takes
the spans that do not overlap and whose probabilities, each less a threshold, sum to the most: where F1 counts exact
spans, about half is the threshold of one that pays (Goel & Byrne 2000, minimum Bayes risk decoding).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from sayso.reader.model.decode import Bools, Doubles, Floats

LEAST = 0.02
"""Spans, beginnings and ends of less probability are not looked at."""
SECOND = 0.3
"""What the cue-conditional head weighs in spans of both: .3 to .5 do alike on the dev parts (training/LOG.md)."""
_TINY = 1e-30


class Likely(NamedTuple):
    """A span of label 0, 1, 2 ... over words [first, last) of its row, and its probability."""

    label: int
    first: int
    last: int
    chance: float


def goes_on(scores: Floats, back: Doubles, step: Floats) -> Doubles:
    """P(the next word is I-x | this one is tag f), (B, T - 1, K from, X); `back` of `decode.forward_backward`."""
    k = scores.shape[2]
    moves = np.exp(step.astype(np.float64))
    top = scores.max(-1, keepdims=True)
    reached = np.exp((scores - top)[:, 1:].astype(np.float64)) * back[:, 1:]  # B, T - 1, K to
    # Not a matrix product: its rounding may depend on how many rows there are, and so on a report's neighbours.
    total = np.maximum((reached[:, :, None] * moves).sum(3), _TINY)  # B, T - 1, K from
    inner = np.arange(2, k, 2)
    return np.asarray(moves[:, inner] * reached[:, :, None, inner] / total[..., None])


def likely(chances: Doubles, on: Doubles, mask: Bools) -> list[list[Likely]]:
    """For each row the spans of at least LEAST, in order; `chances` are marginals (B, T, K), `on` is from `goes_on`.

    A row that begins with I-x (a window that cuts a span in two) has a span from its first word on.
    """
    b, t, k = chances.shape
    out: list[list[Likely]] = [[] for _ in range(b)]
    first = mask.argmax(1)
    for label in range(k // 2):
        begin, inside = 2 * label + 1, 2 * label + 2
        # The logs of going on are summed up, so that any stretch is a difference.
        sums = np.zeros((b, t))
        np.cumsum(np.log(np.maximum(on[:, :, inside, label], _TINY)), 1, out=sums[:, 1:])
        further = np.zeros((b, t, 2))  # from B-x, from I-x
        further[:, :-1] = on[:, :, begin : inside + 1, label] * mask[:, 1:, None]
        ends = chances[:, :, inside] * (1 - further[:, :, 1]) > LEAST / 2
        opens = chances[:, :, begin] * mask > LEAST
        rows = np.arange(b)
        opens[rows, first] |= chances[rows, first, inside] > LEAST
        for r, i in zip(*np.nonzero(opens), strict=True):
            starts = chances[r, i, begin : inside + 1] * (1.0, float(i == first[r]))
            alone = float((starts * (1 - further[r, i])).sum())
            if alone > LEAST:
                out[r].append(Likely(label, int(i), int(i) + 1, alone))
            longer = float((starts * further[r, i]).sum())
            for j in np.flatnonzero(ends[r, i + 1 :]) + i + 1 if longer > LEAST else ():
                reached = longer * float(np.exp(sums[r, j] - sums[r, i + 1]))
                if reached <= LEAST:
                    break
                whole = reached * float(1 - further[r, j, 1])
                if whole > LEAST:
                    out[r].append(Likely(label, int(i), int(j) + 1, whole))
    return out


def choose(spans: Iterable[Likely], thresholds: Sequence[float]) -> list[Likely]:
    """Of spans of one row those that do not overlap and gain most, chance less its label's threshold; in order.

    Weighted interval scheduling. Ties go to the earlier end, then to the longer span.
    """
    kept = sorted((s for s in spans if s.chance > thresholds[s.label]), key=lambda s: (s.last, s.first, s.label))
    best: list[tuple[float, int]] = [(0.0, -1)]  # for the first n of `kept`: gain, and the index of the last taken
    ends = [s.last for s in kept]
    before = []
    for n, span in enumerate(kept):
        free = bisect_right(ends, span.first, 0, n)
        before.append(free)
        gain = best[free][0] + span.chance - thresholds[span.label]
        best.append((gain, n) if gain > best[n][0] else (best[n][0], -1))
    out, n = [], len(kept)
    while n:
        if best[n][1] < 0:
            n -= 1
        else:
            out.append(kept[n - 1])
            n = before[n - 1]
    return out[::-1]


def moved(span: Likely, by: int) -> Likely:
    """The same span in a text that begins `by` words earlier."""
    return Likely(span.label, span.first + by, span.last + by, span.chance)


def together(tags: Iterable[Likely], parts: Iterable[Likely]) -> list[Likely]:
    """The spans of the tag head (source, cue, content) with those of all cues' own (source, content): what two heads
    see is surer than what one sees. A cue is seen by the first alone."""
    first = {s[:3]: s.chance for s in tags}
    second: dict[tuple[int, int, int], float] = {}
    for s in parts:
        key = (2 * s.label, s.first, s.last)
        second[key] = max(second.get(key, 0.0), s.chance)
    keys = sorted(first | second)
    return [
        Likely(*k, first[k] if k[0] == 1 else (1 - SECOND) * first.get(k, 0.0) + SECOND * second.get(k, 0.0))
        for k in keys
    ]
