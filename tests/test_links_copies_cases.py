"""Golden cases of copies: small groups of reports, with who copied from whom and how many origins there are."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from sayso.links.copies import compare, origins, sheet, source_of_span
from sayso.records import Report

HERE = Path(__file__).parent / "archive" / "copies"
TEXTS: dict[str, list[str]] = json.loads((HERE / "texts.json").read_text(encoding="utf-8"))["texts"]
CASES: list[dict[str, Any]] = json.loads((HERE / "cases.json").read_text(encoding="utf-8"))


def make(spec: dict[str, Any]) -> Report:
    """A report from its recipe: paragraphs of a text, a dateline before its lead, lines in front and behind."""
    name, dateline, first, last = spec["text"]
    parts = TEXTS[name][first : last + 1]
    parts = [parts[i] for i in spec["order"]] if "order" in spec else list(parts)
    parts[1 - first if first < 2 else 0] = dateline + parts[1 - first if first < 2 else 0]
    if "splice" in spec:
        other, paragraph = spec["splice"]
        parts.insert(3, TEXTS[other][paragraph])
    parts = [*([spec["head"]] if "head" in spec else []), *parts, *([spec["end"]] if "end" in spec else [])]
    host = urlsplit(spec["url"]).netloc.removeprefix("www.")
    return Report(text="\n\n".join(parts), url=spec["url"], outlet=host, published=spec.get("published"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    sheets = [sheet(make(spec)) for spec in case["reports"]]
    place = {s.report: i for i, s in enumerate(sheets)}
    found = [c for a, b in itertools.combinations(sheets, 2) if (c := compare(a, b))]
    assert sorted([place[c.copy], place[c.original], c.whole] for c in found) == sorted(case["copies"]), found
    for copy in found:
        assert copy.reasons and 0 < copy.share <= 1
        assert len(copy.passages) == len(copy.taken) > 0
        assert source_of_span([copy], copy.passages[0]) is copy
    if "says" in case:
        assert any(case["says"] in reason for copy in found for reason in copy.reasons)
    roots = origins(sheets, found)
    groups: dict[str, list[int]] = {}
    for i, s in enumerate(sheets):
        groups.setdefault(roots[s.report].id, []).append(i)
    assert sorted(groups.values()) == sorted(case["origins"])
    for (agency, report), group in zip(case.get("agency", []), case["origins"], strict=False):
        origin = roots[sheets[group[0]].report]
        assert (origin.agency, origin.report) == (agency, None if report is None else sheets[report].report)
    for root, group in zip(case.get("root", []), case["origins"], strict=False):
        assert roots[sheets[group[0]].report].report == sheets[root].report


def test_the_passage_that_was_spliced_is_found_exactly() -> None:
    case = next(c for c in CASES if c["name"].startswith("a paragraph spliced"))
    original, copy = (make(spec) for spec in case["reports"])
    found = compare(sheet(original), sheet(copy))
    assert found is not None
    taken = TEXTS["bridge"][3]
    at = copy.text.index(taken)
    assert found.passages == ((at, at + len(taken) - 1),)
    assert [original.text[start:end] for start, end in found.taken] == [taken[:-1]]
    assert source_of_span([found], (at + 10, at + 80)) is found
    assert source_of_span([found], (0, 60)) is None
