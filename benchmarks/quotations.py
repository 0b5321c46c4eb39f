"""Quotations on 200 cases: how many are found, and how many have the right source, part by part and style by style.

    python benchmarks/quotations.py [DATA] [--failing]

Without DATA (which is not part of this repository) only the hundred own cases are read. The parts:
    PolNeAR dev      100 drawn by a seeded rule and labelled by reading (training/gold/draw_quotations.py)
    PolNeAR train    60 more of the same, to tune on; not among the 200
    own, tuned       70 reports written for this (tests/cases/quotations)
    own, aside       30 that nobody looks at one by one

Found: statements that are not the outlet's own voice cover at least COVERED of the quotation's characters. Right
source: the statement that covers most of it (of two that cover the same, the inner one) has a source that overlaps the
labelled one where it stands, or resolves to the labelled name; where nobody is named, one of the source's mentions is
the labelled one. Both are shares of all quotations. `name` is stricter: of those whose source is named, the share that
resolves to that very name.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from sayso import Reader
from sayso.pipeline import report_of
from sayso.records import Reading, Report, Span, Statement

ROOT = Path(__file__).parent.parent
GOLD, OWN = ROOT / "training" / "gold", ROOT / "tests" / "cases" / "quotations"
COVERED = 0.8
"""Share of a quotation's characters, white space apart, from which it is found."""
ASIDE = "own, aside"

