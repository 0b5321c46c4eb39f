"""MEANTIME (Wikinews) as the reader sees it: each article as text, with the names and times that were marked in it.

The annotators marked the title and the four sentences after the date line, and only what lies in these five is counted,
gold and guessed. The annotated creation time is the moment of publication.

Names. Gold: mentions of syntactic type NAM or PRE.NAM (a name, also before a noun: "the Apple chief") that refer to an
entity of type PER, ORG or LOC. Not counted as gold: NOM, PRO, APP, CONJ and the rest (they are no names, or hold
names that are mentions of their own), and names of products (PRO) and of markets and indices (FIN): a person,
organization or place that the reader sees there is an extra. The span is the name proper: the annotated `head` where
it stands in the extent ("analyst Chris Weafer": head "Chris Weafer"), else the extent, in both cases less a leading
article and a trailing comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from sayso.records import Span

FOLDER = "news_gold/meantime/intra-doc_annotation"
"""Where the articles lie under DATA."""
LAST_SENTENCE = 5
"""The title is sentence 0, the date line 1; no sentence after the fifth is annotated in full."""
TYPES = {"PER": "person", "ORG": "organization", "LOC": "place"}
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?)\]%’]|['’](?:s|re|ve|ll|d|m|t)?$|n['’]t$")
_NO_SPACE_AFTER = frozenset("([$£€#")
_ARTICLE = re.compile(r"(?:the|a|an)\s", re.I)


class Named(NamedTuple):
    """A name: what it is ("person", "organization", "place") and text[start:end]."""

    label: str
    start: int
    end: int


class Time(NamedTuple):
    """A TIMEX3: its type, its value and text[start:end]."""

    type: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its gold. `counted` are the spans of the annotated sentences; `aside` those of FIN and PRO names
    and of PRE.NAM mentions."""

    id: str
    title: str
    body: str
    published: str
    counted: tuple[Span, ...] = ()
    names: tuple[Named, ...] = ()
    extents: tuple[Named, ...] = ()
    aside: tuple[Span, ...] = ()
    times: tuple[Time, ...] = ()

    @property
    def text(self) -> str:
        """Title, blank line, body: offsets lie on this."""
        return f"{self.title}\n\n{self.body}"


def articles(folder: Path) -> Iterator[Article]:
    """The articles in the order of their paths."""
    for path in sorted(folder.rglob("*.xml")):
        yield article(path.stem, ElementTree.parse(path).getroot())


def article(id_: str, root: ElementTree.Element) -> Article:
    """One article: its tokens as text, its mentions and times as spans of it."""
    text, sentence = "", 0
    spans: dict[str | None, Span] = {}
    counted: dict[int, Span] = {}
    for token in root.iter("token"):
        word, here = token.text or "", int(token.get("sentence") or 0)
        glue = ("\n\n" if not sentence else " ") if here != sentence else _glue(text, word)
        text, sentence = text + glue, here
        spans[token.get("t_id")] = (len(text), len(text) + len(word))
        if here <= LAST_SENTENCE and here != 1:
            counted[here] = (counted.get(here, (len(text), 0))[0], len(text) + len(word))
        text += word
    title, _, body = text.partition("\n\n")
    published, times = "", []
    for timex in root.iter("TIMEX3"):
        span = _span(timex, spans)
        if timex.get("functionInDocument") == "CREATION_TIME":
            published = published or timex.get("value") or ""
        elif span and inside(span, counted.values()):
            times.append(Time(timex.get("type") or "", timex.get("value") or "", *span))
    regions = tuple(counted.values())
    names, extents, aside = _mentions(root, text, spans, regions)
    times.sort(key=lambda t: t.start)
    return Article(id_, title, body, published, regions, names, extents, aside, tuple(times))


def _glue(text: str, word: str) -> str:
    """What stands between two tokens of a sentence: the corpus does not say, so it is told by the marks."""
    return "" if not text or text[-1] in _NO_SPACE_AFTER or _NO_SPACE_BEFORE.match(word) else " "


def _span(markable: ElementTree.Element, spans: dict[str | None, Span]) -> Span | None:
    anchors = [spans[i] for a in markable.iter("token_anchor") if (i := a.get("t_id")) in spans]
    return (anchors[0][0], anchors[-1][1]) if anchors else None


def inside(span: Span, regions: Iterable[Span]) -> bool:
    """Whether one of the regions holds all of a span."""
    return any(start <= span[0] and span[1] <= end for start, end in regions)


def _mentions(
    root: ElementTree.Element, text: str, spans: dict[str | None, Span], counted: Sequence[Span]
) -> tuple[tuple[Named, ...], tuple[Named, ...], tuple[Span, ...]]:
    """Names proper, the same as annotated, and what the lenient row leaves out."""
    types = {e.get("m_id"): e.get("ent_type") for e in root.iter("ENTITY")}
    of = {}
    for refers in root.iter("REFERS_TO"):
        target = refers.find("target")
        for source in refers.iter("source"):
            of[source.get("m_id")] = types.get(target.get("m_id") if target is not None else None)
    names, extents, aside = [], [], []
    for mention in root.iter("ENTITY_MENTION"):
        span, kind = _span(mention, spans), mention.get("syntactic_type")
        if span is None or not inside(span, counted) or kind not in ("NAM", "PRE.NAM"):
            continue
        label = TYPES.get(of.get(mention.get("m_id")) or "")
        if label:
            names.append(Named(label, *_proper(text, span, mention.get("head") or "")))
            extents.append(Named(label, *span))
        if not label or kind == "PRE.NAM":
            aside.append(span)
    return tuple(names), tuple(extents), tuple(aside)


def _proper(text: str, span: Span, head: str) -> Span:
    """The name proper within an extent."""
    start, end = span
    at = text.find(head, start, end) if head else -1
    if at >= 0:
        start, end = at, at + len(head)
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    return start, end - (text[end - 1] == ",")
