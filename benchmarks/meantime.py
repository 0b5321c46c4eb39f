"""How well names and times are read, on MEANTIME (Wikinews): persons, organizations, places; TIMEX3.

    python benchmarks/meantime.py DATA [--half looked|held] [--errors names|times]

DATA holds `news_gold/meantime`. The reader gets each whole article, its title apart, with the annotated creation time
as the moment of publication. The annotators marked the title and the four sentences after the date line, and only what
lies in these five is counted, gold and guessed. Articles are split by turns (in the order of their paths): rules were
mended on the `looked` half alone; `held` is what counts.

Names. Gold: mentions of syntactic type NAM or PRE.NAM (a name, also before a noun: "the Apple chief") that refer to an
entity of type PER, ORG or LOC. Not counted as gold: NOM, PRO, APP, CONJ and the rest (they are no names, or hold
names that are mentions of their own), and names of products (PRO) and of markets and indices (FIN): a person,
organization or place that the reader sees there is an extra. The span is the name proper: the annotated `head` where
it stands in the extent ("analyst Chris Weafer": head "Chris Weafer"), else the extent, in both cases less a leading
article and a trailing comma. A second row takes the extents as annotated, a third does not count, neither way, what
stands on PRE.NAM, FIN and PRO mentions. Right = the same span and type.

Times, as TempEval-3 scores them: a gold and a guessed TIMEX3 are paired where they overlap, in reading order; extent
F1 is strict (same span) and relaxed (paired); value F1 counts pairs with the same value string. Types DATE and TIME
make one row; DURATION and SET stand apart (as the gold types it). The creation time itself is left out. Classes:

    explicit    a year in the text                    "January 12, 2007", "2004"
    partial     a month or a day, the year left out   "April 3", "in February", "2nd"
    same-day    names the day of publication          "today", "Friday" on a Friday
    relative    all others with a calendar value      "on Wednesday", "last week", "a year ago"
    vague       PAST_REF, PRESENT_REF, FUTURE_REF, undetermined (X), periods written as dates (P1D)
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
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
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b|^\d+(?:st|nd|rd|th)$", re.I)
_DAY_VALUE = re.compile(r"\d{4}(?:-.+)?|FY\d{4}")


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


@dataclass(slots=True)
class Count:
    """Gold, guessed and right."""

    gold: int = 0
    guessed: int = 0
    right: int = 0

    def add(self, gold: Iterable[object], guessed: Iterable[object]) -> None:
        """Counts two collections of what can be compared."""
        g, h = set(gold), set(guessed)
        self.gold, self.guessed, self.right = self.gold + len(g), self.guessed + len(h), self.right + len(g & h)

    @property
    def precision(self) -> float:
        """Right of the guessed, 0 to 1."""
        return self.right / max(self.guessed, 1)

    @property
    def recall(self) -> float:
        """Right of the gold, 0 to 1."""
        return self.right / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """Their harmonic mean, 0 to 1."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    def __str__(self) -> str:
        return (
            f"P {100 * self.precision:5.1f}  R {100 * self.recall:5.1f}  F1 {100 * self.f1:5.1f}   "
            f"(gold {self.gold}, guessed {self.guessed}, right {self.right})"
        )


# ---- the corpus --------------------------------------------------------------------------------------------------


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
        elif span and _inside(span, counted.values()):
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


def _inside(span: Span, regions: Iterable[Span]) -> bool:
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
        if span is None or not _inside(span, counted) or kind not in ("NAM", "PRE.NAM"):
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


# ---- the reader --------------------------------------------------------------------------------------------------


def read(text: str, published: str) -> tuple[list[Named], list[Time]]:
    """What the reader sees in a text."""
    from sayso import Reader

    reader = Reader()
    names = [Named(n.label, n.start, n.end) for n in reader.names(text)]
    return names, [Time(t.type, t.value, t.start, t.end) for t in reader.times(text, published)]


# ---- the scores --------------------------------------------------------------------------------------------------


def time_class(time: Time, text: str, published: str) -> str:
    """The class of a time (the table above)."""
    words = text[time.start : time.end]
    if not _DAY_VALUE.fullmatch(time.value) or "X" in time.value:
        return "vague"
    if _YEAR.search(words):
        return "explicit"
    if _MONTH.search(words):
        return "partial"
    return "same-day" if time.value.partition("T")[0] == published[:10] else "relative"


