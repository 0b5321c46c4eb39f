"""Some documents as tensors: windows as rows, gold tags, the regions of gold cues, scores of earlier runs."""

from __future__ import annotations

import random

import numpy as np
import torch
from torch import Tensor

from corpora import Document
from sayso.reader.model.encode import Vocabulary, Window, regions

MASK, MASKED = 103, 0.04
"""The piece [MASK] of the published vocabulary, and the share of pieces that it hides in training: what a word is must
then be told by its company (a regularizer: the tag loss on train is two thirds of that on dev, LOG.md, run 7)."""


def padded(rows: list[np.ndarray], fill: int = 0) -> Tensor:
    width = max(len(r) for r in rows)
    return torch.tensor(np.stack([np.pad(r, (0, width - len(r)), constant_values=fill) for r in rows]))


class Batch:
    """Some documents as tensors: their windows as rows; flat indices lead from documents' words to (row, word)."""

    def __init__(self, documents: list[Document], vocabulary: Vocabulary, chance: random.Random | None) -> None:
        self.documents = documents
        self.windows: list[Window] = []
        self.owner: list[int] = []
        for d, doc in enumerate(documents):
            offset = chance.randrange(vocabulary.most // 2) if chance else 0
            for w in vocabulary.windows(doc.words, offset):
                self.windows.append(w)
                self.owner.append(d)
        ws = self.windows
        ids, *rest = (padded([getattr(w, n) for w in ws]) for n in ("ids", "shape", "quotation", "begins"))
        if chance:
            draw = np.random.default_rng(chance.getrandbits(32)).random(ids.shape) < MASKED
            ids = ids.masked_fill(torch.from_numpy(draw), MASK)
        self.pieces = (ids, *rest)
        lengths = torch.tensor([len(w.ids) for w in ws])
        self.mask = (torch.arange(self.pieces[0].shape[1])[None, :] < lengths[:, None])[:, None, None, :]
        self.heads = padded([w.heads for w in ws])
        width = self.heads.shape[1]
        counts = torch.tensor([len(w.heads) for w in ws])
        places = torch.arange(width)[None, :]
        self.real = places < counts[:, None]
        self.turned = torch.where(self.real, counts[:, None] - 1 - places, places)
        self.flat = [[] for _ in documents]  # type: list[list[int]]
        for row, w in enumerate(ws):
            self.flat[self.owner[row]].extend(range(row * width, row * width + w.last - w.first))

    def targets(self, name: str) -> Tensor:
        rows = [
            np.array(getattr(self.documents[d], name)[w.first : w.last], dtype=np.int64)
            for d, w in zip(self.owner, self.windows, strict=True)
        ]
        return padded(rows)

    def softly(self) -> tuple[Tensor, Tensor] | None:
        """The scores that earlier runs give: of tags, laid out as `targets` (B, W, TAGS), and of the words around all
        gold cues, as `cues` (C, R, PART_TAGS). None without earlier runs."""
        soft = [d.soft for d in self.documents if d.soft is not None]
        if len(soft) < len(self.documents):
            return None
        kinds = soft[0].tags.shape[1]
        tags = np.zeros((*self.heads.shape, kinds), dtype=np.float32)
        for row, (d, w) in enumerate(zip(self.owner, self.windows, strict=True)):
            tags[row, : w.last - w.first] = soft[d].tags[w.first : w.last]
        return torch.from_numpy(tags), torch.from_numpy(np.concatenate([s.parts for s in soft]).astype(np.float32))

    def meant(self) -> tuple[Tensor, Tensor]:
        """Spans to be understood that lie in one window: (row, first piece, last piece), and the teacher's rows."""
        spans, rows = [], []
        for r, (d, w) in enumerate(zip(self.owner, self.windows, strict=True)):
            ends = [*w.heads.tolist(), len(w.ids) - 1]
            for first, last, row in self.documents[d].meant:
                if w.first <= first and last <= w.last:
                    spans.append((r, ends[first - w.first], ends[last - w.first]))
                    rows.append(row)
        return torch.tensor(spans, dtype=torch.long).reshape(-1, 3), torch.tensor(rows, dtype=torch.long)

    def cues(self) -> tuple[Tensor, ...] | None:
        """Regions of all gold cues: at, distance, lines, cues, cue ends, targets, mask; indices into flat states."""
        out: list[list[np.ndarray]] = [[] for _ in range(7)]
        for doc, flat in zip(self.documents, self.flat, strict=True):
            if not doc.cues:
                continue
            index = np.array(flat)
            ends = [(c.first, c.last) for c in doc.cues]
            r = regions(ends, doc.words.begins)
            gold = np.zeros(r.words.shape, dtype=np.int64)
            for i, c in enumerate(doc.cues):
                dense = np.zeros(len(doc.words), dtype=np.int64)
                dense[list(c.parts)] = list(c.parts.values())
                gold[i] = dense[r.words[i]] * r.inside[i]
            ends_flat = np.array([[index[a], index[b - 1]] for a, b in ends])
            for o, a in zip(out, (index[r.words], r.distance, r.lines, r.cues, ends_flat, gold, r.inside), strict=True):
                o.append(a)
        return tuple(torch.tensor(np.concatenate(o)) for o in out) if out[0] else None
