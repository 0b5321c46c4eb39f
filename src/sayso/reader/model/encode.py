"""Text -> arrays: words, their pieces and features, and the windows the encoder sees. Shared with training, so that
both see the same thing. Word boundaries are those of the scorers (`\\w+` or one mark); offsets are code points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

WORD = re.compile(r"\w+|``|''|[^\w\s]")
NEWLINE = re.compile(r"\n")
# A pair of single marks on one line, told from apostrophes by the word characters around them; 400 is longer than any
# headline quotation, and keeps the search linear.
SINGLE = re.compile(r"(?<!\w)['‘](?=[^\s'’])(?:[^'‘’\n]|(?<=\w)['’](?=\w)){1,400}['’](?!\w)")

MAX_PIECES = 256
"""Pieces in a window, [CLS] and [SEP] among them, unless a model asks for fewer: attention is quadratic, and gains
little beyond (training/LOG.md)."""
MAX_WORD = 100
"""WordPiece's own limit: a longer word is [UNK]."""
CACHE_LIMIT = 200_000
"""Words whose pieces are kept; hostile text must not fill the memory."""

SHAPES = ("lower", "title", "upper", "capital", "mixed", "number", "mark", "other")
QUOTATION = ("outside", "inside", "opens", "closes", "inside single", "single mark")
STARTS = ("within a line", "begins a line")
OPENS, CLOSES = {"“", "«", "„", "``"}, {"”", "»", "''"}
_ENDS, _CLOSERS = frozenset(".!?"), frozenset("\"'”’)»]")


def shape_of(word: str) -> int:
    """The index of a word's shape in SHAPES (the encoder itself is uncased)."""
    if not (word[0].isalnum() or word[0] == "_"):
        return 6
    if word.isdigit():
        return 5
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 3
    if word[0].isupper() and word[1:].islower():
        return 1
    return 4 if word.isalpha() else 7


def quotation_of(text: str, words: list[str], starts: Ints, begins: list[int]) -> list[int]:
    """For each word the index of its quotation state in QUOTATION; double marks are forgotten at the line's end."""
    state, inside = [0] * len(words), False
    for i, word in enumerate(words):
        if begins[i]:
            inside = False
        if word == '"':
            state[i] = 3 if inside else 2
            inside = not inside
        elif word in OPENS:
            state[i], inside = 2, True
        elif word in CLOSES:
            state[i], inside = 3, False
        elif inside:
            state[i] = 1
    for m in SINGLE.finditer(text):
        first, last = np.searchsorted(starts, (m.start(), m.end() - 1))
        for i in range(int(first), min(int(last) + 1, len(words))):
            if state[i] == 0:
                state[i] = 5 if i in (first, last) else 4
    return state


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: strings, offsets, and one feature index each (SHAPES, QUOTATION, STARTS)."""

    text: list[str]
    start: Ints
    end: Ints
    pieces: list[tuple[int, ...]]
    shape: list[int]
    quotation: list[int]
    begins: list[int]

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder sees at once: arrays over pieces, and for each word (first..last) its first piece."""

    first: int
    last: int
    ids: Ints
    shape: Ints
    quotation: Ints
    begins: Ints
    heads: Ints