@dataclass(slots=True)
class Scores:
    """All counts of a run."""

    names: dict[str, Count] = field(default_factory=dict)
    times: dict[str, Count] = field(default_factory=dict)

    def add(self, one: Article, names: Sequence[Named], times: Sequence[Time], errors: str | None) -> None:
        """Counts one article."""
        names = [n for n in names if _inside(n[1:], one.counted)]
        times = [t for t in times if _inside(t[2:], one.counted)]
        self._add_names("names", one.id, one.names, names)
        self._add_names("names, extents as annotated", one.id, one.extents, names)
        gold, guessed = ([n for n in some if not _touches(n[1:], one.aside)] for some in (one.names, names))
        self._add_names("names, PRE.NAM / FIN / PRO aside", one.id, gold, guessed)
        for label in TYPES.values():
            gold, guessed = ([n for n in some if n.label == label] for some in (one.names, names))
            self._add_names(f"  {label}", one.id, gold, guessed)
        if errors == "names":
            _show(one.text, set(one.names) - set(names), set(names) - set(one.names))
        self._add_times(one, times, errors == "times")

    def _add_names(self, row: str, id_: str, gold: Iterable[Named], guessed: Iterable[Named]) -> None:
        self.names.setdefault(row, Count()).add([(id_, n) for n in gold], [(id_, n) for n in guessed])

    def _add_times(self, one: Article, guessed: Sequence[Time], errors: bool) -> None:
        """Pairs gold and guessed where they overlap, in reading order."""
        left = list(guessed)
        for gold in one.times:
            hit = next((t for t in left if t.start < gold.end and gold.start < t.end), None)
            if hit:
                left.remove(hit)
            self._count(one, gold, hit)
            if errors and (hit is None or hit.value != gold.value):
                sign = f"SAID {hit.value}" if hit else "MISS"
                print(sign, gold.type, gold.value, one.published, "|", _around(one.text, gold.start, gold.end))
        for extra in left:
            self._count(one, None, extra)
            if errors:
                print("EXTRA", extra.type, extra.value, "|", _around(one.text, extra.start, extra.end))

    def _count(self, one: Article, gold: Time | None, hit: Time | None) -> None:
        """One pair, or what has no partner, in the row of the gold's type and class (of its own, where it has none)."""
        of = gold or hit
        assert of is not None
        dated = of.type in ("DATE", "TIME")
        rows = ["DATE, TIME", f"  {time_class(of, one.text, one.published)}"] if dated else ["DURATION, SET"]
        for row in rows:
            for measure, right in (
                ("extent, strict", gold and hit and gold[2:] == hit[2:]),
                ("extent, relaxed", gold and hit),
                ("value", gold and hit and gold.value == hit.value),
            ):
                count = self.times.setdefault(f"{row} {measure}", Count())
                count.gold += gold is not None
                count.guessed += hit is not None
                count.right += bool(right)


def _touches(span: Sequence[int], spans: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in spans)


def _around(text: str, start: int, end: int) -> str:
    line = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}"
    return " ".join(line.split())


def _show(text: str, missed: set[Named], extra: set[Named]) -> None:
    for sign, some in (("MISS", missed), ("EXTRA", extra)):
        for label, start, end in sorted(some, key=lambda n: (n.start, n.end, n.label)):
            print(sign, label, "|", _around(text, start, end))


def scored(data: Path, half: str | None = None, errors: str | None = None) -> Scores:
    """The counts of the whole, or of the half `looked` or `held`; prints the errors of `names` or `times`."""
    scores = Scores()
    for number, one in enumerate(articles(data / FOLDER)):
        if half is None or (half == "held") == number % 2:
            scores.add(one, *read(one.text, one.published), errors)
    return scores


def figures(data: Path) -> dict[str, float]:
    """F1 of names and of the values of dates and times, both halves together, in per cent. Raises ValueError where DATA
    has no article."""
    scores = scored(data)
    if not scores.names:
        raise ValueError(f"{data / FOLDER}: no articles")
    return {"names": 100 * scores.names["names"].f1, "time values": 100 * scores.times["DATE, TIME value"].f1}


def main() -> None:
    """Print the figures of the whole, or of one half."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("looked", "held"))
    parser.add_argument("--errors", choices=("names", "times"), help="print every error (only ever of the looked half)")
    options = parser.parse_args()
    if options.errors and options.half != "looked":
        parser.error("--errors goes with --half looked")
    scores = scored(options.data, options.half, options.errors)
    for name, count in [*scores.names.items(), *sorted(scores.times.items())]:
        print(f"{name:36} {count}")


if __name__ == "__main__":
    main()
