"""The model: a text in, marks, names and cue-linked parts out.

Every window runs alone and on one thread: 8-bit activations take their scale from the window, so neither a report's
neighbours nor the number of threads can change its reading. Threads work on different reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from sayso.reader.model.decode import Bools, Floats, Ints, forward_backward, path_probability, viterbi
from sayso.reader.model.encode import REACH_BACK, Regions, Vocabulary, Window, regions
from sayso.reader.model.likely import Likely, choose, goes_on, likely, moved, together
from sayso.reader.model.runtime import WEIGHTS, Weights, folder_of
from sayso.reader.model.unit import Chosen, Part, Tagged, Unit
from sayso.records import Mark

Scores = tuple[Floats, Floats, Floats]
"""States, tag scores and name scores of a unit's words."""

PAYS = (0.45, 0.45, 0.45)
"""By role: spans below this probability cost more F1 than they bring; .4 to .5 do alike (training/LOG.md)."""
BLOCK = 64
"""Windows that are held at once (about 13,000 words): memory stays bounded on any text; links do not cross a block."""
FAR_OFF = -10.0
"""Log odds of beginning a source or content below which words in front of all others are not looked at: decoding
time grows with the reach."""
ROWS_AT_ONCE = 256
"""Cues decoded in one call."""
CUES_AT_ONCE = 32
"""Cues scored in one run: bounds the memory of the cue-conditional head to about 20 MB."""


