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
from typing import Any

import numpy as np

from sayso.errors import ModelError
from sayso.reader.model.decode import Bools, Floats, Ints, probabilities, runs, viterbi
from sayso.reader.model.encode import Vocabulary, Window, Words, regions
from sayso.reader.page import Name
from sayso.records import Label, Mark, Span

WEIGHTS = Path(__file__).parents[2] / "weights"
LABELS: tuple[Label, ...] = ("source", "cue", "content")
NAME_LABELS = ("person", "organization", "place")
BLOCK = 64
"""Windows that are held at once (about 13,000 words): memory stays bounded on any text; links do not cross a block."""
CUES_AT_ONCE = 32
"""Cues scored in one run: bounds the memory of the cue-conditional head to about 20 MB."""


@dataclass(frozen=True, slots=True)
class Part:
    """One cue with the source and contents that the model sees for it; score is a probability in 0..1."""

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
            _, tags, _ = self._run(block)
            out += self._marks(words, block[0].first, *self._decode("tags", tags, block))
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
            decoded = self._decode("tags", tags, block)
            marks += self._marks(words, first, *decoded)
            parts += self._link(words, block, states, tags, *decoded)
            names += self._names(words, first, *self._decode("names", name_scores, block))
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

    def _decode(self, chain: str, scores: Floats, block: list[Window]) -> tuple[list[int], Floats]:
        """Best tags and tag probabilities of the block's words; windows are decoded side by side, as trained."""
        sizes = [w.last - w.first for w in block]
        padded = np.zeros((len(block), max(sizes), scores.shape[1]), dtype=np.float32)
        mask: Bools = np.arange(max(sizes))[None, :] < np.array(sizes)[:, None]
        padded[mask] = scores
        tags = viterbi(padded, mask, *self._chains[chain])
        return tags[mask].tolist(), probabilities(scores)

    @staticmethod
    def _score(chances: Floats, tags: list[int], first: int, last: int) -> float:
        """How sure: the mean probability of the chosen tags."""
        return round(float(chances[np.arange(first, last), tags[first:last]].mean()), 4)

    def _marks(self, words: Words, offset: int, tags: list[int], chances: Floats) -> list[Mark]:
        return [
            Mark(
                label=LABELS[label],
                start=int(words.start[offset + i]),
                end=int(words.end[offset + j - 1]),
                score=self._score(chances, tags, i, j),
            )
            for label, i, j in runs(tags)
        ]

    def _names(self, words: Words, offset: int, tags: list[int], chances: Floats) -> list[Name]:
        return [
            Name(
                NAME_LABELS[label],  # type: ignore[arg-type]
                int(words.start[offset + i]),
                int(words.end[offset + j - 1]),
                self._score(chances, tags, i, j),
            )
            for label, i, j in runs(tags)
        ]

    def _link(
        self, words: Words, block: list[Window], states: Floats, tags: Floats, best: list[int], chances: Floats
    ) -> list[Part]:
        cues = [(i, j) for label, i, j in runs(best) if LABELS[label] == "cue"]
        if not cues:
            return []
        offset, n = block[0].first, len(best)
        near = regions(cues, words.begins[offset : offset + n])
        out: list[Part] = []
        for k in range(0, len(cues), CUES_AT_ONCE):
            some = slice(k, k + CUES_AT_ONCE)
            ends: Ints = np.array([(i, j - 1) for i, j in cues[some]], dtype=np.int64)
            (scores,) = self._parts.run(
                ("scores",),
                {"states": states, "tags": tags, "at": near.words[some], "distance": near.distance[some],
                 "lines": near.lines[some], "cues": near.cues[some], "cue": ends},
            )  # fmt: skip
            chosen = viterbi(scores, near.inside[some], *self._chains["parts"])
            sure = probabilities(scores)
            for row, (i, j) in enumerate(cues[some]):
                out.append(self._part(words, offset, (i, j), self._score(chances, best, i, j), near.words[k + row],
                                      chosen[row].tolist(), sure[row]))  # fmt: skip
        return out

    def _part(
        self, words: Words, offset: int, cue: tuple[int, int], cue_score: float, at: Ints, tags: list[int], sure: Floats
    ) -> Part:  # fmt: skip
        def span(i: int, j: int) -> Span:
            return int(words.start[offset + i]), int(words.end[offset + j - 1])

        spans: tuple[list[Span], list[Span]] = ([], [])
        score = cue_score
        for label, i, j in runs(tags):
            spans[label].append(span(int(at[i]), int(at[j - 1]) + 1))
            score = min(score, self._score(sure, tags, i, j))
        return Part(span(*cue), tuple(spans[0]), tuple(spans[1]), score)


@cache
def tagger() -> Tagger:
    """The model that ships, loaded once."""
    return Tagger()
