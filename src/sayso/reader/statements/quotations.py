"""Quotations as utterances: one quotation, be it over several paragraphs, is one thing that somebody uttered."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from sayso.reader.page import Page, Quote
from sayso.records import Span

WORDS = 4
"""Words from which a quotation can be speech by itself: of the quotations inside paragraphs of PolNeAR dev and a
quarter of train 98 % of those with four and more words are contents, and 70 % of the shorter ones (the others are
titles, nicknames and terms)."""

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_ENDS = re.compile(r"[.!?,…;—–-][\"”’'»›]*$")
_LONG = re.compile(r"[^\W\d_][\w'’-]{3,}")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One quotation with its marks: a piece for each paragraph it stands in. `closed`: its last piece has its mark."""

    pieces: tuple[Span, ...]
    closed: bool = True

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]

    def holds(self, span: Span) -> bool:
        """Whether a span lies inside one of the pieces."""
        i = bisect_right(self.pieces, span[0], key=lambda p: p[0]) - 1
        return i >= 0 and span[1] <= self.pieces[i][1]


def utterances(page: Page) -> list[Utterance]:
    """The outermost quotations of a page, those that go on in the next paragraph joined, in reading order."""
    out: list[Utterance] = []
    chain: list[Quote] = []
    for quote in (q for q in page.quotes if not q.level):
        if chain and not (chain[-1].goes_on and not page.text[chain[-1].end : quote.start].strip()):
            out.append(_joined(chain))
            chain = []
        chain.append(quote)
    if chain:
        out.append(_joined(chain))
    return out


def _joined(chain: list[Quote]) -> Utterance:
    return Utterance(tuple((q.start, q.end) for q in chain), chain[-1].closed)


def words_in(text: str, span: Span) -> int:
    """How many words a span has."""
    return len(_WORD.findall(text, *span))


def ends_like_speech(text: str, utterance: Utterance) -> bool:
    """Whether a quotation ends with a stop or a comma inside its marks, as sentences that were uttered do."""
    start, end = utterance.pieces[-1]
    return _ENDS.search(text, max(start, end - 4), end) is not None


def is_title(text: str, span: Span) -> bool:
    """Whether the words stand in title case, as those of books, songs and headlines do.

    >>> is_title("“The Long Way Round.”", (0, 21)), is_title("“The long way round.”", (0, 21))
    (True, False)
    """
    words = _LONG.findall(text, *span)
    return len(words) >= 2 and all(w[0].isupper() for w in words)


def like_speech(text: str, utterance: Utterance) -> bool:
    """Whether a quotation that stands alone is speech: long enough, ended like a sentence, no title."""
    spans = utterance.pieces
    if len(spans) == 1 and is_title(text, spans[0]):
        return False
    long = sum(words_in(text, s) for s in spans) >= WORDS
    return long and (len(spans) > 1 or not utterance.closed or ends_like_speech(text, utterance))


def bare_stop(text: str, span: Span) -> Span:
    """A sentence without its final full stop and the spaces before it."""
    start, end = span
    while end > start and (text[end - 1] in ".…" or text[end - 1].isspace()):
        end -= 1
    return start, end