class Tagger:
    """The model of one folder: words.onnx, parts.onnx, tokenizer.json and model.json with digests and transitions.

    Raises ModelError where a file is missing or is not the pinned one.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        weights = Weights(folder)
        self.name: str = weights.sidecar["name"]
        self.vocabulary = Vocabulary(weights.path("tokenizer.json"), weights.sidecar["window"])
        self._words, self._parts = weights.open("words.onnx"), weights.open("parts.onnx")
        self._chains = {
            name: (np.array(c["start"], dtype=np.float32), np.array(c["step"], dtype=np.float32))
            for name, c in weights.sidecar["transitions"].items()
        }

    def marks(self, text: str) -> tuple[Mark, ...]:
        """The spans of each role that are most likely right to the word, as the tag head and the cue-conditional head
        see them together: not overlapping, in reading order. (Statements are made of `parts`, whose roles belong
        together; these here are each for itself.)"""
        out: list[Mark] = []
        for units in self._groups([text]):
            for unit in units:
                scored = self._run(unit.block)
                ((chosen, _),) = self._decode([unit], [scored])
                spans = together(self._likely_tags(unit, scored), self._likely_parts(unit, scored, chosen))
                out += map(unit.mark, choose(spans, PAYS))
        return tuple(out)

    def tag(self, text: str) -> Tagged:
        """Marks, parts and names of a text; offsets into it as it is passed."""
        return self.tag_many([text])[0]

    def tag_many(self, texts: Sequence[str]) -> list[Tagged]:
        """The same for several texts, each as if it were alone; scores are decoded side by side, which saves time."""
        out = [Tagged((), (), ()) for _ in texts]
        for units in self._groups(texts):
            scored = [self._run(u.block) for u in units]
            decoded = self._decode(units, scored)
            linked = self._link(units, scored, [chosen for chosen, _ in decoded])
            for unit, (chosen, named), parts in zip(units, decoded, linked, strict=True):
                before = out[unit.text]
                out[unit.text] = Tagged(
                    before.marks + tuple(unit.marks(chosen)),
                    before.parts + tuple(parts),
                    before.names + tuple(unit.names(named)),
                )
        return out

    def _groups(self, texts: Sequence[str]) -> Iterator[list[Unit]]:
        """The texts' windows in groups of at most BLOCK; a text of more is cut into several units."""
        held: list[Unit] = []
        size = 0
        for i, text in enumerate(texts):
            words = self.vocabulary.words(text)
            windows = list(self.vocabulary.windows(words))
            for k in range(0, len(windows), BLOCK):
                block = windows[k : k + BLOCK]
                if held and size + len(block) > BLOCK:
                    yield held
                    held, size = [], 0
                held.append(Unit(i, words, block))
                size += len(block)
        if held:
            yield held

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

    def _decode(self, units: Sequence[Unit], scored: Sequence[Scores]) -> list[tuple[Chosen, Chosen]]:
        """The best tags and names of each unit's words; windows are decoded side by side, as trained."""
        sizes = np.array([w.last - w.first for u in units for w in u.block])
        n, width, k = len(sizes), int(sizes.max()), scored[0][1].shape[1]
        mask: Bools = np.arange(width)[None, :] < sizes[:, None]
        padded = np.zeros((2, n, width, k), dtype=np.float32)
        for chain in (0, 1):
            padded[chain, mask] = np.concatenate([s[1 + chain] for s in scored])
        chains = [self._chains[c] for c in ("tags", "names")]
        start, step = (np.repeat(np.stack([c[i] for c in chains]), n, 0) for i in range(2))
        rows, twice = padded.reshape(2 * n, width, k), np.concatenate([mask, mask])
        tags = viterbi(rows, twice, start, step)
        chances, _ = forward_backward(rows, twice, start, step)
        ends = np.cumsum([u.size for u in units])[:-1]
        halves = []
        for half in (slice(0, n), slice(n, 2 * n)):
            best, sure = np.split(tags[half][mask], ends), np.split(chances[half][mask], ends)
            halves.append([Chosen.of(t, c) for t, c in zip(best, sure, strict=True)])
        return list(zip(*halves, strict=True))

    def _link(self, units: Sequence[Unit], scored: Sequence[Scores], chosen: Sequence[Chosen]) -> list[list[Part]]:
        """The parts of each unit: its cues are scored by themselves, and decoded side by side with the others."""
        out: list[list[Part]] = [[] for _ in units]
        rows: list[tuple[int, tuple[int, int], Ints]] = []
        scores, insides = [], []
        for i, (unit, (states, tags, _), best) in enumerate(zip(units, scored, chosen, strict=True)):
            cues = best.cues()
            if not cues:
                continue
            near = regions(cues, unit.begins)
            for found, inside in self._scores_of(states, tags, cues, near):
                scores.append(found)
                insides.append(inside)
            rows += [(i, cue, near.words[n]) for n, cue in enumerate(cues)]
        if not rows:
            return out
        every, within = np.concatenate(scores), np.concatenate(insides)
        for k in range(0, len(rows), ROWS_AT_ONCE):
            some = slice(k, k + ROWS_AT_ONCE)
            seen = np.flatnonzero(within[some].any(0))
            reach = slice(int(seen[0]), int(seen[-1]) + 1)
            block, mask = np.ascontiguousarray(every[some, reach]), within[some, reach]
            best_tags = viterbi(block, mask, *self._chains["parts"])
            sure = path_probability(block, mask, *self._chains["parts"], best_tags)
            for (i, cue, at), row, chance in zip(rows[some], best_tags.tolist(), sure.tolist(), strict=True):
                out[i].append(units[i].part(cue, at[reach], row, chosen[i].score(*cue) * chance))
        return out

    def _likely_tags(self, unit: Unit, scored: Scores) -> list[Likely]:
        """Likely spans of the tag head, over the unit's words; each window by itself, as trained."""
        out = []
        start, step = self._chains["tags"]
        for w in unit.block:
            scores = scored[1][None, w.first - unit.first : w.last - unit.first]
            mask = np.ones(scores.shape[:2], dtype=bool)
            chances, back = forward_backward(scores, mask, start, step)
            (row,) = likely(chances, goes_on(scores, back, step), mask)
            out += [moved(s, w.first - unit.first) for s in row]
        return out

    def _likely_parts(self, unit: Unit, scored: Scores, chosen: Chosen) -> list[Likely]:
        """Likely sources (label 0) and contents (1) of all cues, over the unit's words."""
        out: list[Likely] = []
        cues = chosen.cues()
        if not cues:
            return out
        start, step = self._chains["parts"]
        first = iter(cues)
        for scores, inside in self._scores_of(*scored[:2], cues, regions(cues, unit.begins)):
            chances, back = forward_backward(scores, inside, start, step)
            for row, cue in zip(likely(chances, goes_on(scores, back, step), inside), first, strict=False):
                out += [moved(s, cue[0] - REACH_BACK) for s in row]
        return out

    def _scores_of(
        self, states: Floats, tags: Floats, cues: Sequence[tuple[int, int]], near: Regions
    ) -> Iterator[tuple[Floats, Bools]]:
        """Scores of the words around a unit's cues, some cues at a time, and which of the words are looked at."""
        for k in range(0, len(cues), CUES_AT_ONCE):
            some = slice(k, k + CUES_AT_ONCE)
            found = self._score(states, tags, cues[some], near, some)
            yield found, _within_reach(found, near.inside[some])

    def _score(
        self, states: Floats, tags: Floats, cues: Sequence[tuple[int, int]], near: Regions, some: slice
    ) -> Floats:
        """Scores (cues, reach, tags) of the words around some cues of one unit."""
        ends: Ints = np.array([(i, j - 1) for i, j in cues], dtype=np.int64)
        feed = {
            "states": states,
            "tags": tags,
            "at": near.words[some],
            "distance": near.distance[some],
            "lines": near.lines[some],
            "cues": near.cues[some],
            "cue": ends,
        }
        scores: Floats = self._parts.run(("scores",), feed)[0]
        return scores


def _within_reach(scores: Floats, inside: Bools) -> Bools:
    """The mask without the words in front of the first that could begin a source or content of the row's cue."""
    begins = (scores[:, :, 1::2].max(2) - scores[:, :, 0] > FAR_OFF) & inside
    first = np.where(begins.any(1), begins.argmax(1), REACH_BACK)
    return np.asarray(inside & (np.arange(inside.shape[1])[None, :] >= first[:, None]))


@cache
def tagger(model: str = "best") -> Tagger:
    """A model that ships, loaded once. Raises ValueError where there is none of that name."""
    return Tagger(folder_of(model))
