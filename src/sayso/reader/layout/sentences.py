"""Where sentences end: every stop in a paragraph is a candidate, and a table of reasons says which one is no end.

The text is looked at around each stop only, in windows of bounded width: time grows linearly with the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from sayso.reader.layout.sentence_words import (
    BEFORE_NUMBER,
    DOMAINS,
    MAY_END,
    NEVER_END,
    OPENING_WORDS,
    SAID,
    STATES,
    TIME_FOLLOWERS,
    TIMES,
)
from sayso.records import Span

WINDOW = 40
"""Characters looked at on either side of a stop: longer than any abbreviation or name in the tables."""
BRACKET = 300
"""A bracket longer than this is taken for a lost closing mark and protects nothing (set by eye on news text)."""
SHORT_OPENING = 4
"""Up to so many words from the start ("At 5 a.m.", "By 9 p.m.") an hour is no sentence of its own."""

_STOP = re.compile(
    r"(?P<stop>[.!?…‽。！？؟۔।]+(?:[ \xa0]\.+)*)(?P<close>(?:[\"'”’»›)\]}]|\[\d{1,3}\])*(?:[ \xa0][»])?)"
)
_NEXT = re.compile(r"\s*([\"'“‘«„‹(\[{…]*|\.\.\.)[ \xa0]?([^\W\d_]{1,24}|\S?)")
_BRACKET = re.compile(rf"[(\[][^()\[\]]{{0,{BRACKET}}}[)\]]")
_NAMED_AND_SAID = re.compile(rf"(?:[^\W\d_][\w.'’-]{{0,24}}\s+){{0,4}}?(?:{'|'.join(SAID)})\b")
_FULL_WIDTH = frozenset("。！？।")
_QUOTE_MARKS = frozenset("\"'”’»›")
_WORDLY = re.compile(r"\w")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
_INLINE_ITEM = re.compile(r"(?<=\s)(?:[•⁃▪‣●◦]\s?|(\d{1,2})(?:\.\)|[.)])\s|([b-h])\.\s)")
_ITEM_HEAD = re.compile(r"\s*(?:[•⁃▪‣●◦*–-]\s?)?(?:\d{1,3}(?:\.\)|[.)])\s|[a-h]\.\s)?")
_FIRST_ITEM = re.compile(r"(?:[•⁃▪‣●◦]|1(?:\.\)|[.)])\s|a\.\s)")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of one paragraph, text[start:end], as sorted spans trimmed of white space.

    Every non-space character of the paragraph lies in exactly one of them.

    >>> text = '“It is over,” said Dr. Ada Holm. “We won.”'
    >>> [text[s:e] for s, e in sentences(text)]
    ['“It is over,” said Dr. Ada Holm.', '“We won.”']
    """
    end = len(text) if end is None else end
    edges = [start, *(_item_starts(text, start, end) if _FIRST_ITEM.match(text, start, end) else ()), end]
    brackets = _brackets(text, start, end)
    out: list[Span] = []
    for left, right in pairwise(edges):
        begin = _ITEM_HEAD.match(text, left, right).end()  # type: ignore[union-attr]  # it matches the empty string
        for stop in _STOP.finditer(text, begin, right):
            if stop.end() < right and _is_end(text, begin, stop, right, brackets):
                out.append(trim(text, left, stop.end()))
                left = begin = stop.end()
        out.append(trim(text, left, right))
    return [s for s in out if s[0] < s[1]]


