"""Viterbi against a search through all taggings; runs; what a mask does."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from sayso.reader.model.decode import marginals, path_probability, runs, viterbi

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
    weights = {}
    for tags in itertools.product(range(K), repeat=3):
        value = float(start[tags[0]]) + sum(float(step[a, b]) for a, b in itertools.pairwise(tags))
        weights[tags] = np.exp(value + sum(float(scores[i, t]) for i, t in enumerate(tags)))
    whole = sum(weights.values())
    padded = np.full((1, 5, K), 99, dtype=np.float32)
    padded[0, 1:4] = scores
    mask = np.array([[False, True, True, True, False]])
    found = marginals(padded, mask, start, step)[0, 1:4]
    for i in range(3):
        for tag in range(K):
            expected = sum(w for tags, w in weights.items() if tags[i] == tag) / whole
            assert abs(found[i, tag] - expected) < 1e-4
    tags = viterbi(padded, mask, start, step)
    sure = path_probability(padded, mask, start, step, tags)[0]
    assert abs(sure - weights[tuple(tags[0, 1:4].tolist())] / whole) < 1e-4
