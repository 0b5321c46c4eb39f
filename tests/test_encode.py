"""Words and windows: exact offsets, every word in exactly one window, bounded sizes; any Unicode."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reader.model.encode import DISTANCES, MAX_PIECES, Vocabulary, distance_bucket, regions
from sayso.reader.model.runtime import WEIGHTS


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(Path(WEIGHTS) / "tokenizer.json")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_words_lie_on_the_text_and_windows_share_them_out(text: str) -> None:
    vocabulary = Vocabulary(Path(WEIGHTS) / "tokenizer.json") if not _KEPT else _KEPT[0]
    _KEPT[:] = [vocabulary]
    words = vocabulary.words(text)
    assert [text[s:e] for s, e in zip(words.start, words.end, strict=True)] == words.text
    assert "".join(words.text) == "".join(text.split())
    at = 0
    for window in vocabulary.windows(words):
        assert window.first == at < window.last
        assert len(window.ids) <= MAX_PIECES
        assert len(window.heads) == window.last - window.first
        at = window.last
    assert at == len(words)


_KEPT: list[Vocabulary] = []


def test_a_long_text_without_a_stop_is_cut(vocabulary: Vocabulary) -> None:
    words = vocabulary.words("word " * 5000)
    sizes = [len(w.ids) for w in vocabulary.windows(words)]
    assert max(sizes) <= MAX_PIECES
    assert sum(sizes) == 5000 + 2 * len(sizes)


def test_windows_end_with_lines_where_they_can(vocabulary: Vocabulary) -> None:
    text = "\n".join("A line of some ten words, more or less, stands here." for _ in range(60))
    words = vocabulary.words(text)
    assert all(words.begins[w.first] for w in vocabulary.windows(words))


def test_quotation_features(vocabulary: Vocabulary) -> None:
    words = vocabulary.words("He said 'Old Tom' can't \"pay\" here.\nX “y” z")
    found = dict(zip(words.text, words.quotation, strict=True))
    assert (found["Old"], found["can"], found["pay"], found["here"], found["y"], found["z"]) == (4, 0, 1, 0, 1, 0)


def test_an_unclosed_mark_ends_with_its_line(vocabulary: Vocabulary) -> None:
    words = vocabulary.words('He said "we go\nNext line')
    assert words.quotation[-1] == 0


def test_distances_are_buckets_within_range() -> None:
    buckets = distance_bucket(np.arange(-500, 500))
    assert buckets.min() >= 0
    assert buckets.max() < DISTANCES
    assert len({int(b) for b in distance_bucket(np.arange(-5, 6))}) == 11


def test_regions_of_a_cue_do_not_depend_on_the_others() -> None:
    begins = [1, *[0] * 30]
    both = regions([(3, 4), (20, 22)], begins)
    one = regions([(3, 4)], begins)
    assert (both.words[0] == one.words[0]).all()
    assert (both.distance[0] == one.distance[0]).all()
