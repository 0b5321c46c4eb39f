"""Pages of the archive from dicts made by hand: what real reports seldom show, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from rich.cells import cell_len

from sayso.export.archive import claims, story
from sayso.export.archive.sheet import Sheet
from sayso.export.wrap import Paint


def said(key: str, host: str, source: str | None, text: str, **more: Any) -> dict[str, Any]:
    row = {"id": key, "report": f"r{key}", "url": f"https://{host}/{key}", "outlet": host, "source": source,
           "published": f"2031-04-0{key}", "kind": "named person", "form": "indirect", "text": text, "via": [],
           "dropped": False}  # fmt: skip
    return {**row, **more}


def member(key: str, how: str, on: str | None = None) -> dict[str, Any]:
    return {"statement": key, "report": f"r{key}", "how": how, "on": on, "published": None, "spans": [], "reasons": []}


def claim(rows: Sequence[dict[str, Any]], members: Sequence[dict[str, Any]], **more: Any) -> dict[str, Any]:
    n = len(rows)
    counts = {"reports": n, "outlets": n, "families": n, "texts": 1, "sources": 1, "named": 1, "unnamed": 0}
    text = {"id": "t", "outlet": rows[0]["outlet"], "absent": more.pop("absent", False), "members": list(members)}
    first = {"outlet": rows[0]["outlet"], "published": rows[0]["published"], "source": rows[0]["source"]}
    page = {"id": "c", "text": rows[0]["text"], "counts": counts, "first": first, "statements": list(rows),
            "disputes": [], "retracts": [], "circles": [], "why": {"texts": [text], "first": first}}  # fmt: skip
    return {**page, **more}


def page(made: dict[str, Any], width: int = 80) -> list[str]:
    sheet = Sheet(Paint(width=width))
    claims.show(1, made, sheet)
    return "".join(sheet.take()).splitlines()


def test_relays_of_relays_stand_under_what_they_rest_on_and_what_is_new_is_written_once() -> None:
    rows = [
        said("1", "owl.example", "Ida Ruhl", "the mill closes"),
        said("2", "elk.example", "Ida Ruhl", "The mill closes."),
        said("3", "fox.example", "Elk", "the old mill will close", via=["Elk Radio"], dropped=True),
    ]
    ways = [member("1", "the text itself"), member("2", "copy", "1"), member("3", "relay", "2")]
    assert page(claim(rows, ways))[2:] == [
        "   First: Ida Ruhl, in owl.example, 2031-04-01",
        "   The text, from owl.example",
        "     2031-04-01      owl.example",
        "         Ida Ruhl: in these words",
        "       2031-04-02    elk.example  copy",
        "         2031-04-03  fox.example  relay; via Elk Radio; dropped since from the",
        "                                  page",
        "         Elk: the old mill will close",
    ]


def test_what_rests_on_itself_in_a_ring_is_shown_and_ends() -> None:
    rows = [
        said("1", "owl.example", "Ida Ruhl", "the mill closes"),
        said("2", "elk.example", None, "the mill is closing"),
    ]
    ways = [member("1", "circle", "2"), member("2", "circle", "1")]
    lines = page(claim(rows, ways, absent=True, circles=[["elk.example", "owl.example"]]))
    assert "   The text, from owl.example (its own text is not in this archive)" in lines
    assert [line for line in lines if "circle" in line] == [
        "     2031-04-01  owl.example  circle",
        "     2031-04-02  elk.example  circle",
    ]
    assert "         nobody named: the mill is closing" in lines
    assert lines[-1] == "   Rest on each other: elk.example -> owl.example -> elk.example"


def test_one_report_in_the_claims_own_words_takes_one_line() -> None:
    made = claim([said("1", "owl.example", "Ida Ruhl", "that the mill closes", via=["Elk Radio"])],
                 [member("1", "the text itself")])  # fmt: skip
    assert page(made) == [
        "1. that the mill closes",
        "   1 report, 1 outlet, 1 owner, 1 independent text; 1 source: 1 named",
        "   Only: Ida Ruhl, in owl.example, 2031-04-01; via Elk Radio",
    ]


def test_nobody_carries_a_claim_that_is_only_denied() -> None:
    made = claim([said("1", "owl.example", "Ida Ruhl", "the mill closes")], [], first=None)
    made["why"]["texts"], made["statements"] = [], []
    made["disputes"] = [said("2", "elk.example", "elk.example", "The mill stays open.")]
    assert page(made)[2:] == [
        "   First: nobody here says it, it is only denied or foretold",
        "   Disputed by",
        "     2031-04-02  elk.example  own voice",
        "         The mill stays open.",
    ]


@pytest.mark.parametrize("width", [30, 50, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    rows = [
        said(str(n), f"{'long' * n}.example", "水車小屋の管理人", "水車は閉まる " * 12 + str(n)) for n in range(1, 9)
    ]
    ways = [member("1", "the text itself"), *(member(str(n), "copy", str(n - 1)) for n in range(2, 9))]
    assert [line for line in page(claim(rows, ways), width) if cell_len(line) > width] == []


def test_letters_of_origins() -> None:
    assert [story._letter(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]
