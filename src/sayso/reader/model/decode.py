"""Scores -> spans: Viterbi decoding of BIO chains, in numpy over many sequences at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Doubles = npt.NDArray[np.float64]

_LEAST = 1e-300
"""Keeps a division by a sum that underflowed from failing: such a row is masked anyway."""


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


def _chances(scores: Floats) -> tuple[Doubles, Doubles]:
    """exp(scores) scaled so that the greatest of each place is 1, and the logs of the scales."""
    top = scores.max(-1).astype(np.float64)
    return np.exp(scores - top[..., None]), top


def forward_backward(scores: Floats, mask: Bools, start: Floats, step: Floats) -> tuple[Doubles, Doubles]:
    """The probability of each tag at each place, (B, T, K), under the chain, and the backward sums, (B, T, K), each
    place's up to a factor; arguments as for `viterbi`.

    Forward and backward sums, scaled at every place (Rabiner 1989, section V.A).
    """
    b, t, k = scores.shape
    e, _ = _chances(scores)
    moves = np.exp(np.broadcast_to(step, (b, k, k)).astype(np.float64))
    first, begun = mask.argmax(1), np.exp(np.broadcast_to(start, (b, k)).astype(np.float64))
    forth, back = np.zeros((t, b, k)), np.ones((t, b, k))
    for i in range(t):
        reached = np.matmul(forth[i - 1][:, None], moves)[:, 0] if i else begun
        reached = np.where((first == i)[:, None], begun, reached) * e[:, i]
        forth[i] = reached / np.maximum(reached.sum(1, keepdims=True), _LEAST)
    for i in range(t - 2, -1, -1):
        came = np.matmul(moves, (back[i + 1] * e[:, i + 1])[:, :, None])[:, :, 0]
        back[i] = np.where(mask[:, i + 1, None], came / np.maximum(came.sum(1, keepdims=True), _LEAST), 1.0)
    both = (forth * back).transpose(1, 0, 2)
    return np.asarray(both / np.maximum(both.sum(2, keepdims=True), _LEAST)), back.transpose(1, 0, 2)


def path_probability(scores: Floats, mask: Bools, start: Floats, step: Floats, tags: Ints) -> Doubles:
    """The probability of each row's whole tagging, (B,), under the chain; `start` (K), `step` (K, K)."""
    b, t, _ = scores.shape
    e, tops = _chances(scores)
    moves, begun = np.exp(step.astype(np.float64)), np.exp(start.astype(np.float64))
    first = mask.argmax(1)
    total = np.zeros(b)
    alpha = np.ones((b, len(start)))
    for i in range(t):
        reached = np.where((first == i)[:, None], begun, (alpha[:, :, None] * moves).sum(1)) * e[:, i]
        size = np.maximum(reached.sum(1), _LEAST)
        here = mask[:, i]
        total += np.where(here, np.log(size) + tops[:, i], 0.0)
        alpha = np.where(here[:, None], reached / size[:, None], alpha)
    emitted = np.take_along_axis(scores, tags[:, :, None], 2)[:, :, 0] * mask
    moved = step[tags[:, :-1], tags[:, 1:]] * (mask[:, 1:] & mask[:, :-1])
    # Running sums add one by one: unlike `sum`, they do not depend on how many masked places there are.
    value = (
        np.cumsum(emitted, 1, dtype=np.float64)[:, -1]
        + np.cumsum(np.pad(moved, ((0, 0), (1, 0))), 1, dtype=np.float64)[:, -1]
        + start[tags[np.arange(b), first]]
    )
    return np.asarray(np.exp(np.minimum(value - total, 0.0)))
