"""The only door to ONNX Runtime: a text in, marks, names and cue-linked parts out.

Every window runs alone and on one thread: 8-bit activations take their scale from the window, so neither a report's
neighbours nor the number of threads can change its reading. Threads work on different reports.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np

from sayso.errors import ModelError
from sayso.reader.model.decode import Bools, Doubles, Floats, Ints, marginals, path_probability, runs, viterbi
from sayso.reader.model.encode import Vocabulary, Window, Words, regions
from sayso.reader.page import Name
from sayso.records import Label, Mark, Span

WEIGHTS = Path(__file__).parents[2] / "weights"
LABELS: tuple[Label, ...] = ("source", "cue", "content")
NAME_LABELS: tuple[Literal["person", "organization", "place"], ...] = ("person", "organization", "place")
BLOCK = 64
"""Windows that are held at once (about 13,000 words): memory stays bounded on any text; links do not cross a block."""
FAR_OFF = -6.0
"""Log odds of beginning a source or content below which words in front of all others are not looked at: decoding
time grows with the reach."""
CUES_AT_ONCE = 32
"""Cues scored in one run: bounds the memory of the cue-conditional head to about 20 MB."""


@dataclass(frozen=True, slots=True)
class Part:
    """One cue with the source and contents that the model sees for it; score, in 0..1, is the model's probability
    that all of it is right to the word."""

    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the model says of a text."""

    marks: tuple[Mark, ...]
    parts: tuple[Part, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sequence's tags, and the running sum of their probabilities (a span's score is the mean of its own)."""

    tags: list[int]
    sums: Doubles

    @classmethod
    def of(cls, tags: Ints, chances: Doubles) -> Chosen:
        """From the tags chosen and the probabilities of all (T, K)."""
        sure = chances[np.arange(len(tags)), tags]
        return cls(tags.tolist(), np.concatenate([np.zeros(1), np.cumsum(sure)]))

    def score(self, first: int, last: int) -> float:
        """How sure: the mean probability of the tags chosen in [first, last)."""
        return round(float((self.sums[last] - self.sums[first]) / (last - first)), 4)


def session(data: bytes) -> Any:
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return ort.InferenceSession(data, options, providers=["CPUExecutionProvider"])


def _pinned(folder: Path, sidecar: dict[str, Any], name: str) -> bytes:
    path = folder / name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: the weights cannot be read: {error.strerror} (reinstall sayso)") from error
    if hashlib.sha256(data).hexdigest() != sidecar["sha256"].get(name):
        raise ModelError(f"{path}: the file is not the one that was pinned in model.json (reinstall sayso)")
    return data


class Tagger:
    """The model of one folder: words.onnx, parts.onnx, tokenizer.json and model.json with digests and transitions.

    Raises ModelError where a file is missing or is not the pinned one.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        try:
            sidecar = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"{folder / 'model.json'}: cannot be read: {error} (reinstall sayso)") from error
        self.name: str = sidecar["name"]
        _pinned(folder, sidecar, "tokenizer.json")
        self.vocabulary = Vocabulary(folder / "tokenizer.json")
        self._words = session(_pinned(folder, sidecar, "words.onnx"))
        self._parts = session(_pinned(folder, sidecar, "parts.onnx"))
        self._chains = {
            name: (np.array(c["start"], dtype=np.float32), np.array(c["step"], dtype=np.float32))
            for name, c in sidecar["transitions"].items()
        }

    def marks(self, text: str) -> tuple[Mark, ...]:
        """The spans of the tag head alone: not overlapping, in reading order."""
        words = self.vocabulary.words(text)
        out: list[Mark] = []
        for block in self._blocks(words):
            _, tags, names = self._run(block)
            out += self._marks(words, block[0].first, self._decode(block, tags, names)[0])
        return tuple(out)

    def tag(self, text: str) -> Tagged:
        """Marks, parts and names of a text; offsets into it as it is passed."""
        words = self.vocabulary.words(text)
        marks: list[Mark] = []
        parts: list[Part] = []
        names: list[Name] = []
        for block in self._blocks(words):
            states, tags, name_scores = self._run(block)
            first = block[0].first
            chosen, named = self._decode(block, tags, name_scores)
            marks += self._marks(words, first, chosen)
            parts += self._link(words, block, states, tags, chosen)
            names += self._names(words, first, named)
        return Tagged(tuple(marks), tuple(parts), tuple(names))

    def _blocks(self, words: Words) -> list[list[Window]]:
        windows = list(self.vocabulary.windows(words))
        return [windows[i : i + BLOCK] for i in range(0, len(windows), BLOCK)]

    def _run(self, block: list[Window]) -> tuple[Floats, Floats, Floats]:
        """States, tag scores and name scores of the block's words, one after another."""
        outs = [
            self._words.run(
                ("states", "tags", "names"),
                {"ids": w.ids, "shape": w.shape, "quotation": w.quotation, "begins": w.begins, "heads": w.heads},
            )
            for w in block
        ]
        return tuple(np.concatenate([o[i] for o in outs]) for i in range(3))  # type: ignore[return-value]

    def _decode(self, block: list[Window], *scores: Floats) -> list[Chosen]:
        """The best tags of the block's words for tags and names; windows are decoded side by side, as trained."""
        sizes = [w.last - w.first for w in block]
        n, width, k = len(block), max(sizes), scores[0].shape[1]
        mask: Bools = np.arange(width)[None, :] < np.array(sizes)[:, None]
        padded = np.zeros((2, n, width, k), dtype=np.float32)
        for chain, found in enumerate(scores):
            padded[chain, mask] = found
        chains = [self._chains[c] for c in ("tags", "names")]
        start, step = (np.repeat(np.stack([c[i] for c in chains]), n, 0) for i in range(2))
        rows, twice = padded.reshape(2 * n, width, k), np.concatenate([mask, mask])
        tags = viterbi(rows, twice, start, step)
        chances = marginals(rows, twice, start, step)
        return [Chosen.of(tags[half][mask], chances[half][mask]) for half in (slice(0, n), slice(n, 2 * n))]

    def _marks(self, words: Words, offset: int, chosen: Chosen) -> list[Mark]:
        return [
            Mark(
                label=LABELS[label],
                start=int(words.start[offset + i]),
                end=int(words.end[offset + j - 1]),
                score=chosen.score(i, j),
            )
            for label, i, j in runs(chosen.tags)
        ]

    def _names(self, words: Words, offset: int, chosen: Chosen) -> list[Name]:
        return [
            Name(NAME_LABELS[label], int(words.start[offset + i]), int(words.end[offset + j - 1]), chosen.score(i, j))
            for label, i, j in runs(chosen.tags)
        ]

    def _link(self, words: Words, block: list[Window], states: Floats, tags: Floats, best: Chosen) -> list[Part]:
        cues = [(i, j) for label, i, j in runs(best.tags) if LABELS[label] == "cue"]
        if not cues:
            return []
        offset, n = block[0].first, len(best.tags)
        near = regions(cues, words.begins[offset : offset + n])
        out: list[Part] = []
        for k in range(0, len(cues), CUES_AT_ONCE):
            some = slice(k, k + CUES_AT_ONCE)
            ends: Ints = np.array([(i, j - 1) for i, j in cues[some]], dtype=np.int64)
            (scores,) = self._parts.run(
                ("scores",),
                {
                    "states": states,
                    "tags": tags,
                    "at": near.words[some],
                    "distance": near.distance[some],
                    "lines": near.lines[some],
                    "cues": near.cues[some],
                    "cue": ends,
                },
            )
            left = _first(scores, near.inside[some])
            scores, inside = scores[:, left:], near.inside[some, left:]
            chosen = viterbi(scores, inside, *self._chains["parts"])
            sure = path_probability(scores, inside, *self._chains["parts"], chosen)
            for row, (i, j) in enumerate(cues[some]):
                at = near.words[k + row, left:]
                score = best.score(i, j) * float(sure[row])
                out.append(self._part(words, offset, (i, j), at, chosen[row].tolist(), score))
        return out

    @staticmethod
    def _part(words: Words, offset: int, cue: tuple[int, int], at: Ints, tags: list[int], score: float) -> Part:
        def span(i: int, j: int) -> Span:
            return int(words.start[offset + i]), int(words.end[offset + j - 1])

        spans: tuple[list[Span], list[Span]] = ([], [])
        for label, i, j in runs(tags):
            spans[label].append(span(int(at[i]), int(at[j - 1]) + 1))
        return Part(span(*cue), tuple(spans[0]), tuple(spans[1]), round(score, 4))


def _first(scores: Floats, inside: Bools) -> int:
    """The first column in which, for any cue, a source or content could begin."""
    begins = scores[:, :, 1::2].max(2) - scores[:, :, 0]
    columns = np.flatnonzero(((begins > FAR_OFF) & inside).any(0))
    return int(columns[0]) if len(columns) else scores.shape[1] - 1


@cache
def tagger() -> Tagger:
    """The model that ships, loaded once."""
    return Tagger()
