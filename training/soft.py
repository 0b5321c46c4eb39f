"""What earlier runs together hold of each word: their mean scores, as soft labels for one network (distillation).

Two runs that saw the data in another order and with other noise err differently, and their mean errs less than either
(tag loss on 24 dev articles .0923, alone .0971 and .1006). Its uncertainty tells more than gold in which annotators
agree on seven contents of ten. Scores are of whole, clean articles; the network that learns sees them cut and noised.
Hinton, Vinyals and Dean, Distilling the Knowledge in a Neural Network (2015); Furlanello et al., Born-Again Networks
(2018). Sequences are compared whole, by the chain's own marginals (network.Crf.cross).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from batch import Batch
from corpora import PART_TAGS, Document, Soft
from network import Crf, loaded, minilm
from sayso.reader.model.encode import REACH_BACK, REACH_ON, Vocabulary


class Ensemble:
    """Earlier runs as one: the means of their scores, and chains with the means of their transitions."""

    def __init__(self, checkpoints: Sequence[Path]) -> None:
        self.networks = [loaded(path) for path in checkpoints]
        self.vocabulary = Vocabulary(minilm() / "tokenizer.json")  # whose windows are the widest
        self.tags_crf = mean_of([n.tags_crf for n in self.networks])
        self.parts_crf = mean_of([n.parts_crf for n in self.networks])

    @torch.no_grad()
    def read(self, document: Document) -> Document:
        """The same document with soft labels, kept in 16 bits."""
        batch = Batch([document], self.vocabulary, None)
        cues = batch.cues()
        tags: Tensor | float = 0.0
        parts: Tensor | float = 0.0
        for network in self.networks:
            with torch.autocast("cpu", torch.bfloat16):
                x = network.encoder(batch.pieces, batch.mask)
            states, scores, _ = network.heads_of(x.float(), batch.heads, batch.turned)
            n = states.shape[0] * states.shape[1]
            tags = tags + scores.reshape(n, -1)[torch.tensor(batch.flat[0])] / len(self.networks)
            if cues is not None:
                at, distance, lines, between, ends = cues[:5]
                rel = (distance, lines, between)
                found = network.parts(states.reshape(n, -1), scores.reshape(n, -1), at, rel, ends)
                parts = parts + found / len(self.networks)
        none = np.zeros((0, REACH_BACK + REACH_ON, len(PART_TAGS)), dtype=np.float16)
        of_cues = parts.numpy().astype(np.float16) if isinstance(parts, Tensor) else none
        assert isinstance(tags, Tensor)
        return replace(document, soft=Soft(tags.numpy().astype(np.float16), of_cues))


def mean_of(chains: Sequence[Crf]) -> Crf:
    """A chain whose transitions are the means of those given."""
    out = Crf(chains[0].names, cut=chains[0].cut)
    with torch.no_grad():
        out.start.copy_(sum(c.start for c in chains) / len(chains))
        out.step.copy_(sum(c.step for c in chains) / len(chains))
    return out


def open_news(data: Path, vocabulary: Vocabulary) -> Iterator[Document]:
    """The open news, without gold: each file as one document, without its first line, which is its address."""
    for path in sorted((data / "news_open").rglob("*.txt")):
        text = path.read_text(encoding="utf-8").partition("\n")[2].strip()
        if "readme" not in path.name.lower() and len(text) > 200:
            yield Document(path.stem, vocabulary.words(text))
