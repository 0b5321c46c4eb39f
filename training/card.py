"""The figures of the model card: python training/card.py DATA SCORERS [--write CARD]

Who said what on PolNeAR dev, in parts: by outlet (the article ids begin with it), by form of the content, and by how
the source is told. Prints Markdown tables; `--write` puts them into CARD between the lines MARKS.

Form and source are told from the spans alone, in the gold and in what was read alike, by the reader's own rules: the
form by quotation marks; the source by its words, as a name, a pronoun, a description, or none. A statement counts under
its own part: precision over what was read as such, recall over the gold that is such. So a quotation read as indirect
speech costs precision in one part and recall in another.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from right import Verdict, readings, roles, scored, scorer, verdicts
from sayso.reader.layout.text import take_apart
from sayso.reader.page import Draft
from sayso.reader.sources.labels import Labels
from sayso.reader.sources.roles import parse
from sayso.reader.statements.form import form_of, outermost
from sayso.records import Span

DEV = "attribution/polnear-dev.jsonl"
MARKS = ("<!-- figures: python training/card.py DATA SCORERS --write docs/model-card.md -->", "<!-- end of figures -->")
OUTLETS = {
    "breitbart": "Breitbart", "huff-post": "Huffington Post", "nyt": "New York Times", "politico": "Politico",
    "usa-today": "USA Today", "wash-post": "Washington Post", "west-journal": "Western Journal",
}  # fmt: skip
TABLES = {
    "outlet": tuple(OUTLETS.values()),
    "form": ("direct", "mixed", "indirect"),
    "source": ("name", "pronoun", "description", "none"),
    "pronoun": ("he", "she", "they", "i", "others"),
}
HEADS = {"outlet": "outlet", "form": "what is said stands", "source": "its source is", "pronoun": "of the pronouns"}
SHOWN = {
    "name": "a name", "pronoun": "a pronoun", "description": "a description without a name", "none": "nobody",
    "he": "he", "she": "she", "they": "they", "i": "I, we",
}  # fmt: skip


@dataclass(slots=True)
class Part:
    """Counts of one part: statements read and gold ones, with verdicts; the sum of the confidence of those read."""

    said: int = 0
    said_right: int = 0
    gold: int = 0
    matched: int = 0
    right: int = 0
    confidence: float = 0.0

    def row(self) -> str:
        """Gold, read, linked P, R and F1, source right, mean confidence: per cent."""
        p, r = self.said_right / max(1, self.said), self.right / max(1, self.gold)
        f1, source = 2 * p * r / max(1e-9, p + r), self.right / max(1, self.matched)
        shares = (p, r, f1, source, self.confidence / max(1, self.said))
        return " | ".join([str(self.gold), str(self.said), *(f"{100 * x:.1f}" for x in shares)])


class Places:
    """Tells the form and the sort of source of statements in one text."""

    def __init__(self, text: str) -> None:
        self.text, self.labels = text, Labels(text, ())
        self.marks = outermost(take_apart(text).quotes)

    def form(self, content: Sequence[Span]) -> str:
        return form_of(self.text, self.marks, Draft(source=[], cue=[], content=[(s, e) for s, e in content]))

    def source(self, spans: Sequence[Span]) -> tuple[str, str]:
        """How a source is told (name, pronoun, description or none), and which pronoun it is, or ""."""
        found = parse(self.text, (spans[0][0], spans[0][1]), self.labels) if spans else None
        if found is None:
            return "description" if spans else "none", ""
        if found.name is not None:
            return "name", ""
        return ("pronoun", found.pronoun) if found.pronoun else ("description", "")


Parts = dict[tuple[str, str], Part]


def counted(data: Path, scorers: Path) -> Parts:
    """Counts by (table, part), and of all under ("all", "all"). Raises FileNotFoundError without data or scorer."""
    score, parts = scorer(scorers), defaultdict[tuple[str, str], Part](Part)
    for gold, reading in readings(data / DEV):
        outlet, kept = str(gold["id"]).partition("_")[0], scored(reading)
        said, wanted = verdicts(score, gold, reading.report.text, [roles(s) for s in kept])
        here, there = Places(reading.report.text), Places(gold["text"])

        def at(places: Places, source: Sequence[Span], content: Sequence[Span], outlet: str = outlet) -> Iterator[Part]:
            yield parts["all", "all"]
            yield parts["outlet", OUTLETS.get(outlet, outlet)]
            yield parts["form", places.form(content)]
            sort, pronoun = places.source(source)
            yield parts["source", sort]
            if pronoun:
                yield parts["pronoun", pronoun if pronoun in TABLES["pronoun"] else "others"]

        for s, v in zip(kept, said, strict=True):
            for part in at(here, s.source_spans, s.content_spans):
                _read(part, v, s.confidence)
        for a, v in zip(gold["attributions"], wanted, strict=True):
            for part in at(there, a["source"], a["content"]):
                _wanted(part, v)
    return dict(parts)


def _read(part: Part, verdict: Verdict, confidence: float) -> None:
    part.said += 1
    part.said_right += verdict.right
    part.confidence += confidence


def _wanted(part: Part, verdict: Verdict) -> None:
    part.gold += 1
    part.matched += verdict.matched
    part.right += verdict.right


def tables(parts: Parts) -> str:
    """The parts as Markdown tables, with a last line of all statements where the parts are all."""
    out = []
    for table, names in TABLES.items():
        found = [n for n in names if (table, n) in parts] + sorted(n for t, n in parts if t == table and n not in names)
        rows = [f"| {HEADS[table]} | gold | read | precision | recall | F1 | source right | mean confidence |"]
        rows.append("|---|--:|--:|--:|--:|--:|--:|--:|")
        rows += [f"| {SHOWN.get(n, n)} | {parts[table, n].row()} |" for n in found]
        if table != "pronoun":
            rows.append(f"| **all** | {parts['all', 'all'].row()} |")
        out.append("\n".join(rows))
    return "\n\n".join(out)


def put(card: str, found: str, marks: tuple[str, str] = MARKS) -> str:
    """The card with the figures between two lines anew. Raises ValueError where those lines are not there."""
    before, first, rest = card.partition(marks[0])
    _, last, after = rest.partition(marks[1])
    if not (first and last):
        raise ValueError(f"the card has no place for figures: a line {marks[0]!r}, later one {marks[1]!r}")
    return f"{before}{first}\n\n{found}\n\n{last}{after}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorers", type=Path)
    parser.add_argument("--write", type=Path, metavar="CARD", help="the page that holds them, docs/model-card.md")
    a = parser.parse_args()
    shown = tables(counted(a.data, a.scorers))
    print(shown)
    if a.write:
        a.write.write_text(put(a.write.read_text(encoding="utf-8"), shown), encoding="utf-8")
