"""Whether "he", "the senator" and "it" get the right name, where they are a source: labelled cases from PolNeAR.

    python benchmarks/resolution.py DATA [--part dev|train] [--errors]

DATA holds `attribution/polnear-*.jsonl`. The cases lie in `training/gold/resolution-*.json` as article ids and offsets;
how they were drawn stands there. `train` was looked at while the rules were mended, `dev` is what counts.

A case is found where the source of a statement overlaps it (the best overlap, if several do). Found cases with a
name are right, wrong (the source has another proper name) or open (the source has no name, or only a description).
Right means that the name read and the labelled one share four fifths of either's words: a surname alone will do, and
"Ana Ruiz" for "Ana B. Ruiz". Cases that the article does not name, or that mean several, are counted apart: a source
with one proper name is a wrong resolution there.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.records import Reading, Report, Source, Span

GOLD = Path(__file__).parent.parent / "training" / "gold"
ENOUGH, MORE = 0.8, 3
"""Shares of words and words beyond them, as the sourcing scorer has it."""
NAMED = ("named person", "named organization", "outlet")


@dataclass(frozen=True, slots=True)
class Case:
    """A source that is no name: where it stands and, as offsets into the article, who it is (None: nobody named)."""

    article: str
    source: Span
    name: Span | None
    sort: str | None


def cases(path: Path) -> list[Case]:
    """The labelled cases of a gold file, in the order in which they were drawn."""
    return [
        Case(article, (start, end), None if first is None else (first, last), sort)
        for article, start, end, first, last, sort in json.loads(path.read_text(encoding="utf-8"))["cases"]
    ]


def articles(path: Path, wanted: frozenset[str]) -> Iterator[tuple[str, Report]]:
    """The articles with these ids."""
    from sayso.pipeline import report_of

    with path.open(encoding="utf-8") as file:
        for article in map(json.loads, file):
            if article["id"] in wanted:
                yield article["id"], report_of(article["text"], published=article.get("published"))


def stored(report: Report, span: Span) -> Span:
    """A span of the received text as it lies on the stored one; the repaired words themselves are not looked into."""

    def moved(offset: int) -> int:
        shift = 0
        for start, end, was in report.repairs:
            if start + shift + len(was) > offset:
                break
            shift += len(was) - (end - start)
        return offset - shift

    return moved(span[0]), moved(span[1])


def source_at(reading: Reading, span: Span) -> tuple[bool, Source | None]:
    """Whether a statement's source overlaps the span, and the Source of the one that does so best."""
    best: tuple[float, Source | None] = (0.0, None)
    for statement in reading.statements:
        for start, end in statement.source_spans:
            shared = min(end, span[1]) - max(start, span[0])
            share = shared / max(end - start, span[1] - span[0])
            if shared > 0 and share > best[0]:
                best = share, reading.source_of(statement)
    return best[0] > 0, best[1]


def same(gold: str, sort: str | None, read: str, kind: str) -> bool:
    """Whether a name read means the labelled one.

    >>> same("Ana Ruiz", "person", "Ruiz", "named person"), same("Ruiz campaign", "body", "Ruiz", "named person")
    (True, False)
    >>> same("Ana Ruiz", "person", "Ana Ruiz and Ivo Lang", "named person")
    False
    """
    said, labelled = (frozenset(re.findall(r"\w+", name.lower())) - {"the"} for name in (read, gold))
    if not said or ("and" in said and "and" not in labelled) or (sort == "body" and kind == "named person"):
        return False
    shared = len(said & labelled)
    return (shared >= ENOUGH * len(labelled) and len(said) <= len(labelled) + MORE) or shared >= ENOUGH * len(said)


def verdict(case: Case, text: str, found: bool, source: Source | None) -> str:
    """What became of a case: one of the rows of the table below."""
    name = source.name if source is not None else None
    named = source is not None and source.kind in NAMED
    if case.name is None:
        if not found:
            return "nobody: not found"
        return "nobody: named" if named and name and " and " not in name else "nobody: left open"
    if not found:
        return "not found"
    if source is not None and name and same(text[slice(*case.name)], case.sort, name, source.kind):
        return "right"
    return "wrong" if named else "open"


@dataclass(frozen=True, slots=True)
class Judged:
    """A case as it was read: its article, where it stands in the stored text, the source read there, the verdict."""

    case: Case
    reading: Reading
    span: Span
    source: Source | None
    verdict: str


def judged(data: Path, part: str) -> Iterator[Judged]:
    """The cases of `dev` or `train`, each with its verdict. Raises OSError where DATA lacks the part's articles."""
    from sayso import Reader

    gold = cases(GOLD / f"resolution-{part}.json")
    path = data / "attribution" / f"polnear-{part}.jsonl"
    reports = dict(articles(path, frozenset(case.article for case in gold)))
    readings = dict(zip(reports, Reader().read_many(reports.values()), strict=True))
    for case in gold:
        reading = readings[case.article]
        span = stored(reading.report, case.source)
        found, source = source_at(reading, span)
        # the label lies on the text as received
        yield Judged(case, reading, span, source, verdict(case, reading.report.received(), found, source))


def totals(counts: Counter[str]) -> tuple[int, int]:
    """Of the cases with a name: how many were found, and how many there are."""
    found = counts["right"] + counts["wrong"] + counts["open"]
    return found, found + counts["not found"]


def figures(data: Path) -> dict[str, float]:
    """The right ones of dev, of the found and of all with a name, in per cent."""
    counts = Counter(one.verdict for one in judged(data, "dev"))
    found, every = totals(counts)
    right = 100 * counts["right"]
    return {"right of found": right / max(1, found), "right of named": right / max(1, every)}


def main() -> None:
    """Reads the articles of the cases and prints the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--errors", action="store_true", help="also what went wrong, with the words around it")
    a = parser.parse_args()
    counts: Counter[str] = Counter()
    for one in judged(a.data, a.part):
        counts[one.verdict] += 1
        if a.errors and one.verdict in ("wrong", "open", "nobody: named"):
            case, report = one.case, one.reading.report
            meant = report.received()[slice(*case.name)] if case.name else "nobody"
            read = one.source.name if one.source is not None else None
            said = report.text[slice(*one.span)]
            print(f"{one.verdict}: {said!r} is {meant!r}, read as {read!r}\t{case.article} {one.span}")
    found, every = totals(counts)
    print(f"cases with a name   {every}")
    print(f"found               {found}  {found / max(1, every):.1%}")
    for row, n in (("right", counts["right"]), ("wrong", counts["wrong"]), ("left open", counts["open"])):
        print(f"{row:19} {n}  {n / max(1, found):.1%} of the found, {n / max(1, every):.1%} of all")
    nobody = counts["nobody: named"] + counts["nobody: left open"]
    print(f"cases without one   {nobody + counts['nobody: not found']}")
    print(f"found               {nobody}, of which wrongly named {counts['nobody: named']}")


if __name__ == "__main__":
    main()
