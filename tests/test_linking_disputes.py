"""Denials that point back, and corrections, over whole reports: golden reports, and small archives end to end."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import archivedoor as door
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


PAGE = "https://bayecho.example/town/ferry"
FERRY = [
    (
        PAGE,
        "2024-02-01T08:00+01:00",
        "Ferry skipped its safety drill",
        "The ferry Halla sailed for three weeks without a safety drill, the Bay Echo has learned. A deckhand said"
        " that the lifeboats had been locked.\n\nThe ferry company did not answer.",
    ),
    (
        "https://islandwire.example/n/77",
        "2024-02-01T12:00+01:00",
        "Ferry without drill",
        "The ferry Halla sailed for three weeks without a safety drill, the Bay Echo reported on Thursday.\n\nThe"
        " harbour master said he would look into it.",
    ),
    (
        PAGE,
        "2024-02-03T09:00+01:00",
        "Ferry held its safety drill",
        "Editor's note: An earlier version of this article wrongly said that the ferry Halla sailed for three weeks"
        " without a safety drill. The drill was held on 9 January.\n\nThe ferry company said it was glad.",
    ),
]
MAYOR = [
    (
        "https://northdaily.example/a",
        "2024-06-01T08:00",
        "Builder speaks of cash",
        "Mayor Lotte Krahn took 20,000 crowns in cash from a builder before the vote on the marina, builder Emil Sorge"
        " told the North Daily.\n\nKrahn dismissed the accusation. “It is nonsense,” she said.\n\nThe marina is open.",
    ),
    (
        "https://southpost.example/b",
        "2024-06-02T08:00",
        "Krahn under fire",
        "Mayor Lotte Krahn took 20,000 crowns in cash from a builder before the vote on the marina, according to"
        " builder Emil Sorge.\n\nShe denies any wrongdoing.",
    ),
    (
        "https://eastweek.example/c",
        "2024-06-09T08:00",
        "Builder takes it back",
        "Builder Emil Sorge withdrew his claim that Mayor Lotte Krahn took 20,000 crowns in cash before the vote on the"
        " marina.",
    ),
]
TOLL = [
    (
        "https://galtnews.example/1",
        "2024-05-06T08:00",
        "Landslide in Tarn",
        "Nine people were killed in the landslide in the village of Tarn, police said on Monday.",
    ),
    (
        "https://galtnews.example/2",
        "2024-05-07T20:00",
        "More dead in Tarn",
        "Twelve people were killed in the landslide in the village of Tarn, police said on Tuesday.",
    ),
]


def asked(folder: Path, reports: Sequence[tuple[str, str, str, str]], query: str, why: bool = False) -> dict[str, Any]:
    """The first claim that a small archive of these reports answers with."""
    archive = door.opened(folder / "small.db", None, [door.reading(*r) for r in reports])
    try:
        return dict(archive.ask(query, limit=1, why=why)[0])
    finally:
        door.close(archive)


@pytest.mark.parametrize("back", [False, True])
def test_a_note_in_a_later_version_takes_back_the_claim_and_does_not_carry_it(tmp_path: Path, back: bool) -> None:
    claim = asked(tmp_path, FERRY[::-1] if back else FERRY, "ferry Halla sailed without a safety drill")
    assert claim["counts"]["reports"] == 2
    assert [one["outlet"] for one in claim["retracts"]] == ["bayecho.example"]
    assert not any("Editor" in one["text"] for one in claim["statements"])
    assert {one["published"][:10] for one in claim["statements"]} == {"2024-02-01"}


@pytest.mark.parametrize("back", [False, True])
def test_denials_and_the_source_that_takes_it_back_land_on_one_claim(tmp_path: Path, back: bool) -> None:
    claim = asked(tmp_path, MAYOR[::-1] if back else MAYOR, "mayor took 20,000 crowns in cash from a builder")
    assert claim["counts"]["reports"] == 2
    assert {one["source"] for one in claim["disputes"]} == {"Lotte Krahn"}
    assert {one["outlet"] for one in claim["disputes"]} == {"northdaily.example", "southpost.example"}
    assert {one["source"] for one in claim["retracts"]} == {"Emil Sorge"}


@pytest.mark.parametrize("back", [False, True])
def test_a_later_figure_disputes_nothing_and_why_shows_it(tmp_path: Path, back: bool) -> None:
    claim = asked(tmp_path, TOLL[::-1] if back else TOLL, "nine people killed in the landslide in Tarn", why=True)
    assert claim["counts"]["reports"] == 1
    assert not claim["disputes"]
    assert [one["reasons"][0] for one in claim["why"]["differs"]] == ["later update"]