class Vocabulary:
    """WordPiece over single words, each word's pieces kept; `path` is a tokenizer.json, `most` the pieces of a window,
    at most MAX_PIECES."""

    def __init__(self, path: Path, most: int = MAX_PIECES) -> None:
        from tokenizers import Tokenizer

        self.most = most
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        vocabulary = self._tokenizer.get_vocab()
        self.unknown, self.cls, self.sep = (int(vocabulary[t]) for t in ("[UNK]", "[CLS]", "[SEP]"))
        self._kept: dict[str, tuple[tuple[int, ...], int]] = {}

    def look_up(self, word: str) -> tuple[tuple[int, ...], int]:
        """A word's pieces and the index of its shape."""
        if word in self._kept:
            return self._kept[word]
        plain = '"' if word in ("``", "''") else word
        try:
            ids = self._tokenizer.encode(plain, add_special_tokens=False).ids if len(plain) <= MAX_WORD else []
        except (UnicodeEncodeError, TypeError):  # a lone surrogate: no such text in UTF-8
            ids = []
        found = (tuple(ids) or (self.unknown,), shape_of(word))
        if len(self._kept) >= CACHE_LIMIT:
            self._kept.clear()
        self._kept[word] = found
        return found

    def words(self, text: str) -> Words:
        """The words of a text with their pieces and features; linear in the text."""
        matches = list(WORD.finditer(text))
        strings = [m.group() for m in matches]
        start = np.array([m.start() for m in matches], dtype=np.int64)
        end = np.array([m.end() for m in matches], dtype=np.int64)
        begins = [0] * len(strings)
        lines = np.array([0, *(m.end() for m in NEWLINE.finditer(text))], dtype=np.int64)
        for i in np.unique(np.searchsorted(start, lines)):
            if i < len(begins):
                begins[i] = 1
        kept, look_up = self._kept, self.look_up
        found = [kept.get(w) or look_up(w) for w in strings]
        return Words(
            text=strings,
            start=start,
            end=end,
            pieces=[f[0] for f in found],
            shape=[f[1] for f in found],
            quotation=quotation_of(text, strings, start, begins),
            begins=begins,
        )

    def ids(self, text: str, most: int) -> list[int]:
        """The pieces of a text's first words, between [CLS] and [SEP]: at most `most` in all."""
        out = [self.cls]
        for m in WORD.finditer(text):
            pieces, _ = self._kept.get(m.group()) or self.look_up(m.group())
            if len(out) + len(pieces) >= most:
                break
            out += pieces
        return [*out, self.sep]

    def windows(self, words: Words, offset: int = 0) -> Iterator[Window]:
        """The words in windows of at most `most` pieces that end, where they can, with a line or a sentence.
        `offset` shortens the first window by so many pieces (training shifts the borders)."""
        first, room = 0, self.most - 2 - offset
        sizes = np.minimum(np.fromiter(map(len, words.pieces), dtype=np.int64, count=len(words)), self.most - 2)
        before = np.concatenate([[0], np.cumsum(sizes)])  # pieces in front of each word
        while first < len(words):
            last = int(np.searchsorted(before, before[first] + room, side="right")) - 1
            if last == first:
                if room == self.most - 2:
                    last += 1
                else:
                    room = self.most - 2
                    continue
            if last < len(words):
                last = self._cut(words, first, last)
            yield self._window(words, first, last)
            first, room = last, self.most - 2

    @staticmethod
    def _cut(words: Words, first: int, last: int) -> int:
        """The best border in (first, last]: a line's beginning in the last half, else a sentence's, else `last`."""
        half = first + (last - first) // 2
        for i in range(last, half, -1):
            if words.begins[i]:
                return i
        for i in range(last, half, -1):
            j = i - 1
            while j > half and words.text[j] in _CLOSERS:
                j -= 1
            if words.text[j] in _ENDS and words.shape[i] != 0 and words.end[i - 1] < words.start[i]:
                return i
        return last

    def _window(self, words: Words, first: int, last: int) -> Window:
        pieces = [p[: self.most - 2] for p in words.pieces[first:last]]
        sizes: Ints = np.fromiter(map(len, pieces), dtype=np.int64, count=last - first)
        total = int(sizes.sum())
        ids = np.empty(total + 2, dtype=np.int64)
        ids[0], ids[-1] = self.cls, self.sep
        ids[1:-1] = np.fromiter(chain.from_iterable(pieces), dtype=np.int64, count=total)

        def spread(feature: list[int], outside: int) -> Ints:
            row = np.full(total + 2, outside, dtype=np.int64)
            row[1:-1] = np.repeat(np.array(feature[first:last], dtype=np.int64), sizes)
            return row

        shape, quotation, begins = spread(words.shape, 6), spread(words.quotation, 0), spread(words.begins, 0)
        return Window(first, last, ids, shape, quotation, begins, heads=1 + np.cumsum(sizes) - sizes)


# The cue-conditional head: what a word is to one cue.
REACH_BACK, REACH_ON = 128, 224
"""Words before and after a cue that can be its source or content: 99.9 % of PolNeAR train's lie within."""
DISTANCES = 32
BETWEEN = 3


def distance_bucket(distance: Ints) -> Ints:
    """Signed word distance -> 0..DISTANCES-1: exact to 5, then by doubling steps; 0 means inside the cue."""
    size = np.abs(distance)
    coarse = 5 + np.floor(np.log2(np.maximum(size, 5) / 5.0) * 1.8).astype(np.int64)
    bucket = np.minimum(np.where(size <= 5, size, coarse + 1), DISTANCES // 2 - 1)
    return np.asarray(np.where(distance >= 0, bucket, DISTANCES // 2 + bucket), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Regions:
    """For each cue its words (index into the document's, clipped), a mask, and three features of each word to it."""

    words: Ints
    inside: npt.NDArray[np.bool_]
    distance: Ints
    lines: Ints
    cues: Ints


def regions(cues: list[tuple[int, int]], begins: list[int]) -> Regions:
    """The regions of cues, given as half-open ranges of word indices in order; `begins` as in Words."""
    n = len(begins)
    first = np.array([c[0] for c in cues], dtype=np.int64)[:, None]
    last = np.array([c[1] - 1 for c in cues], dtype=np.int64)[:, None]
    at = first + np.arange(-REACH_BACK, REACH_ON, dtype=np.int64)[None, :]
    inside = (at >= 0) & (at < n)
    at = np.clip(at, 0, n - 1)
    distance = np.where(at < first, at - first, np.where(at > last, at - last, 0))
    line = np.cumsum(np.array(begins, dtype=np.int64))
    counts = np.zeros(n + 1, dtype=np.int64)
    counts[[c[0] for c in cues]] = 1
    seen = np.cumsum(counts)[:n]

    def clip(a: Ints) -> Ints:
        return np.clip(a, -BETWEEN, BETWEEN) + BETWEEN

    return Regions(
        words=at,
        inside=inside,
        distance=distance_bucket(distance),
        lines=clip(line[at] - line[first]),
        cues=clip(seen[at] - seen[first]),
    )
