"""Scores -> spans: Viterbi decoding of BIO chains, in numpy over many sequences at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def viterbi(scores: Floats, mask: Bools, start: Floats, step: Floats) -> Ints:
    """The best tag of each place, (B, T), from scores (B, T, K); masked places (only at either end) get tag 0.

    `start` (K or B, K) and `step` (K from, K to; or B, K, K) are log potentials, as trained. Ties go to the lower tag.
    The loops hold three calls of numpy a step, since a step costs what its calls cost: backpointers come afterwards,
    all at once.
    """
    b, t, k = scores.shape
    rows = np.arange(b)
    first, last = mask.argmax(1), t - 1 - mask[:, ::-1].argmax(1)
    across = np.broadcast_to(step, (b, k, k)).transpose(1, 0, 2).copy()  # from, row, to: the maximum runs over rows
    turned = np.ascontiguousarray(scores.transpose(1, 0, 2))
    begun = np.broadcast_to(start, (b, k)) + scores[rows, first]
    begins = {int(i): np.flatnonzero(first == i) for i in np.unique(first)}
    best = np.zeros((t, b, k), dtype=np.float32)
    reached = np.empty((k, b, k), dtype=np.float32)
    for i in range(t):
        if i:
            np.add(best[i - 1].T[:, :, None], across, out=reached)
            np.maximum.reduce(reached, axis=0, out=best[i])
            best[i] += turned[i]
        if i in begins:
            best[i, begins[i]] = begun[begins[i]]
    came = (best[:-1, :, :, None] + np.broadcast_to(step, (b, k, k))).argmax(2)
    came = np.where(mask.T[1:, :, None], came, np.arange(k)).reshape(t - 1, b * k)  # behind the end nothing changes
    base = rows * k
    tags = np.zeros((t, b), dtype=np.int64)
    tag = best[last, rows].argmax(1)
    for i in range(t - 1, 0, -1):
        tags[i] = tag
        tag = came[i - 1].take(base + tag)
    tags[0] = tag
    return np.where(mask, tags.T, 0)


def runs(tags: list[int]) -> list[tuple[int, int, int]]:
    """(label, first, last) of each run of B-x I-x*, half-open, the first also without its B (it was cut there); label
    0, 1, 2 ... in the order of the tag pairs."""
    out: list[tuple[int, int, int]] = []
    label, first = -1, 0
    for i, tag in enumerate([*tags, 0]):
        if label >= 0 and tag != 2 * label + 2:
            out.append((label, first, i))
            label = -1
        if tag % 2 == 1 or (i == 0 and tag):
            label, first = (tag - 1) // 2, i
    return out


def probabilities(scores: Floats) -> Floats:
    """Softmax over the last axis."""
    e = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True), dtype=np.float32)
