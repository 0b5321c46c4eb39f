"""Denials that point back, and corrections, over whole reports: golden reports as JSON, and small archives end to end."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from sayso.across import Said
from sayso.links.disputes import pointed
from sayso.links.matter import Matter, matter

FOLDER = Path(__file__).parent / "archive" / "disputes"
FLOORS = {"reports.json": 1.0, "reports-held-out.json": 0.85}
"""Least share of reports of which every link is right. The third that is put aside (by a hash of the ids) was written
with the others, before anything was tuned, and is scored as a whole."""


def told(report: Sequence[Mapping[str, Any]], key: str = "r") -> list[tuple[Said, Matter]]:
    """The statements of a golden report, one sentence each; the content stands between ‹ ›, else it is own voice."""
    out, at = [], 0
    for number, one in enumerate(report):
        text = one["s"]
        own = "act" not in one
        content = text if own else text.split("‹")[1].split("›")[0]
        sentence = text.replace("‹", "").replace("›", "")
        start = at + sentence.index(content)
        said = Said(
            id=str(number),
            report=key,
            text=content,
            sentence=sentence,
            form="own" if own else "indirect",
            at=(start, start + len(content)),
            extents=((at, at + len(sentence)),),
            act=one.get("act"),
            negated=one.get("negated", False),
            source=one.get("by"),
            name=one.get("by"),
            kind=one.get("kind"),
            role=one.get("role"),
            outlet="courier.example",
            published="2024-05-06",
        )
        out.append((said, matter(said)))
        at += len(sentence) + 1
    return out


def links(case: Mapping[str, Any]) -> list[list[Any]]:
    return [[int(x.left), int(x.right), x.confirmed] for x in pointed(told(case["report"]))]


def cases(name: str) -> list[dict[str, Any]]:
    return list(json.loads((FOLDER / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_golden_reports(name: str) -> None:
    wrong = [c["id"] for c in cases(name) if links(c) != c["expect"]]
    assert 1 - len(wrong) / len(cases(name)) >= FLOORS[name], len(wrong) if "held-out" in name else wrong


def test_order_of_the_statements_plays_no_part_and_links_have_reasons() -> None:
    shuffle = random.Random(5)
    for case in cases("reports.json"):
        statements = told(case["report"])
        found = pointed(statements)
        for _ in range(3):
            shuffle.shuffle(statements)
            assert pointed(statements) == found
        assert all(x.kind == "disputes" and len(x.reasons) >= 2 and all(x.reasons) for x in found)