def trim(text: str, start: int, end: int) -> Span:
    """The span without the white space at its ends (start == end where nothing is left)."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + max(left, len(piece.rstrip())))


def _brackets(text: str, start: int, end: int) -> list[Span]:
    """The short brackets of a paragraph, in order; none inside another."""
    if text.find("(", start, end) < 0 and text.find("[", start, end) < 0:
        return []
    return [m.span() for m in _BRACKET.finditer(text, start, end)]


def _item_starts(text: str, start: int, end: int) -> list[int]:
    """Where the items of a list within one paragraph begin: bullets, or numbers that count up from the first."""
    out, number, letter = [], 1, "a"
    for item in _INLINE_ITEM.finditer(text, start, end):
        if item[1]:
            if int(item[1]) != number + 1:
                continue
            number += 1
        elif item[2]:
            if ord(item[2]) != ord(letter) + 1:
                continue
            letter = item[2]
        out.append(item.start())
    return out


def _is_end(text: str, begin: int, stop: re.Match[str], limit: int, brackets: list[Span]) -> bool:
    """Whether the sentence that began at `begin` ends with this stop (and the marks that close behind it)."""
    at = stop.end()
    marks, closing = stop["stop"], stop["close"]
    if not text[at].isspace():
        return marks[-1] in _FULL_WIDTH or _runs_on(text, stop, limit)
    ahead = _NEXT.match(text, at, min(limit, at + WINDOW))
    opening, word = (ahead[1], ahead[2]) if ahead else ("", "")
    if not word or not _can_begin(word, opening):
        return False
    if not _WORDLY.search(text, begin, min(stop.start(), begin + WINDOW)) and stop.start() < begin + WINDOW:
        return False  # dots that open a sentence: "“… and so we left"
    if brackets and _inside(brackets, begin, stop.start()):
        return False
    if "…" in marks or marks.count(".") > 1:
        return _ellipsis_ends(text, stop, word)
    if marks == "." and not (closing and _QUOTE_MARKS & set(closing)):
        return not _abbreviates(text, begin, stop.start(), opening, word)
    if not opening and _QUOTE_MARKS & set(closing) and marks != "." and word not in OPENING_WORDS:
        return not (ahead and _NAMED_AND_SAID.match(text, ahead.start(2), limit))
    return True


def _can_begin(word: str, opening: str) -> bool:
    """Lower case, or punctuation that belongs to what stands before it, begins no sentence."""
    first = word[0]
    if first.islower():
        return len(word) > 1 and first in "ie" and word[1].isupper()  # iPhone, eBay
    return first.isalnum() or bool(opening and first not in ",;:)]}") or first not in ",;:)]}–—-/&%"


def _inside(brackets: list[Span], begin: int, at: int) -> bool:
    """Whether the stop stands in a bracket that was opened within the sentence, not at its start."""
    which = bisect_right(brackets, (at, at)) - 1
    return which >= 0 and brackets[which][0] > begin + 1 and at < brackets[which][1] - 1


def _ellipsis_ends(text: str, stop: re.Match[str], word: str) -> bool:
    """Dots end a sentence where they stand at a word and a new one begins; dots with space around are a gap."""
    loose = stop.start() > 0 and text[stop.start() - 1].isspace()
    if word == "I":
        return False
    if loose and stop["stop"].count(".") < 4:
        return word in OPENING_WORDS
    return True


def _abbreviates(text: str, begin: int, at: int, opening: str, word: str) -> bool:
    """Whether the full stop at `at` belongs to a word before it and ends nothing. `word` is the next word."""
    before = text[max(begin, at - WINDOW) : at].split()
    if not before:
        return False
    last = before[-1].lstrip("\"'“‘«„([{-–—/")
    if not last or len(last) > 12:
        return False
    opens = word in OPENING_WORDS or (opening != "" and opening[0] not in "([{" and word[0].isupper())
    if last in NEVER_END:
        return True
    if last in BEFORE_NUMBER:
        return word[0].isdigit()
    if last.lower() in TIMES:
        return word in TIME_FOLLOWERS or word[0].isdigit() or len(text[begin:at][:WINDOW].split()) < SHORT_OPENING
    if len(last) == 1:
        return last.isalpha() and not opens
    known = last in MAY_END or _DOTTED.fullmatch(last) is not None
    known = known or (last in STATES and len(before) > 1 and before[-2].endswith(","))
    return known and not opens


def _runs_on(text: str, stop: re.Match[str], limit: int) -> bool:
    """Two sentences without a space between them ("in Orlam.He left"); never an address, a number or "U.S.A"."""
    at, word = stop.end(), stop.start()
    if word and text[word - 1] in _QUOTE_MARKS:
        word -= 1
    if "." in stop["stop"][1:] or word < 2 or not text[word - 2 : word].isalpha():
        return False
    ahead = _NEXT.match(text, at, min(limit, at + WINDOW))
    if ahead is None or ahead.start(1) != at or not ahead[2] or not ahead[2][0].isupper():
        return False
    alone = len(ahead[2]) == 1 and not (ahead[2] in "AI" and text[ahead.end() : ahead.end() + 1].isspace())
    if alone or not text[word - 1].islower() or (len(ahead[2]) > 1 and not ahead[2][1].islower()):
        return False  # "Ph.D", "in.gov"
    if ahead[2].lower() in DOMAINS:
        return False
    token = _around(text, stop.start(), limit)
    return not any(sign in token for sign in ("@", "://", "www.", "/"))


def _around(text: str, at: int, limit: int) -> str:
    """The unbroken run of characters around a place, cut to the window."""
    left = text[max(0, at - WINDOW) : at].split(" ")[-1]
    return left + text[at : min(limit, at + WINDOW)].split(" ")[0]
