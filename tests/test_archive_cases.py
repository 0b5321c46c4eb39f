"""The miniature archives, each one a promise: tests/archive/README.md tells the format and the rules of counting."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archivecases import CASES, COUNTS, EXAMPLES, HELD_OUT, HERE, KEYS, Case, Outcome, examples, load, outcome, share
from archiveexpect import compare_ask, compare_stories, compare_versions

KNOWN: dict[str, str] = json.loads((HERE / "known-failures.json").read_text(encoding="utf-8"))
"""Key of a case, "order/" and a key, or "examples/" and a query -> why it fails. Strict: what passes is taken off."""

FLOOR: dict[str, float] = json.loads((HELD_OUT / "floor.json").read_text(encoding="utf-8"))
"""Least shares of asks and counts that must be right in the held-out cases as a whole."""

TUNED, HELD = load(CASES), load(HELD_OUT)
_DONE: dict[str, Outcome] = {}


def _outcome(case: Case) -> Outcome:
    if case.key not in _DONE:
        _DONE[case.key] = outcome(case.data, case.readings())
    return _DONE[case.key]


def _marked(prefix: str = "") -> list[Any]:
    return [pytest.param(c, id=c.key, marks=_marks(prefix + c.key)) for c in TUNED]


def _marks(key: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=KNOWN[key])] if key in KNOWN else []


@pytest.mark.parametrize("case", _marked())
def test_case(case: Case) -> None:
    result = _outcome(case)
    assert [line for wrong in result.asks for line in wrong] + result.rest == []


@pytest.mark.parametrize("case", _marked("order/"))
def test_order_does_not_matter(case: Case) -> None:
    assert _outcome(case).order == []


def test_held_out_as_a_whole() -> None:
    """Those put aside are one figure, so that nothing can be mended to one of them."""
    result = share(outcome(c.data, c.readings()) for c in HELD)
    print(f"held out: {result}")
    assert result.asks[0] / result.asks[1] >= FLOOR["asks"]
    assert result.counts[0] / result.counts[1] >= FLOOR["counts"]
    assert result.order[0] / result.order[1] >= FLOOR["order"]


@pytest.fixture(scope="module")
def answered() -> dict[str, list[str]]:
    """What differs in the examples: by question, in the rest, and in the reversed order."""
    readings, data = examples()
    result = outcome(data, readings)
    asked = {a["query"]: wrong for a, wrong in zip(data["asks"], result.asks, strict=True)}
    return asked | {"rest": result.rest, "order": result.order}


_ASKED = [a["query"] for a in json.loads(EXAMPLES.read_text(encoding="utf-8"))["asks"]]


@pytest.mark.parametrize(
    "part", [pytest.param(part, marks=_marks(f"examples/{part}")) for part in [*_ASKED, "rest", "order"]]
)
def test_examples(part: str, answered: dict[str, list[str]]) -> None:
    assert answered[part] == []


def test_a_third_is_put_aside() -> None:
    assert len(TUNED) + len(HELD) >= 60
    assert len(HELD) * 3 >= len(TUNED) + len(HELD)
    assert {c.reason for c in HELD} == {c.reason for c in TUNED}


@pytest.mark.parametrize("case", [pytest.param(c, id=c.key) for c in TUNED + HELD])
def test_wellformed(case: Case) -> None:
    """Counts that can be: no more outlets than reports, no more kinds of sources than sources; what is named exists."""
    data = case.data
    assert data["why"] and set(data) <= KEYS and 2 <= len(data["reports"]) <= 8
    urls = {r["url"] for r in data["reports"]}
    names = " ".join(r["text"] for r in data["reports"])
    hosts = {u.split("/")[2] for u in urls}
    assert all(host.endswith(".example") for host in hosts)
    assert set(data.get("families", {})) <= hosts
    for ask in data["asks"]:
        assert set(ask) <= {"query", "claim", "counts", "first", "disputed_by", "retracted_by", "circles"}
        counts = {key: ask["counts"].get(key, 0) for key in COUNTS}
        assert set(ask["counts"]) <= set(COUNTS)
        assert len(urls) >= counts["reports"] >= counts["outlets"] >= counts["families"] >= 1
        assert counts["texts"] <= len(data["reports"])
        assert "sources" not in ask["counts"] or counts["named"] + counts["unnamed"] <= counts["sources"]
        assert ask.get("first", {}).get("url", min(urls)) in urls
        assert all(set(ring) <= hosts for ring in ask.get("circles", ()))
        for name in (n for key in ("disputed_by", "retracted_by") for n in ask.get(key, ()) if isinstance(n, str)):
            assert name.lstrip("?") in hosts or name.lower() in names.lower()
    told = [i for story in data.get("stories", ()) for i in story]
    assert not told or sorted(told) == list(range(len(data["reports"])))


CLAIM: dict[str, Any] = {
    "text": "The bridge at Orna was closed",
    "statements": [],
    "counts": dict.fromkeys(COUNTS, 1),
    "first": {"url": "https://a.example/1", "source": "Ana Ruiz"},
    "disputes": [{"source": "Jo Sand", "outlet": "b.example", "text": "it was open"}],
    "retracts": [],
    "circles": [],
}


@pytest.mark.parametrize(
    ("want", "part"),
    [
        ({"counts": {"texts": 2}}, "counts.texts"),
        ({"counts": {"texts": [2, 3]}}, "counts.texts"),
        ({"counts": {}, "first": {"url": "https://b.example/1"}}, "first.url"),
        ({"counts": {}, "first": {"source": "Eva Ruiz"}}, "first.source"),
        ({"counts": {}, "disputed_by": []}, "disputed_by"),
        ({"counts": {}, "disputed_by": ["Jo Sand", "Lu Mei"]}, "disputed_by"),
        ({"counts": {}, "retracted_by": ["a.example"]}, "retracted_by"),
        ({"counts": {}, "circles": [["a.example", "b.example"]]}, "circles"),
        ({"counts": {}, "claim": "The ferry from Lomas was seized"}, "another claim"),
    ],
)
def test_a_difference_is_seen(want: dict[str, Any], part: str) -> None:
    assert [line for line in compare_ask(want, CLAIM) if line.startswith(part)]


def test_what_is_right_differs_in_nothing() -> None:
    want = {
        "counts": {"texts": 1, "reports": [1, 2]},
        "first": {"source": "Ruiz"},
        "disputed_by": [["Sand", "x"], "?Lu"],
    }
    assert (
        compare_ask(want | {"claim": "The bridge at Orna was closed", "circles": [], "retracted_by": []}, CLAIM) == []
    )


def test_stories_and_versions_that_differ_are_seen() -> None:
    assert compare_stories([[0]], [], [])
    given = {"dropped": ["A man was seen."], "added": [], "changed": [("Three died", "Five died")]}
    assert compare_versions({"dropped": ["man was seen"], "added": [], "changed": [["three", "five"]]}, given) == []
    for want in ({"dropped": []}, {"dropped": ["woman"]}, {"kept": ["man was"]}, {"changed": [["three", "six"]]}):
        assert compare_versions(want, given)
