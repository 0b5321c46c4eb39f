"""What the meaning head learns from: vectors of texts as all-MiniLM-L6-v2 gives them as published (the teacher).

Two kinds of texts of the data that may train weights: contents of PolNeAR's attributions, whose vector the network must
give from within their article, and lines of articles by themselves, as a question to the archive comes.
"""

from __future__ import annotations

import hashlib
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from corpora import Document, lines, names
from network import WIDTH, Encoder, minilm
from sayso.reader.model.encode import Vocabulary
from sayso.reader.model.vectors import LONGEST

SHORTEST, LONGEST_ALONE = 4, 60
"""Words of a text that is learned from."""
ALONE = 8_000
"""Lines by themselves."""
AT_ONCE = 96
"""Texts that the teacher reads at once, of like length."""


@torch.no_grad()
def vectors(encoder: Encoder, texts: Sequence[str], vocabulary: Vocabulary) -> Tensor:
    """The teacher's unit vectors (texts, WIDTH): the mean of all pieces' states, [CLS] and [SEP] among them."""
    ids = [vocabulary.ids(t, LONGEST) for t in texts]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    out = torch.zeros(len(ids), WIDTH)
    for k in range(0, len(order), AT_ONCE):
        some = order[k : k + AT_ONCE]
        lengths = torch.tensor([len(ids[i]) for i in some])
        mask = torch.arange(int(lengths.max()))[None, :] < lengths[:, None]
        pieces = torch.zeros(mask.shape, dtype=torch.long)
        pieces[mask] = torch.tensor([p for i in some for p in ids[i]])
        zero = torch.zeros_like(pieces)
        with torch.autocast("cpu", torch.bfloat16):
            states = encoder((pieces, zero, zero, zero), mask[:, None, None, :]).float()
        mean = (states * mask[:, :, None]).sum(1) / lengths[:, None]
        out[torch.tensor(some)] = functional.normalize(mean, dim=1)
    return out


def alone(data: Path, vocabulary: Vocabulary, chance: random.Random) -> list[str]:
    """ALONE lines of PolNeAR train, of the open news and of the names texts."""
    texts = [line for d in lines(data / "attribution/polnear-train.jsonl") for line in d["text"].splitlines()]
    for path in sorted((data / "news_open").rglob("*.txt")):
        texts += path.read_text(encoding="utf-8").splitlines()[1:]
    for document in names(data, vocabulary):
        rows = [*np.flatnonzero(document.words.begins).tolist(), len(document.words)]
        texts += [" ".join(document.words.text[a:b]) for a, b in itertools.pairwise(rows)]
    kept = sorted({t.strip() for t in texts if SHORTEST <= len(t.split()) <= LONGEST_ALONE})
    chance.shuffle(kept)
    return kept[:ALONE]


def contents(document: Document) -> Iterator[tuple[int, int]]:
    """The word ranges of a document's contents of at least SHORTEST words."""
    tags = [*(document.tags or ()), 0]
    first = None
    for i, tag in enumerate(tags):
        if first is not None and tag != 6:
            if i - first >= SHORTEST:
                yield first, i
            first = None
        if tag == 5:
            first = i


class Lessons:
    """The teacher's vectors, and the documents that name their rows."""

    def __init__(
        self, data: Path, articles: Sequence[Document], vocabulary: Vocabulary, limit: int | None, kept: Path
    ) -> None:
        texts: list[str] = []
        raw = [d["text"] for d in lines(data / "attribution/polnear-train.jsonl")]
        self.articles = []
        for document, text in zip(articles, raw, strict=False):
            meant = []
            for first, last in list(contents(document))[::2]:  # every other one teaches enough
                meant.append((first, last, len(texts)))
                texts.append(text[document.words.start[first] : document.words.end[last - 1]])
            self.articles.append(replace(document, meant=tuple(meant)))
        self.alone = []
        for text in alone(data, vocabulary, random.Random(len(texts)))[:limit]:
            words = vocabulary.words(text)
            self.alone.append(Document("alone", words, meant=((0, len(words), len(texts)),)))
            texts.append(text)
        self.vectors = self._kept(texts, vocabulary, kept)

    @staticmethod
    def _kept(texts: Sequence[str], vocabulary: Vocabulary, path: Path) -> Tensor:
        """The teacher's vectors, from an earlier run's file where that is of the same texts: they take minutes."""
        digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()
        if path.exists() and (found := torch.load(path, weights_only=True))["digest"] == digest:
            return found["vectors"]
        teacher = Encoder(0.0)
        teacher.load_minilm(minilm() / "model.safetensors")
        made = vectors(teacher, texts, vocabulary)
        torch.save({"digest": digest, "vectors": made}, path)
        return made
