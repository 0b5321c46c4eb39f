"""How well a text answers a query: by words (BM25, Robertson and Zaragoza 2009) and by meaning (cosine of vectors).

Words are weighed by their rarity in news, not in the archive, so that an answer's score does not change when other
reports are added. Measured by benchmarks/retrieval.py on checkthat2020.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.links.matter.numbers import Quantity, quantities
from sayso.links.matter.times import times
from sayso.links.polarity import polarity
from sayso.links.words import rarity, stems, words

Vector = npt.NDArray[np.float32]

SATURATION, LENGTH = 0.9, 0.4
"""BM25's k and b: short texts repeat few words, so both are smaller than for documents (values usual for passages)."""
USUAL = 30
"""Words of a usual text (a content with its headline): a fixed number, where BM25 takes the collection's mean."""
MEANING = 0.5
"""Weight of the cosine beside the words' share; on checkthat2020 train anything from .4 to 1 is within .5 points."""
OWN = 0.15
"""What it counts beside the score that the words of a query stand in the text itself, not only beside it: so that of
all statements under a headline the one comes first that says it."""
OTHER_NUMBER = 0.15
"""What a text loses whose number for a thing is another than the query's ("four drowned", "nine drowned"): more than
words can make good, so that the figure asked for comes first."""
NEGATED = 0.15
"""What a text loses that says it is not so, where nothing in the query is negated ("cracks", "no cracks")."""
TELLING = 3.0
"""Rarity of a word from which it matters that it is negated: in one of 20 passages."""
NOBODY = 0.1
"""What a claim loses that is only denied, or of which it was only said that somebody did not say it."""
CARRIED, MOST_CARRIED = 0.015, 0.06
"""What each doubling of the reports that carry a claim adds, and the most: of two that answer alike, the one that is
told more often is mostly meant. These six by hand, on the tuned miniature archives; they leave MAP@5 as it is."""
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
    numbers: tuple[Quantity, ...] = ()
    negates: bool = False


def query(text: str, encode: Callable[[Sequence[str]], list[bytes]]) -> Query:
    """Takes a query apart; `encode` gives vectors (sayso.reader.model.vectors.vectors)."""
    plain = " ".join(_CAMEL.sub(" ", _JUNK.sub(" ", text)).split())
    weights = {s: rarity(s) for s in stems(plain)}
    sentences = [s for s in _SENTENCE.split(plain) if len(s.split()) > 3][:_SENTENCES]
    texts = [plain, *sentences] if len(sentences) > 1 else [plain]
    rows = np.frombuffer(b"".join(encode(texts)), dtype=np.int8).reshape(len(texts), -1)
    found: Vector = rows.astype(np.float32) / np.float32(127)
    return Query(weights, sum(weights.values()) or 1.0, found, numbers_of(plain), bool(polarity(plain).words))


def numbers_of(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text; days and hours are left out."""
    found = words(text)
    return quantities(text, found, times(text, found, None)[1])


def place(asked: Query, score: float, text: str) -> float:
    """Where a statement comes among others: its score, what it says of the query itself, and whether it has the numbers
    asked for. Not bounded by 1."""
    own = sum(asked.weights.get(stem, 0.0) for stem in set(stems(text))) / asked.total
    here = numbers_of(text) if asked.numbers else ()
    other = any(
        x.same_thing(y) and not (x.same_value(y) or x.bounded(y)) for x in asked.numbers for y in here
    ) and not any(x.value == y.value and x.unit == y.unit for x in asked.numbers for y in here)
    against = not asked.negates and any(s in asked.weights and rarity(s) >= TELLING for s in polarity(text).under)
    return score + OWN * own - (OTHER_NUMBER if other else 0.0) - (NEGATED if against else 0.0)


def standing(best: float, reports: int) -> float:
    """Where a claim comes among others: the place of its best statement, and how many reports carry it."""
    if not reports:
        return best - NOBODY
    return best + min(MOST_CARRIED, CARRIED * math.log2(reports))


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