_MARK = re.compile(r"\{\{|\}\}|<<|>>")
_DRESS = re.compile(r"^(?:the|mr|mrs|ms|dr|president|rep|sen|gov)\.?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One quotation: its pieces and its source as offsets into `report.text`, and the name that the source has."""

    key: str
    part: str
    style: str
    report: Report
    quotation: Sequence[Span]
    source: Sequence[Span]
    name: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reading makes of a case; `named` is None where the source has no name."""

    found: bool
    right: bool
    named: bool | None
    read: str


def own(part: str) -> Iterator[Case]:
    """The cases of one file of tests/cases/quotations. Raises ValueError where a report is not read as it stands."""
    rows = json.loads((OWN / f"{part}.json").read_text(encoding="utf-8"))
    for i, row in enumerate(rows):
        marked = f"{row['title']}\n\n{row['text']}" if row.get("title") else row["text"]
        text, spans = _unmarked(marked)
        title = _unmarked(row["title"])[0] if row.get("title") else None
        report = report_of(text[len(title) + 2 :] if title else text, title=title, published="2023-05-04")
        if report.text != text:
            raise ValueError(f"{part}, case {i}: the text was repaired")
        yield Case(key=f"{part} {i}", part=f"own, {part}", style=row["style"], report=report,
                   quotation=spans["{{"], source=spans["<<"], name=row["name"])  # fmt: skip


def _unmarked(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """A text without its marks, and the spans that stood between them, by the mark that opens them."""
    spans: dict[str, list[Span]] = {"{{": [], "<<": []}
    text, at, opened = "", 0, dict[str, int]()
    for found in _MARK.finditer(marked):
        text, at = text + marked[at : found.start()], found.end()
        if found[0] in spans:
            opened[found[0]] = len(text)
        else:
            mark = "{{" if found[0] == "}}" else "<<"
            spans[mark].append((opened[mark], len(text)))
    return text + marked[at:], spans


def drawn(data: Path, part: str) -> Iterator[Case]:
    """The labelled quotations of PolNeAR `dev` or `train`."""
    lines = (data / "attribution" / f"polnear-{part}.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {d["id"]: d["text"] for d in map(json.loads, lines)}
    for i, row in enumerate(json.loads((GOLD / f"quotations-{part}.json").read_text(encoding="utf-8"))):
        text = texts[row["article"]]
        report = report_of(text)
        at = _carried(text, report)
        name = text[slice(*row["name"])] if row["name"] else None
        yield Case(key=f"{part} {i}", part=f"PolNeAR {part}", style=row["style"], report=report,
                   quotation=[_moved(at, row["quotation"])], source=[_moved(at, s) for s in row["source"]],
                   name=name)  # fmt: skip


def _carried(text: str, report: Report) -> list[int]:
    """For each offset of a text the one in its report. Raises ValueError where more changed than the repairs say."""
    if report.received() != text:
        raise ValueError("the report is not the text that was given")
    out, shift, last = list(range(len(text) + 1)), 0, 0
    for start, end, was in report.repairs:
        for i in range(last, start - shift + 1):
            out[i] = i + shift
        last = start - shift + len(was)
        shift = end - last
    for i in range(last, len(out)):
        out[i] = i + shift
    return out


def _moved(at: Sequence[int], span: Sequence[int]) -> Span:
    return at[span[0]], at[span[1]]


def outcome(case: Case, reading: Reading) -> Outcome:
    """Whether a reading has the quotation, and whose it is said to be."""
    text = case.report.text
    solid = [0, *accumulate(not c.isspace() for c in text)]

    def size(spans: Sequence[Span]) -> int:
        return sum(solid[e] - solid[s] for s, e in spans)

    def shared(statement: Statement) -> list[Span]:
        both = [(max(a, c), min(b, d)) for a, b in case.quotation for c, d in statement.content_spans]
        return [(s, e) for s, e in both if s < e]

    said = [s for s in reading.statements if s.form != "own"]
    covered = {i for s in said for a, b in shared(s) for i in range(a, b) if not text[i].isspace()}
    best = max(said, key=lambda s: (size(shared(s)), bool(s.within)), default=None)
    if best is None or not shared(best):
        return Outcome(False, False, False if case.name else None, "own voice")
    source = reading.source_of(best)
    name, mentions = (source.name, source.mentions) if source else (None, ())
    named = same_name(name, case.name) if case.name else None
    here = [*best.source_spans, *(() if case.name else mentions)]
    overlaps = any(a < d and c < b for a, b in case.source for c, d in here)
    found = len(covered) >= COVERED * size(case.quotation)
    return Outcome(found, found and (overlaps or bool(named)), named, f"{name!r}, {best.reasons}")


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are one, whatever title, office or article stands before them.

    >>> same_name("Admiral Yara Dell", "Yara Dell"), same_name("Dell", "Yara Dell"), same_name(None, "Yara Dell")
    (True, False, False)
    """
    if one is None or other is None:
        return False
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return short == long or (" " in short and long.endswith(f" {short}"))


def _bare(name: str) -> str:
    before = ""
    name = name.casefold().replace("’", "'")
    while before != name:
        before, name = name, _DRESS.sub("", name)
    return name


def judged(cases: Iterable[Case]) -> Iterator[tuple[Case, Outcome]]:
    """Each case with what a reading makes of it; a report that has several is read once."""
    reader, read = Reader(), dict[str, Reading]()
    for case in cases:
        if case.report.text not in read:
            read[case.report.text] = reader.read(case.report)
        yield case, outcome(case, read[case.report.text])


def the_200(data: Path) -> Iterator[Case]:
    """The cases that count: the own ones and those of PolNeAR dev."""
    yield from own("tuned")
    yield from own("aside")
    yield from drawn(data, "dev")


def shares(results: Sequence[Outcome]) -> tuple[float, float, float]:
    """Found, right source, and of those whose source is named the right name; in per cent."""
    named = [r.named for r in results if r.named is not None]
    found, right, name = (
        100 * sum(x) / max(1, len(x)) for x in ([r.found for r in results], [r.right for r in results], named)
    )
    return found, right, name


def figures(data: Path) -> dict[str, float]:
    """Found and right source over the 200 cases, in per cent. Raises OSError where DATA lacks PolNeAR dev."""
    found, right, _ = shares([result for _, result in judged(the_200(data))])
    return {"found": found, "right source": right}


def main() -> None:
    """Prints the figures; with --failing also what is wrong, but never a case that was put aside."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--failing", action="store_true", help="of PolNeAR train and the tuned cases")
    a = parser.parse_args()
    cases = [*the_200(a.data), *drawn(a.data, "train")] if a.data else [*own("tuned"), *own("aside")]
    groups: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for case, result in judged(cases):
        groups[case.part, ""].append(result)
        if case.part != ASIDE:
            groups[case.part, case.style].append(result)
        if case.part != "PolNeAR train":
            groups["all 200", ""].append(result)
        if a.failing and not result.right and case.part in ("own, tuned", "PolNeAR train"):
            print(f"{case.key} ({case.style}): {'found' if result.found else 'not found'}, read as {result.read}")
    print(f"{'':45s}{'cases':>6s}{'found':>8s}{'source':>8s}{'name':>8s}")
    for (part, style), results in sorted(groups.items()):
        row = f"{len(results):6d}" + "".join(f"{x:8.1f}" for x in shares(results))
        print(f"{'  ' + style if style else part:45s}{row}")


if __name__ == "__main__":
    main()
