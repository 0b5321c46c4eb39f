"""Words as the links count them: folded, stemmed, and weighed by how rare they are in news.

The weights come from a fixed table (links/frequencies.txt, counted by training/frequencies.py), never from the archive:
so a comparison of two texts depends on these two alone, whatever else was added, and in whatever order.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import snowballstemmer

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\W_]+")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_LONGEST = 40
"""Letters of a word that are looked at: longer ones are no words, and the stemmer's time grows with them."""
_SHORT = 4000
"""Code points up to which a text's words are kept for a while (one report's texts are asked for by many rooms); of
longer texts only the last few are."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: its stem (folded), and where it stands, in code points, half-open."""

    stem: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """All words and numbers of a text, in order; punctuation is left out. Linear in the text.

    >>> [w.stem for w in words("Lebedev’s men paid 40,000 crowns")]
    ['lebedev', 'men', 'paid', '40000', 'crown']
    """
    return list(_short(text) if len(text) <= _SHORT else _long(text))


def _words(text: str) -> tuple[Word, ...]:
    return tuple([Word(stem(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)])


_short = lru_cache(maxsize=512)(_words)
_long = lru_cache(maxsize=4)(_words)


def stems(text: str) -> list[str]:
    """The stems of `words`, where places do not matter.

    >>> stems("The protesters were PAID")
    ['the', 'protest', 'were', 'paid']
    """
    return [stem(word) for word in _WORD.findall(text)]


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """A word folded (case, accents, possessive) and stemmed (Snowball English); digits without their commas."""
    if word[0].isdigit():
        return word.replace(",", "")
    return str(_stemmer().stemWord(fold(_POSSESSIVE.sub("", word))[:_LONGEST]))


def fold(text: str) -> str:
    """Lower case, without accents, straight apostrophes: what makes two spellings of one word alike.

    >>> fold("Pérez’")
    "perez'"
    """
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(c for c in parts if not unicodedata.combining(c))


def rarity(stem: str) -> float:
    """How much a stem says: ln(documents / documents with it), from 0 (in all) to about 9 (never counted)."""
    total, counts = _table()
    return math.log((total + 1) / (counts.get(stem, 0) + 0.5))


@cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("english")


@cache
def _table() -> tuple[int, dict[str, int]]:
    lines = files("sayso.links").joinpath("frequencies.txt").read_text(encoding="utf-8").splitlines()
    counts = dict(line.rsplit("\t", 1) for line in lines if not line.startswith("#"))
    return int(counts.pop("")), {word: int(n) for word, n in counts.items()}
