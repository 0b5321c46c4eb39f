"""Viterbi against a search through all taggings; runs; what a mask does."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from sayso.reader.model.decode import forward_backward, runs, viterbi
from sayso.reader.model.likely import Likely, choose, goes_on, likely

K = 3
numbers = st.floats(-5, 5, width=32)


@settings(deadline=None)
@given(
    hnp.arrays(np.float32, (4, K), elements=numbers),
    hnp.arrays(np.float32, K, elements=numbers),
    hnp.arrays(np.float32, (K, K), elements=numbers),
    st.integers(0, 2),
    st.integers(0, 2),
)
def test_viterbi_finds_the_best_tagging(scores, start, step, before, behind) -> None:  # type: ignore[no-untyped-def]
    def value(tags: tuple[int, ...]) -> float:
        moves = sum(float(step[a, b]) for a, b in itertools.pairwise(tags))
        return float(start[tags[0]]) + moves + sum(float(scores[i, t]) for i, t in enumerate(tags))

    best = max(value(tags) for tags in itertools.product(range(K), repeat=4))
    padded = np.full((1, before + 4 + behind, K), 99, dtype=np.float32)
    padded[0, before : before + 4] = scores
    mask = np.zeros((1, before + 4 + behind), dtype=bool)
    mask[0, before : before + 4] = True
    found = viterbi(padded, mask, start, step)[0]
    assert value(tuple(found[before : before + 4].tolist())) >= best - 1e-3
    assert not found[:before].any()
    assert not found[before + 4 :].any()


def test_neighbours_in_a_batch_change_nothing() -> None:
    chance = np.random.default_rng(3)
    scores = chance.normal(size=(5, 9, K)).astype(np.float32)
    start, step = chance.normal(size=K).astype(np.float32), chance.normal(size=(K, K)).astype(np.float32)
    mask = np.ones((5, 9), dtype=bool)
    together = viterbi(scores, mask, start, step)
    for i in range(5):
        assert (viterbi(scores[i : i + 1], mask[:1], start, step)[0] == together[i]).all()


def test_runs() -> None:
    assert runs([0, 1, 2, 2, 1, 0, 5, 6]) == [(0, 1, 4), (0, 4, 5), (2, 6, 8)]
    assert runs([2, 2, 0]) == [(0, 0, 2)], "a window may cut a span in two"
    assert runs([]) == []


@settings(deadline=None)
@given(
    hnp.arrays(np.float32, (3, K), elements=numbers),
    hnp.arrays(np.float32, K, elements=numbers),
    hnp.arrays(np.float32, (K, K), elements=numbers),
)
def test_probabilities_are_those_of_all_taggings(scores, start, step) -> None:  # type: ignore[no-untyped-def]
    step[0, 2] = -30  # I-x follows B-x or I-x, as in every chain that is trained; a window may begin with it
    weights = {}
    for tags in itertools.product(range(K), repeat=3):
        value = float(start[tags[0]]) + sum(float(step[a, b]) for a, b in itertools.pairwise(tags))
        weights[tags] = np.exp(value + sum(float(scores[i, t]) for i, t in enumerate(tags)))
    whole = sum(weights.values())
    padded = np.full((1, 5, K), 99, dtype=np.float32)
    padded[0, 1:4] = scores
    mask = np.array([[False, True, True, True, False]])
    found, back = forward_backward(padded, mask, start, step)
    for i in range(3):
        for tag in range(K):
            expected = sum(w for tags, w in weights.items() if tags[i] == tag) / whole
            assert abs(found[0, 1 + i, tag] - expected) < 1e-4
    spans = {s[:3]: s.chance for s in likely(found, goes_on(padded, back, step), mask)[0]}
    for first, last in itertools.combinations(range(4), 2):
        expected = sum(w for tags, w in weights.items() if (0, first, last) in runs(list(tags))) / whole
        assert abs(spans.get((0, first + 1, last + 1), 0.0) - expected) < 1e-4 or expected < 0.03


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9), st.integers(1, 5), st.floats(0, 1)), max_size=7))
def test_the_chosen_spans_gain_most(found: list[tuple[int, int, int, float]]) -> None:
    spans = [Likely(label, first, first + size, chance) for label, first, size, chance in found]
    thresholds = (0.1, 0.4, 0.5)

    def gain(some: tuple[Likely, ...]) -> float:
        return sum(s.chance - thresholds[s.label] for s in some)

    def apart(some: tuple[Likely, ...]) -> bool:
        return all(a.last <= b.first or b.last <= a.first for a, b in itertools.combinations(some, 2))

    subsets = (some for n in range(len(spans) + 1) for some in itertools.combinations(spans, n))
    best = max(gain(some) for some in subsets if apart(some))
    chosen = tuple(choose(spans, thresholds))
    assert apart(chosen)
    assert abs(gain(chosen) - best) < 1e-9
