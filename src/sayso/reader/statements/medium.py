"""What is a news medium: the table (media.toml), and whether a noun phrase names or describes one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from sayso.reader.sources.kinds import words as noun_words

_WORD = re.compile(r"[\w&.’'-]+")
_BREAK = re.compile(r"[,(\n“\"«:;]|\b(?:in|on|at|that|which|who|of)\b")
"""What ends the part of a phrase that can be a medium's name."""
_POSSESSIVE = re.compile(r"(?:'s|’s)$")
_OWN_WORK = re.compile(
    r"\b(?:polls?|surveys?|editorials?|leaders?|exit poll|tally|investigation|analysis|review of|owner|publisher|"
    r"ratings|forecast)\b",
    re.IGNORECASE,
)
_JOURNAL = re.compile(r"\b(?:Journal|Review|Annals|Bulletin|Proceedings|Transactions|Record) of\b")
"""Journals of learning are documents; "of" seldom stands in a newspaper's name behind such a word."""
LONGEST = 120
"""Code points of a phrase that are looked at; media's names with their apposition are shorter."""


@dataclass(frozen=True, slots=True)
class Media:
    """The table of media (media.toml); see the comments there."""

    names: frozenset[str]
    clear: frozenset[str]
    tails: frozenset[str]
    heads: frozenset[str]
    nouns: frozenset[str]
    needs_news: frozenset[str]
    news_words: frozenset[str]
    needs_more: frozenset[str]
    everybody: frozenset[str]
    staff: frozenset[str]


@cache
def table() -> Media:
    """The table, read once."""
    raw = tomllib.loads(files("sayso.reader.statements").joinpath("media.toml").read_text(encoding="utf-8"))
    names = frozenset(n.removeprefix("The ") for n in raw["agencies"] + raw["outlets"])
    lower = ("nouns", "needs_news", "news_words", "needs_more", "everybody", "staff")
    return Media(
        names=names,
        clear=names - frozenset(raw["common"]),
        tails=frozenset(raw["tails"]),
        heads=frozenset(raw["heads"]),
        **{k: frozenset(w.lower() for w in raw[k]) for k in lower},
    )


def _head(phrase: str) -> tuple[list[str], bool]:
    """The words of the phrase's head without article and possessive, and whether "the" stood before them."""
    phrase = phrase[:LONGEST]
    at = 0
    while found := _BREAK.search(phrase, at):
        if found.start():
            phrase = phrase[: found.start()]
            break
        at = found.end()
    words = [_POSSESSIVE.sub("", w).rstrip(".") for w in _WORD.findall(phrase)]
    while len(words) > 1 and (not words[-1] or words[-1].isdigit()):
        words.pop()
    words = [w for w in words if w]
    the = any(w.lower() == "the" for w in words[:2])
    while words and words[0].lower() in ("the", "this", "a", "an", "another", "one"):
        words = words[1:]
    return words, the


@lru_cache(maxsize=10_000)
def is_medium(phrase: str) -> bool:
    """Whether a noun phrase names or describes a news medium.

    >>> is_medium("the Westhaven Gazette"), is_medium("a local newspaper"), is_medium("the Northern News Agency")
    (True, True, True)
    >>> is_medium("the Post Office"), is_medium("Vice President Dora Finn"), is_medium("the intelligence agency")
    (False, False, False)
    """
    m = table()
    words, the = _head(phrase)
    if not words:
        return False
    name = " ".join(words)
    if _JOURNAL.search(phrase[:LONGEST]):
        return False
    if name in m.names:
        return True
    if not words[-1][0].isupper():
        return _is_described(words)
    if _is_name(words, the):
        return True
    lower = [i for i, w in enumerate(words) if w.islower()]
    if not lower:
        return False
    noun, behind = words[lower[-1]], " ".join(words[lower[-1] + 1 :])  # "the state news agency Tolm": the noun tells
    return _is_described(words[: lower[-1] + 1]) or (noun in m.nouns and behind in m.names)


def _is_described(words: list[str]) -> bool:
    """Lower-case nouns: "a local newspaper", "state radio", "the official news agency"."""
    m, last = table(), words[-1].lower()
    if last not in m.nouns or (last in m.needs_more and (len(words) == 1 or words[-2].lower() in m.everybody)):
        return False
    return last not in m.needs_news or any(w.lower() in m.news_words for w in words[:-1])


def _is_name(words: list[str], the: bool) -> bool:
    """Capitalised words: "Radio Lomar", "the Harbour Daily"; not "Emily Post", "President Star"."""
    m, last = table(), words[-1]
    if len(words) == 1:
        return the and last in m.tails
    people = noun_words()
    low = [w.lower() for w in words]
    if not the and (low[0] in people.given or low[0].rstrip(".") in people.titles):
        return False
    if any(w in people.person or w in people.honorific for w in low[:-1] if w not in m.news_words):
        return False
    if last in m.tails or words[0] in m.heads:
        return True
    if low[-1] in m.needs_news:
        return any(w in m.news_words for w in low[:-1])
    return words[0] in m.clear and len(words) <= 3 and low[1] in m.nouns


def medium_in_front(phrase: str) -> int:
    """Length of the medium that a phrase of its staff begins with ("CNN’s Ann Beck", "Gazette reporter Ole Tarn"); the
    whole phrase where it is a medium itself; 0 where there is none.

    >>> medium_in_front("the Gazette’s Ann Beck"), medium_in_front("Radio Lomar"), medium_in_front("Ann Beck")
    (11, 11, 0)
    """
    if is_medium(phrase):
        return len(phrase)
    staff = table().staff
    found = list(_WORD.finditer(phrase[:LONGEST]))
    for at, word in enumerate(found[:6]):
        bare = _POSSESSIVE.sub("", word.group())
        if bare != word.group() and is_medium(phrase[: word.start() + len(bare)]):
            return word.start() + len(bare)
        if at and word.group().lower() in staff and is_medium("the " + phrase[: found[at - 1].end()]):
            return found[at - 1].end()
    return 0


def is_own_work(phrase: str) -> bool:
    """Whether a phrase is a medium's own poll, editorial or count: its own statement, not a relay.

    >>> is_own_work("a Gazette poll"), is_own_work("the Gazette")
    (True, False)
    """
    return bool(_OWN_WORK.search(phrase[:LONGEST]))
