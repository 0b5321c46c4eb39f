"""Whole reports in the manner of a foreign desk's short news, read from a file: what the reading must give, field by
field. The reports are invented; each has a headline with a bare verb and a kicker, a lead without a stop that the body
repeats, sentences run together, "According to the ...", one speaker who echoes another, dates, and two cues of one
speaker."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.records import Reading

TRAINING = Path(__file__).parent.parent / "training"
FOLDERS = sorted(p for p in (Path(__file__).parent / "cases" / "wild-seed-like").iterdir() if p.is_dir())

Compare = Callable[[Reading, dict[str, Any]], list[str]]


@pytest.fixture(scope="module")
def compare() -> Iterator[Compare]:
    """training/check_seed.py, which is no part of the package."""
    sys.path.insert(0, str(TRAINING))
    try:
        import check_seed

        yield check_seed.compare
    finally:
        sys.path.remove(str(TRAINING))
        sys.modules.pop("check_seed", None)


def _pair(folder: Path) -> tuple[Reading, dict[str, Any]]:
    (reading,) = sayso.read(folder / "report.txt")
    return reading, json.loads((folder / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_every_field(folder: Path, compare: Compare) -> None:
    reading, expected = _pair(folder)
    assert compare(reading, expected) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_the_repairs_are_undone(folder: Path) -> None:
    reading, expected = _pair(folder)
    received = (folder / "report.txt").read_text(encoding="utf-8")
    body = received[received.index(expected["report"]["title"]) :].strip()
    assert reading.report.received().strip() == body


def test_the_comparison_sees_what_differs(compare: Compare) -> None:
    reading, expected = _pair(FOLDERS[0])
    gone = replace(reading, statements=reading.statements[1:])
    assert any("not found" in line for line in compare(gone, expected))
    twisted = json.loads(json.dumps(expected))
    twisted["statements"][5]["role"] = "night watchman"
    twisted["statements"][2]["same"] = "somebody else"
    twisted["own"].append("Nobody wrote this.")
    twisted["repaired"].pop()
    lines = compare(reading, twisted)
    for sign in ("role is", "one source is True, not False", "not own voice", "repaired where nothing is broken"):
        assert any(sign in line for line in lines), sign
