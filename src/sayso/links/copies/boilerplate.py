"""Lines of a page that are no report: subscriptions, rights, "about us". Found by their wording (boilerplate.toml).

Furniture that the reader found is left out before; this is for what stands between, and for texts without a reading.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from sayso.links.words import Word, stems
from sayso.records import Span

LONGEST = 90
"""Words of a line that may be boilerplate as a whole: longer ones are prose that happens to hold such a phrase."""


def boilerplate(text: str, found: Sequence[Word]) -> list[Span]:
    """The lines of the text that hold one of the phrases, as spans in code points. `found` are the words of the text.

    >>> text = "The pier is closed.\\nSign up for our daily newsletter."
    >>> from sayso.links.words import words
    >>> [text[start:end] for start, end in boilerplate(text, words(text))]
    ['Sign up for our daily newsletter.']
    """
    table = _phrases()
    out: list[Span] = []
    row = [word.stem for word in found]
    for at, first in enumerate(row):
        if first not in table:
            continue
        if out and found[at].start < out[-1][1]:
            continue
        if any(row[at : at + len(phrase)] == phrase for phrase in table[first]):
            line = _line(text, found[at].start)
            if bisect_left(found, line[1], key=_start) - bisect_left(found, line[0], key=_start) <= LONGEST:
                out.append(line)
    return out


def _start(word: Word) -> int:
    return word.start


def _line(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


@cache
def _phrases() -> dict[str, list[list[str]]]:
    """The phrases, stemmed, by their first stem."""
    table = tomllib.loads(files("sayso.links.copies").joinpath("boilerplate.toml").read_text(encoding="utf-8"))
    out: dict[str, list[list[str]]] = {}
    for kind in table.values():
        for phrase in kind["phrases"]:
            row = stems(phrase)
            out.setdefault(row[0], []).append(row)
    return out
