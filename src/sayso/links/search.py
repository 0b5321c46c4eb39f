"""How well a text answers a query: by words (BM25, Robertson and Zaragoza 2009) and by meaning (cosine of vectors).

Words are weighed by their rarity in news, not in the archive, so that an answer's score does not change when other reports
are added. Measured by benchmarks/retrieval.py on checkthat2020.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.links.words import rarity, stems

Vector = npt.NDArray[np.float32]

SATURATION, LENGTH = 0.9, 0.4
"""BM25's k and b: short texts repeat few words, so both are smaller than for documents (values usual for passages)."""
USUAL = 30
"""Words of a usual text (a content with its headline): a fixed number, where BM25 takes the collection's mean."""
MEANING = 0.5
"""Weight of the cosine beside the words' share; on checkthat2020 train anything from .4 to 1 is within .5 points."""
_JUNK = re.compile(r"https?://\S+|pic\.twitter\.com/\S+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_SENTENCES = 12
"""Sentences of a query whose vectors are asked for: a query is a claim or a post, not a report."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart once: its stems with their weights, and the vectors of the whole and of its sentences."""

    weights: dict[str, float]
    total: float
    vectors: Vector
    """(sentences, 384), of unit length; the whole query stands first. (0, 384) without an encoder."""


def query(text: str, encode: Callable[[Sequence[str]], list[bytes]]) -> Query:
    """Takes a query apart; `encode` gives vectors (sayso.reader.model.vectors.vectors)."""
    plain = " ".join(_CAMEL.sub(" ", _JUNK.sub(" ", text)).split())
    weights = {s: rarity(s) for s in stems(plain)}
    sentences = [s for s in _SENTENCE.split(plain) if len(s.split()) > 3][:_SENTENCES]
    texts = [plain, *sentences] if len(sentences) > 1 else [plain]
    found = np.frombuffer(b"".join(encode(texts)), dtype=np.int8).reshape(len(texts), -1).astype(np.float32) / 127
    return Query(weights, sum(weights.values()) or 1.0, found)


def score(asked: Query, text: str, beside: str = "", vector: bytes | None = None) -> float:
    """How well `text` answers, from 0 to about 1; words of `beside` (a headline, the sentence around) count too."""
    found = stems(f"{text}\n{beside}")
    room = SATURATION * (1 - LENGTH + LENGTH * len(found) / USUAL)
    shared = 0.0
    for stem, n in Counter(found).items():
        weight = asked.weights.get(stem)
        if weight is not None:
            shared += weight * n * (SATURATION + 1) / (n + room)
    near = 0.0
    if vector is not None and len(asked.vectors):
        near = float((asked.vectors @ np.frombuffer(vector, dtype=np.int8).astype(np.float32)).max()) / 127
    return (shared / asked.total + MEANING * max(near, 0.0)) / (1 + MEANING)
