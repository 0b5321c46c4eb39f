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
SCALE = 4
"""Steps of sums between two scalings: scores of one place may lie 170 apart (log odds) before anything underflows."""


def viterbi(scores: Floats, mask: Bools, start: Floats, step: Floats) -> Ints:
    """The best tag of each place, (B, T), from scores (B, T, K); masked places (only at either end) get tag 0.

    `start` (K or B, K) and `step` (K from, K to; or B, K, K) are log potentials, as trained. Ties go to the lower tag.
    A step of the loops costs what its few calls of numpy cost, whatever B: many sequences go side by side.
    """
    b, t, k = scores.shape
    rows = np.arange(b)
    first, last = mask.argmax(1), t - 1 - mask[:, ::-1].argmax(1)
    across = np.broadcast_to(step, (b, k, k)).transpose(1, 0, 2).copy()  # from, row, to: the maximum runs over rows
    turned = np.ascontiguousarray(scores.transpose(1, 0, 2))
    begun = np.broadcast_to(start, (b, k)) + scores[rows, first]
    begins = _rows_by(first)
    best = np.zeros((t, b, k), dtype=np.float32)
    reached = np.empty((k, b, k), dtype=np.float32)
    for i in range(t):
        if i:
            np.add(best[i - 1].T[:, :, None], across, out=reached)
            np.maximum.reduce(reached, axis=0, out=best[i])
            best[i] += turned[i]
        if i in begins:
            best[i, begins[i]] = begun[begins[i]]
    into = np.ascontiguousarray(across.transpose(1, 2, 0)).reshape(b * k, k)  # row and to, from
    on, base = np.ascontiguousarray(mask.T), rows * k
    tags = np.zeros((t, b), dtype=np.int64)
    tag = best[last, rows].argmax(1)
    for i in range(t - 1, 0, -1):
        tags[i] = tag
        came = (best[i - 1] + into.take(base + tag, 0)).argmax(1)
        np.copyto(tag, came, where=on[i])  # behind the end nothing changes
    tags[0] = tag
    return np.where(mask, tags.T, 0)


def _rows_by(places: Ints) -> dict[int, Ints]:
    """Place -> the rows that have it."""
    return {int(i): np.flatnonzero(places == i) for i in np.unique(places)}


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


def _chances(scores: Floats, out: Doubles) -> Doubles:
    """Puts exp(scores) into `out` (T, K, B), scaled so that the greatest of each place is 1; the logs of the scales
    (B, T)."""
    turned = np.ascontiguousarray(scores.transpose(1, 2, 0))
    top = turned.max(1).astype(np.float64)
    np.subtract(turned, top[:, None], out=out)
    np.exp(out, out=out)
    return np.asarray(top.T)


def _forward(e: Doubles, first: Ints, begun: Doubles, moves: Doubles) -> tuple[Doubles, Ints]:
    """Forward sums (T, K, B), without the chances of their own place, and the powers of two (T, B) that they were
    divided by so far: these are exact, so when they are taken out changes no digit.

    `e` (T, K, B) are chances, `first` (B) where each row begins, `begun` (K, B or 1) and `moves` (K from, K to, B or 1)
    the chain. Scaling as in Rabiner 1989, section V.A, but only every SCALE steps.
    """
    t, k, b = e.shape
    begins = _rows_by(first)
    sums, powers = np.zeros((t, k, b)), np.zeros((t, b), dtype=np.int64)
    power = np.zeros(b, dtype=np.int64)
    begun = np.broadcast_to(begun, (k, b))
    whole, reached = np.zeros((k, b)), np.empty((k, k, b))
    for i in range(t):
        now = sums[i]
        if i:
            np.multiply(whole[:, None], moves, out=reached)
            np.add.reduce(reached, axis=0, out=now)
        if i in begins:
            rows = begins[i]
            now[:, rows] = begun[:, rows]
            power[rows] = 0
        powers[i] = power
        np.multiply(now, e[i], out=whole)
        if i % SCALE == 0:
            power += _scaled(whole)
    return sums, powers


def _scaled(sums: Doubles) -> Ints:
    """Divides each column of (K, B) by the power of two that takes its greatest to .5 to 1; gives the exponents."""
    _, exponents = np.frexp(sums.max(0))
    np.ldexp(sums, -exponents, out=sums)
    return np.asarray(exponents, dtype=np.int64)


def forward_backward(scores: Floats, mask: Bools, start: Floats, step: Floats) -> tuple[Doubles, Doubles]:
    """The probability of each tag at each place, (B, T, K), under the chain, and the backward sums, (B, T, K), each
    place's up to a factor; arguments as for `viterbi`.

    Backward sums are forward sums of the rows turned round, so both run side by side, in half the steps.
    """
    b, t, k = scores.shape
    e = np.empty((t, k, 2 * b))
    _chances(scores, e[:, :, :b])
    e[:, :, b:] = e[::-1, :, :b]
    first = np.concatenate([mask.argmax(1), mask[:, ::-1].argmax(1)])
    begun = np.ones((k, 2 * b))
    begun[:, :b] = np.exp(np.broadcast_to(start, (b, k)).astype(np.float64)).T
    moves = np.exp(np.broadcast_to(step, (b, k, k)).astype(np.float64)).transpose(1, 2, 0)
    sums, _ = _forward(e, first, begun, np.concatenate([moves, moves.transpose(1, 0, 2)], 2))
    forth, back = sums[:, :, :b], sums[::-1, :, b:]
    forth *= e[:, :, :b]
    forth *= back
    forth /= np.maximum(np.add.reduce(forth, axis=1, keepdims=True), _LEAST)
    return forth.transpose(2, 0, 1), back.transpose(2, 0, 1)


def path_probability(scores: Floats, mask: Bools, start: Floats, step: Floats, tags: Ints) -> Doubles:
    """The probability of each row's whole tagging, (B,), under the chain; `start` (K), `step` (K, K)."""
    b, t, k = scores.shape
    rows, first, last = np.arange(b), mask.argmax(1), t - 1 - mask[:, ::-1].argmax(1)
    e = np.empty((t, k, b))
    tops = _chances(scores, e)
    begun = np.exp(start.astype(np.float64))[:, None]
    sums, powers = _forward(e, first, begun, np.exp(step.astype(np.float64))[:, :, None])
    end = (sums[last, :, rows] * e[last, :, rows]).T
    power = _scaled(end) + powers[last, rows]
    # Running sums add one by one: unlike `sum`, they do not depend on how many masked places there are.
    total = np.log(np.maximum(np.add.reduce(end, axis=0), _LEAST)) + power * np.log(2.0)
    total += np.cumsum(np.where(mask, tops, 0.0), 1)[:, -1]
    emitted = np.take_along_axis(scores, tags[:, :, None], 2)[:, :, 0] * mask
    moved = step[tags[:, :-1], tags[:, 1:]] * (mask[:, 1:] & mask[:, :-1])
    value = (
        np.cumsum(emitted, 1, dtype=np.float64)[:, -1]
        + np.cumsum(np.pad(moved, ((0, 0), (1, 0))), 1, dtype=np.float64)[:, -1]
        + start[tags[rows, first]]
    )
    return np.asarray(np.exp(np.minimum(value - total, 0.0)))
