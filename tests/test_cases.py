"""The golden cases, each one a promise. casefile.py tells the format, cases/held-out/README.md what is held out."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from casefile import HELD_OUT, STATEMENTS, Case, check, load, occurrences, outcome, place, report_for, share
from sayso.records import Act, Form, Kind, Reading

KNOWN_FAILURES: dict[str, str] = json.loads((STATEMENTS.parent / "known-failures.json").read_text(encoding="utf-8"))
"""Key of a case -> why it fails. Strict: a case that begins to pass must be taken off the list."""

FLOOR: dict[str, float] = json.loads((HELD_OUT / "floor.json").read_text(encoding="utf-8"))

CASES, HELD = load(STATEMENTS), load(HELD_OUT)
KEYS = {"cue", "source", "content", "addressee", "name", "kind", "role", "form", "act", "negated", "said_on", "via"} | {
    "within", "continues", "repeats", "nth", "loose"
}  # fmt: skip


@cache
def _reader() -> Any:
    from sayso import Reader

    return Reader()


def _reading(case: Case) -> Reading:
    reading = _reader().read(report_for(case))
    assert isinstance(reading, Reading)
    return reading


def _marked(cases: list[Case]) -> list[Any]:
    return [
        pytest.param(
            c,
            id=c.key,
            marks=[pytest.mark.xfail(strict=True, reason=KNOWN_FAILURES[c.key])] if c.key in KNOWN_FAILURES else [],
        )
        for c in cases
    ]


@pytest.mark.parametrize("case", _marked(CASES))
def test_case(case: Case) -> None:
    assert check(case, _reading(case)) == []


@pytest.mark.parametrize("case", [pytest.param(c, id=c.key) for c in CASES])
def test_whole_text_accounted_for(case: Case) -> None:
    """Every non-space character lies in an own content, an attributed sentence or furniture, in one of the three."""
    reading = _reading(case)
    text = reading.report.text
    own = {i for s in reading.statements if s.form == "own" for a, b in s.content_spans for i in range(a, b)}
    said = {i for s in reading.statements if s.form != "own" for a, b in s.extents for i in range(a, b)}
    loose = {i for a, b in reading.furniture for i in range(a, b)}
    assert not own & said and not own & loose and not said & loose
    missing = {i for i, c in enumerate(text) if not c.isspace()} - own - said - loose
    assert not missing, repr("".join(text[i] for i in sorted(missing)))


def test_held_out_as_a_whole() -> None:
    """The held-out third is scored as one figure, so that no rule can be mended to one of its cases."""
    result = share(outcome(c, _reading(c)) for c in HELD)
    print(f"held out: {result}")
    assert result.statements_right / result.statements >= FLOOR["statements"]
    assert result.cases_right / result.cases >= FLOOR["cases"]


@pytest.mark.parametrize("case", [pytest.param(c, id=c.key) for c in CASES + HELD])
def test_wellformed(case: Case) -> None:
    """Every text is located where it should be, every index and every word of the vocabulary is valid."""
    assert case.why and set(case.expect) <= {"statements", "own", "furniture", "not", "complete"} and case.expect
    assert set(case.report) == {"published", "url", "title", "text"}
    placed = place(case.text, case.statements)
    for i, (wanted, at) in enumerate(zip(case.statements, placed, strict=True)):
        assert set(wanted) <= KEYS and (at.content or at.cue), wanted
        spans = [*at.content, *at.cue[:1], *at.source[:1]]
        assert all(a[1] <= b[0] or b[1] <= a[0] for n, a in enumerate(spans) for b in spans[:n]), "spans overlap"
        for key in ("within", "continues", "repeats"):
            index = wanted.get(key)
            assert index is None or 0 <= index < i, f"{key} must point to an earlier statement"
        for key, words in (("kind", get_args(Kind)), ("form", get_args(Form)), ("act", get_args(Act))):
            assert wanted.get(key, words[0]) in words
    for sentence in (*case.expect.get("own", ()), *case.expect.get("furniture", ())):
        assert occurrences(case.text, sentence), sentence
    for ban in case.expect.get("not", ()):
        assert set(ban) <= {"content", "cue", "source"} and all(occurrences(case.text, w) for w in ban.values())


def test_names_are_unique_and_known_failures_exist() -> None:
    names = Counter(c.name for c in CASES + HELD)
    assert [n for n, k in names.items() if k > 1] == []
    assert set(KNOWN_FAILURES) <= {c.key for c in CASES}


def test_a_third_is_held_out() -> None:
    assert 0.25 <= len(HELD) / len(CASES + HELD) <= 0.4


def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    """A checker that lets everything pass would make all cases green."""
    from sayso.records import Report, Source, Statement

    text = "The mayor said the pump was new. It rained."
    report = Report(text=text)
    mayor = Source(report=report.id, kind="unnamed person", name="The mayor", mentions=((0, 9),))
    said = Statement(
        report=report.id, content_spans=((15, 31),), extents=((0, 32),), form="indirect", source_id=mayor.id,
        source_spans=((0, 9),), cue_spans=((10, 14),), act="assert",
    )  # fmt: skip
    rain = Statement(report=report.id, content_spans=((33, 43),), extents=((33, 43),), form="own")
    good = Reading(report=report, sources=(mayor,), statements=(said, rain))
    expected = {"cue": "said", "source": "The mayor", "content": "the pump was new", "kind": "unnamed person"}

    def case(**changes: Any) -> Case:
        expect = {"statements": [{**expected, **changes}], "own": ["It rained."], "complete": True}
        return Case("f", "n", "w", {"text": text}, expect)

    assert check(case(), good) == []
    wrongs: list[dict[str, Any]] = [
        {"content": "the pump"}, {"cue": "rained"}, {"source": "mayor"}, {"name": None}, {"name": "Ann"},
        {"role": "mayor"}, {"kind": "document"}, {"form": "direct"}, {"act": "deny"}, {"negated": True},
        {"said_on": "2025"}, {"via": ["X"]}, {"addressee": "It"}, {"within": 0},
    ]  # fmt: skip
    for change in wrongs:
        assert check(case(**change), good), change
    assert check(case(), Reading(report=report))
    assert check(Case("f", "n", "w", {"text": text}, {"complete": True}), good)
    for ban in ({"content": "the pump was new"}, {"cue": "said"}, {"source": "The mayor"}):
        assert check(Case("f", "n", "w", {"text": text}, {"not": [ban]}), good), ban
    assert check(Case("f", "n", "w", {"text": text}, {"own": ["The mayor said the pump was new."]}), good)
    assert check(Case("f", "n", "w", {"text": text}, {"furniture": ["It rained."]}), good)
