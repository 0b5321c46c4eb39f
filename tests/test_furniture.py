"""Furniture by the table: what it takes, and what it must leave."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.reader.layout.furniture import RULES, dateline_end, line_rule, sentence_rule
from sayso.reader.layout.kickers import kickers

CASES = Path(__file__).parent / "cases" / "text"


def _cases(name: str) -> list[Any]:
    """The golden cases of a file: `tuned` ones mended rules, `held` ones never did, known failures must fail."""
    cases: list[dict[str, Any]] = json.loads((CASES / name).read_text("utf-8"))
    fails = pytest.mark.xfail(reason="known failure", strict=True)
    return [pytest.param(c, marks=fails if c["group"] == "known-failure" else (), id=_name(c)) for c in cases]


def _name(case: dict[str, Any]) -> str:
    shown = case.get("line") or case.get("headline") or case.get("dateline") or case.get("rest")
    return f"{case['group']}: {shown}"


@pytest.mark.parametrize("case", _cases("furniture.json"))
def test_a_line_is_furniture_by_the_rule_that_names_it_or_a_claim(case: dict[str, Any]) -> None:
    assert line_rule(case["line"]) == case["rule"]
    if case["rule"] is None:
        assert sentence_rule(case["line"]) is None


def test_each_rule_has_a_case() -> None:
    named = {param.values[0]["rule"] for param in _cases("furniture.json")}
    assert {rule.name for rule in RULES} - named <= {"label", "tags"}
    assert line_rule("ABSTRACT") == "label"
    assert line_rule("Tags: Orlam, bridges") == "tags"


@pytest.mark.parametrize("case", _cases("datelines.json"))
def test_datelines(case: dict[str, Any]) -> None:
    text = case["dateline"] + case["rest"]
    assert text[dateline_end(text, 0, len(text), early=True) :].lstrip() == case["rest"]


def test_a_place_alone_is_a_dateline_only_near_the_top() -> None:
    text = "ORLAM — The bridge fell."
    assert dateline_end(text, 0, len(text), early=False) == 0


@pytest.mark.parametrize("case", _cases("kickers.json"))
def test_kickers(case: dict[str, Any]) -> None:
    line = case["head"] + case["headline"] + case["tail"]
    assert line[slice(*kickers(line, 0, len(line)))].strip() == case["headline"]


def test_a_signature_is_known_by_the_publisher_line() -> None:
    line = "Bridge falls - Kroll and Sons"
    assert kickers(line, 0, len(line)) == (0, len(line))
    assert line[slice(*kickers(line, 0, len(line), "Kroll and Sons"))] == "Bridge falls"
