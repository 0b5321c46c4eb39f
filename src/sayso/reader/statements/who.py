"""Whether a phrase that stands without a verb can be a speaker: a label before a colon, a signature behind a dash."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from sayso.reader.cues.acts import is_reporting
from sayso.reader.page import Name
from sayso.reader.sources.kinds import noun_sort, words
from sayso.records import Span

LABEL_WORDS = 7
"""Words of a label that can be a speaker; longer ones are clauses."""
SIGNATURE_WORDS = 16
"""Words of a signature ("Aurel Dane, poet and pilot of the port of Lomar")."""

_WORD = re.compile(r"[\w’'.-]*\w")
_PLACED = re.compile(r"\b(?:in|near|across|outside) ([A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3})")
_PIECE = re.compile(r"\s*[,(–—]\s*")
_ON = re.compile(r"\s+(?:on|about|to|after|before|amid|over|as|says?|said)\s", re.IGNORECASE)
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)\b", re.IGNORECASE
)
_TOPICS = (
    "live|live blog|video|watch|opinion|analysis|explainer|explained|updates?|breaking|exclusive|review|interview|"
    "photos?|pictures|factbox|timeline|profile|war|crisis|election|vote|talks|summit|scandal|case|trial|attack|protests?|row|"
    "results?|how|why|what|where|when|who|which|editorial|comment|letters?|podcast|quiz|recap|preview|obituary|correction|"
    "clarification|fact check|weather|football|cricket|tennis|rugby|sport|business|culture|travel|politics|news|note|"
    "warning|contact|date|headline|time|place|venue|price|tickets?|email|e-mail|phone|tel|fax|web|source|sources|credit|"
    "photo|caption|image|copyright|tags?|topics?|related|read also|read more|see also|subject|re|ps|tips?|example|step|"
    "part|chapter|day|week|month|year|season|round|ingredients|method|serves|agenda|background|summary|conclusion|"
    "introduction|key points|street|road|cup|league|match|game|race|storm|flood|fire|blast|crash|strike|bill|budget|"
    "plan|deal|project|guide|list|top|best|inside|history"
)
_TOPIC = re.compile(rf"\b(?:{_TOPICS})\b", re.IGNORECASE)
"""Labels that name what a piece is about, what kind of piece it is, or the field of a form: nobody who speaks."""
_DOCUMENTS = frozenset(
    ["study", "studies", "report", "reports", "poll", "survey", "research", "audit", "inquiry", "documents", "census"]
)
"""Documents that headlines let speak; of others ("Statement:", "Letter:") the label names the kind of text."""


def words_of(table: str) -> frozenset[str]:
    """The words of a table written as one string."""
    return frozenset(table.split())


def label_end(text: str, span: Span) -> int:
    """Where the speaker of a label ends: "Krog on tariffs:", "Minister to strikers:"."""
    found = _ON.search(text, *span)
    return found.start() if found else span[1]


class Known:
    """The names of a page, asked by place and by their last word."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        spoken = sorted((n for n in names if n.label != "place"), key=lambda n: n.start)
        self.starts = [n.start for n in spoken]
        self.ends = [n.end for n in spoken]
        self.people = [n for n in spoken if n.label == "person"]
        self.places = {text[n.start : n.end].lower() for n in names if n.label == "place"}
        for found in _PLACED.finditer(text):
            parts = found.group(1).lower().split()
            self.places.update(" ".join(parts[:k]) for k in range(1, len(parts) + 1))
        self.last = {w[-1].lower() for n in spoken if (w := _WORD.findall(text, n.start, n.end))}

    def is_place(self, name: str) -> bool:
        """Whether a capitalised name is that of a place: by the names head, or since things happen in it."""
        return name.lower() in self.places

    def touches(self, span: Span) -> bool:
        """Whether a person's or a body's name stands in the span."""
        i = bisect_left(self.ends, span[0] + 1)
        return i < len(self.starts) and self.starts[i] < span[1]


def speaks(text: str, span: Span, known: Known, *, documents: bool = False, most: int = LABEL_WORDS) -> bool:
    """Whether a phrase is a person, people, a body (or a document), by its names or by the noun that heads it."""
    found = _WORD.findall(text, *span)
    if not found or len(found) > most or not _open(found):
        return False
    head = _head(text, span)
    low = head[-1].lower() if head else ""
    if not low or _TOPIC.search(" ".join(head)) or any(w[0].isdigit() for w in head):
        return False
    if head[0][0].isupper() and known.is_place(" ".join(head)):
        return False
    if known.touches(span):
        return True
    if len(head) <= 4 and all(w[0].isupper() for w in head) and low in known.last:
        return True
    if _NUMBER.search(" ".join(head)):
        return False
    return is_somebody(low) or (documents and low in _DOCUMENTS)


def like_name(text: str, span: Span, known: Known) -> bool:
    """Whether a few capitalised words that introduce a quotation are a name, whatever the names head says."""
    found = text[slice(*span)].split()
    if not found or len(found) > 3 or not all(w[0].isupper() for w in found) or any(w[-1].isdigit() for w in found):
        return False
    return not _TOPIC.search(text, *span) and not known.is_place(text[slice(*span)])


def is_somebody(noun: str) -> bool:
    """Whether a lower-cased noun is a person, people or a body by the tables (not by an ending in -s alone).

    >>> is_somebody("minister"), is_somebody("engineers"), is_somebody("police"), is_somebody("papers")
    (True, True, True, False)
    """
    table, sort = words(), noun_sort(noun)
    if sort == "people":
        by_ending = noun.endswith(("men", "women", "ologists", "people"))
        return noun in table.people or noun[:-1] in table.person or by_ending
    return sort in ("person", "body")


def _head(text: str, span: Span) -> list[str]:
    """The words of a phrase up to its first comma or preposition: what is left is the noun phrase and its noun."""
    cut = _PIECE.search(text, *span)
    found = _WORD.findall(text, span[0], cut.start() if cut and cut.start() > span[0] else span[1])
    for i, word in enumerate(found):
        if i and word.lower() in ("of", "for", "at", "in", "from", "with", "near"):
            return found[:i]
    return found


def _open(found: Iterable[str]) -> bool:
    """Whether no word is a verb of speech in lower case: what has one is a clause."""
    return not any(w.islower() and is_reporting(w) and noun_sort(w) is None for w in found)
