"""Lines of a page that are no report: subscriptions, rights, "about us". Found by their wording (boilerplate.toml).

Furniture that the reader found is left out before; this is for what stands between, and for texts without a reading.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.links.words import Word, stems
from sayso.records import Span


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Stems in a row; whether the line must begin with them, how many words it may have, how far down it must stand."""

    stems: list[str]
    begins: bool
    longest: int
    behind: float

    def fits(self, count: int, first: bool, down: float) -> bool:
        """Whether a line of `count` words, which begins with the phrase or not, so far down the text, is its line."""
        return count <= self.longest and (first or not self.begins) and down >= self.behind


def boilerplate(text: str, found: Sequence[Word]) -> list[Span]:
    """The lines of the text that a phrase gives away, as spans in code points. `found` are the words of the text.

    >>> text = "The pier is closed.\\nSign up for our daily newsletter."
    >>> from sayso.links.words import words
    >>> [text[start:end] for start, end in boilerplate(text, words(text))]
    ['Sign up for our daily newsletter.']
    """
    table = _phrases()
    out: list[Span] = []
    row = [word.stem for word in found]
    for at, first in enumerate(row):
        if first not in table or (out and found[at].start < out[-1][1]):
            continue
        hits = [phrase for phrase in table[first] if row[at : at + len(phrase.stems)] == phrase.stems]
        if not hits:
            continue
        line = _line(text, found[at].start)
        begin = bisect_left(found, line[0], key=_start)
        count = bisect_left(found, line[1], key=_start) - begin
        if any(phrase.fits(count, at == begin, line[0] / len(text)) for phrase in hits):
            out.append(line)
    return out


def _start(word: Word) -> int:
    return word.start


def _line(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


@cache
def _phrases() -> dict[str, list[_Phrase]]:
    """The phrases by their first stem."""
    table = tomllib.loads(files("sayso.links.copies").joinpath("boilerplate.toml").read_text(encoding="utf-8"))
    out: dict[str, list[_Phrase]] = {}
    for kind in table.values():
        for words in kind["phrases"]:
            phrase = _Phrase(stems(words), kind["begins"], kind["longest"], kind.get("behind", 0.0))
            out.setdefault(phrase.stems[0], []).append(phrase)
    return out
