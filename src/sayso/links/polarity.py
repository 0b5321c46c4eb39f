"""Whether a statement says that something is so or is not so, and how firmly: negation, modality, hedges, opposites.

A small reading by rules over the words (links/polarity.toml): each negation reaches over the words of its clause, and a
word is turned round where an odd number of them reaches it. Linear in the text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from sayso.links.words import Word, fold, stem, words

Modality = Literal["fact", "possible", "predicted", "wanted", "asked", "conditional", "hypothetical"]

_ORDER: tuple[Modality, ...] = ("asked", "hypothetical", "wanted", "predicted", "possible")
"""Of several modal words the first in this order decides: what is asked is no forecast, whatever else it holds."""
_BREAK = re.compile(r"[;:()—–…]|[.!?]+[”’\"')]*(?=\s|$)|,|\s-\s")
"""What ends a clause between two words; a full stop inside a word or a number never lies between two words."""
_REACH = 40
"""Words that a negation reaches over, at most: longer than clauses are, and it keeps the reading linear."""
_ENDS = re.compile(r"[.!?…;]")


@dataclass(frozen=True, slots=True)
class Polarity:
    """How a text says what it says.

    `negated`: an odd number of negations reaches over its main proposition. `modality` is that of the first clause.
    `hedges` are the words by which it does not vouch for what it says. `under` are the stems that stand under an odd
    number of negations, wherever in the text; `words` the negations found, in order.
    """

    negated: bool
    modality: Modality
    hedges: tuple[str, ...]
    under: frozenset[str]
    words: tuple[str, ...] = ()


class _Found(NamedTuple):
    """A phrase of the table at a place: first word, words, group."""

    at: int
    size: int
    group: str


@lru_cache(maxsize=1 << 16)
def polarity(text: str) -> Polarity:
    """The polarity of a statement's content (or of a headline).

    >>> polarity("that no such letter ever reached my desk").negated
    True
    >>> polarity("He did not deny that Karst was paid").negated
    False
    >>> polarity("The wall may fall").modality
    'possible'
    """
    every = words(text)
    folded = [fold(text[w.start : w.end]) for w in every]
    gaps = [_gap(text, every, i) for i in range(len(every))]
    clause = _clauses(folded, gaps)
    false = _said_false(folded, gaps)
    taken = {i for f in false for i in range(f.at, f.at + f.size)}
    found = sorted([*false, *(f for f in _phrases(folded, _tables().negation) if f.at not in taken)])
    depth, chains = _reach(folded, gaps, found, clause)
    under = frozenset(every[i].stem for i, n in enumerate(depth) if n % 2)
    return Polarity(
        negated=any(chain % 2 for chain in chains[:1]),
        modality=_modality(text, folded, clause),
        hedges=tuple(" ".join(folded[f.at : f.at + f.size]) for f in _phrases(folded, _tables().hedges)),
        under=under,
        words=tuple(" ".join(folded[f.at : f.at + f.size]) for f in found if f.group != "none"),
    )


def opposites(stem_a: str, stem_b: str) -> bool:
    """Whether two stems (see links/words.py) cannot both hold of one thing at one time.

    >>> opposites(stem("rose"), stem("fell"))
    True
    """
    return stem_b in _tables().opposites.get(stem_a, {})


def opposition(stem_a: str, stem_b: str) -> str | None:
    """The kind of opposition between two stems ("movement", "life", "law", ...: the table's heading), or None."""
    return _tables().opposites.get(stem_a, {}).get(stem_b)


def has_opposite(stem: str) -> bool:
    """Whether the table knows any opposite of a stem: a cheap test in front of comparing all with all."""
    return stem in _tables().opposites


def _gap(text: str, every: list[Word], i: int) -> str:
    """What breaks the text in front of word i: '' nothing, ',' a comma, '.' a sentence's end or as strong."""
    if i == 0:
        return ""
    between = text[every[i - 1].end : every[i].start]
    if between == " " or not _BREAK.search(between):
        return ""
    return "." if _ENDS.search(between) else ","


def _clauses(folded: list[str], gaps: list[str]) -> list[bool]:
    """Which words stand in a main clause: a subordinate one goes from its first word to a comma or the end."""
    out, main = [], True
    for i, word in enumerate(folded):
        if gaps[i]:
            main = True
        if word in _tables().subordinate and not (word == "as" and folded[i + 1 : i + 2] == ["well"]):
            main = False
        out.append(main)
    return out


def _phrases(folded: list[str], table: dict[str, list[tuple[tuple[str, ...], str]]]) -> list[_Found]:
    """The phrases of a table in the words, longest first at each place, not overlapping."""
    found, i = [], 0
    while i < len(folded):
        for phrase, group in table.get(folded[i], ()):
            if tuple(folded[i : i + len(phrase)]) == phrase:
                found.append(_Found(i, len(phrase), group))
                i += len(phrase) - 1
                break
        i += 1
    return found


def _said_false(folded: list[str], gaps: list[str]) -> list[_Found]:
    """Where something is called false: "the claim is false", "it was a complete lie that ..."."""
    found = []
    for i, word in enumerate(folded):
        if word not in _tables().be:
            continue
        negated = "not" in folded[i + 1 : i + 2]
        for k in range(i + 1, min(i + 4, len(folded))):
            if folded[k] in _tables().be or gaps[k]:
                break
            if k + 1 < len(folded) and not gaps[k + 1] and folded[k + 1] not in _tables().follow:
                continue
            if folded[k] in (_tables().vouched if negated else _tables().behind):
                found.append(_Found(i, k + 1 - i, "verb" if folded[k + 1 : k + 2] == ["that"] else "behind"))
                break
    return found


def _reach(folded: list[str], gaps: list[str], found: list[_Found], clause: list[bool]) -> tuple[list[int], list[int]]:
    """How many negations reach each word; for each chain of nested ones in a main clause, how many it holds."""
    depth = [0] * len(folded)
    chains: list[int] = []
    last_end = -1
    for at, size, group in found:
        if group == "none" or (folded[at] == "no" and folded[at + 1 : at + 2] and folded[at + 1][0].isdigit()):
            continue  # "no doubt"; "No 4" is a number
        first, end = (
            (_start(gaps, at), at) if group in ("behind", "proved") else (at + size, _end(folded, gaps, at + size))
        )
        for i in range(first, end):
            depth[i] += 1
        if group == "aside" and not (at and folded[at - 1] in _tables().be):
            continue
        if at < last_end or (group in ("behind", "proved") and chains):
            chains[-1] += 1
        elif clause[at]:
            chains.append(1)
        else:
            continue
        last_end = max(last_end, end)
    return depth, chains


def _start(gaps: list[str], at: int) -> int:
    """The first word of the sentence that word `at` stands in."""
    least = max(0, at - _REACH)
    while at > least and gaps[at] != ".":
        at -= 1
    return at


def _end(folded: list[str], gaps: list[str], at: int) -> int:
    """Where the reach of a negation whose first reached word is `at` ends."""
    i, commas = at, 1 if at < len(gaps) and gaps[at] == "," else 0  # "did not, he said, pay": over both commas
    while i < min(len(folded), at + _REACH):
        if gaps[i] == "." or (gaps[i] == "," and i > at and not commas):
            break
        if gaps[i] == "," and i > at:
            commas -= 1
        if i > at and (folded[i] in _tables().subordinate or folded[i] in _tables().coordinate):
            break
        if folded[i] in ("and", "or") and any(_opens(word) for word in folded[i + 1 : i + 3]):
            break  # "was not paid and never asked": side by side, not one within the other
        i += 1
    return i


def _opens(word: str) -> bool:
    """Whether a word right behind "and" shows that another clause begins."""
    return word in _tables().be or word in _tables().subjects or word in _tables().negation


def _first_clause(folded: list[str]) -> int:
    """Where a second clause begins that is tied to the first: "..., and that the tower could fall"; else the end."""
    for i in range(1, len(folded) - 1):
        if folded[i] in ("and", "but") and (folded[i + 1] == "that" or folded[i + 1] in _tables().subjects):
            return i
    return len(folded)


def _modality(text: str, folded: list[str], clause: list[bool]) -> Modality:
    if text.rstrip("”’\"') ").endswith("?"):
        return "asked"
    if folded[:1] in (["if"], ["unless"]):
        return "conditional"
    end = _first_clause(folded)
    found = [f for f in _phrases(folded, _tables().modality) if f.at < end or f.group == "conditional"]
    groups: set[str] = {f.group for f in found if clause[f.at] or f.group == "conditional"}
    decided: Modality = next((m for m in _ORDER if m in groups), "fact")
    return "conditional" if "conditional" in groups and decided in ("predicted", "possible") else decided


class _Tables(NamedTuple):
    negation: dict[str, list[tuple[tuple[str, ...], str]]]
    modality: dict[str, list[tuple[tuple[str, ...], str]]]
    hedges: dict[str, list[tuple[tuple[str, ...], str]]]
    subordinate: frozenset[str]
    coordinate: frozenset[str]
    be: frozenset[str]
    subjects: frozenset[str]
    behind: frozenset[str]
    vouched: frozenset[str]
    follow: frozenset[str]
    opposites: dict[str, dict[str, str]]


@cache
def _tables() -> _Tables:
    data = tomllib.loads(files("sayso.links").joinpath("polarity.toml").read_text(encoding="utf-8"))
    clauses = data["clauses"]
    behind, vouched, follow = (data["negation"].pop(name) for name in ("behind", "vouched", "follow"))
    return _Tables(
        negation=_index(data["negation"]),
        modality=_index(data["modality"]),
        hedges=_index(data["hedges"]),
        subordinate=frozenset(clauses["subordinate"].split()),
        coordinate=frozenset(clauses["coordinate"].split()),
        be=frozenset(clauses["be"].split()),
        subjects=frozenset(clauses["subjects"].split()),
        behind=frozenset(behind.split()),
        vouched=frozenset(vouched.split()),
        follow=frozenset(follow.split()),
        opposites=_pairs(data["opposites"]),
    )


def _index(groups: dict[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Phrases by their first word, longest first."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for group, text in groups.items():
        for phrase in text.replace("\n", "|").split("|"):
            parts = tuple(phrase.split())
            if parts:
                out.setdefault(parts[0], []).append((parts, group))
    for phrases in out.values():
        phrases.sort(key=lambda p: (-len(p[0]), p))
    return out


def _pairs(groups: dict[str, Any]) -> dict[str, dict[str, str]]:
    out: dict[str, dict[str, str]] = {}
    for kind, text in groups.items():
        for line in text.replace("/\n", "/").strip().splitlines():
            left, right = ({stem(word) for word in side.split()} for side in line.split("/"))
            for a in left - right:
                for b in right - left:
                    out.setdefault(a, {})[b] = kind
                    out.setdefault(b, {})[a] = kind
    return out
