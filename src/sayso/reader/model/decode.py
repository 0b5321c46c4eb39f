"""Scores -> spans: Viterbi decoding of BIO chains, in numpy over many sequences at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def viterbi(scores: Floats, mask: Bools, start: Floats, step: Floats) -> Ints:
    """The best tag of each place, (B, T), from scores (B, T, K); masked places (only at either end) get tag 0.

    `start` (K) and `step` (K from, K to) are log potentials, as trained. Ties go to the lower tag.
    """
    b, t, k = scores.shape
    best = np.full((b, k), 0.0, dtype=np.float32)
    back = np.zeros((t, b, k), dtype=np.int8)
    same = np.arange(k, dtype=np.int8)
    turned = np.ascontiguousarray(step.T)  # to, from
    for i in range(t):
        first = ~mask[:, i - 1] if i else np.ones(b, dtype=bool)
        reached = best[:, None, :] + turned
        came = reached.argmax(2)
        value = np.take_along_axis(reached, came[:, :, None], 2)[:, :, 0]
        value = np.where(first[:, None], start, value) + scores[:, i]
        here = mask[:, i][:, None]
        best = np.where(here, value, best)
        back[i] = np.where(here, came, same)
    tags = np.zeros((b, t), dtype=np.int64)
    tag = best.argmax(1)
    rows = np.arange(b)
    for i in range(t - 1, -1, -1):
        tags[:, i] = np.where(mask[:, i], tag, 0)
        tag = np.where(mask[:, i], back[i, rows, tag], tag)
    return tags


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
