"""Names in a content: runs of capitalised words, as stems, and whether two of them may be one name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from sayso.links.matter.numbers import amount
from sayso.links.matter.words import listed, weight
from sayso.links.words import Word

_SURE: Final = 6.3
"""Rarity from which a capitalised word at the head of a sentence is taken for a name (in under 1 of 500 passages)."""
_TITLES: Final = listed("""
presid minist prime premier mayor governor senat king queen princ princess professor doctor judg general colonel captain
chief director secretari chancellor mr mrs ms dr deputi""")
_GIVES: Final = 5
"""Letters that a country and its adjective share: Marovia, Marovian."""

Name = tuple[str, ...]


def names(text: str, found: Sequence[Word], skip: frozenset[int]) -> tuple[tuple[Name, ...], frozenset[str]]:
    """(runs of capitalised words and the numbers that belong to them, "Silo 4"; stems of words that may be names but
    head a sentence). Linear."""
    if text.isupper():
        return (), frozenset()
    runs: list[Name] = []
    unsure: set[str] = set()
    run: list[str] = []
    end = -2
    for index, word in enumerate(found):
        first = text[word.start]
        good = first.isupper() and index not in skip and weight(word.stem) > 0
        gap = text[end : word.start] if run else ""
        if (good and gap in (" ", "-", ". ")) or (_numbers_it(text, found, index) and gap == " " and index not in skip):
            run.append(word.stem)
        else:
            _keep(run, runs)
            run = []
            if good and _heads(text, word.start) and weight(word.stem) < _SURE and not _followed(text, found, index):
                unsure.add(word.stem)
            elif good:
                run = [word.stem]
        end = word.end
    _keep(run, runs)
    return tuple(dict.fromkeys(runs)), frozenset(unsure)


def _numbers_it(text: str, found: Sequence[Word], index: int) -> bool:
    return text[found[index].start].isdigit() and not amount(text, found, index)


def _keep(run: list[str], runs: list[Name]) -> None:
    kept = tuple(w for w in run if w not in _TITLES)
    if kept:
        runs.append(kept)


def _heads(text: str, start: int) -> bool:
    """Whether the word stands at the head of the text or of a sentence in it."""
    before = text[:start].rstrip(" \n\t\"'“”‘’«»([")[-1:]
    return before in ("", ".", "!", "?", "…", ":")


def _followed(text: str, found: Sequence[Word], index: int) -> bool:
    """Whether the next word goes on with the name: "Piet Arvo", with one space and a capital between."""
    if index + 1 >= len(found):
        return False
    following = found[index + 1]
    return text[found[index].end : following.start] == " " and text[following.start].isupper()


@lru_cache(maxsize=1 << 16)
def same_name(a: Name, b: Name) -> bool:
    """Whether two runs may be one name: a word in common, a country and its adjective, or letters and their words.

    >>> same_name(("teodor", "valk"), ("valk",)), same_name(("mna",), ("marovian", "news", "agenc"))
    (True, True)
    """
    if a[-1][0].isdigit() and b[-1][0].isdigit() and a[-1] != b[-1]:
        return False  # Silo 4, Silo 7
    if a[-1] == b[-1] or any(w in b for w in a):
        return not (len(a) > 1 and len(b) > 1 and a[-1] == b[-1] and a[0] != b[0] and _persons(a, b))
    if len(a) == 1 and len(b) > 1:
        return _letters(a[0], b)
    if len(b) == 1 and len(a) > 1:
        return _letters(b[0], a)
    return any(_kin(x, y) for x in a for y in b)


def _persons(a: Name, b: Name) -> bool:
    """Two first names before one last name: other people (unless one is an initial of the other)."""
    return len(a) == len(b) == 2 and not (a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0])))


def _kin(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short) >= _GIVES and long[: max(_GIVES, len(short) - 2)] == short[: max(_GIVES, len(short) - 2)]


def _letters(short: str, words: Name) -> bool:
    return 1 < len(short) <= 5 and "".join(w[0] for w in words).startswith(short)
