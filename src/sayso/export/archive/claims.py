"""A claim for people: its text, the separate counts, who said it first, its independent texts with what rests on each,
who disputes it, who took it back, which reports rest on each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.export.archive.sheet import Cell, Sheet
from sayso.export.archive.words import counts, quoted, when

Claim = Mapping[str, Any]
"""As docs/format.md describes it, with the key "why"."""
Row = Mapping[str, Any]

_HOW = {"the text itself": "", "same report": "", "headline": "", "version": "version"}
"""What a report is to the text it belongs to, where that is not the link's own name (copy, relay, circle)."""
MARGIN = 3
"""Columns before all that belongs to a claim."""


@dataclass(slots=True)
class _Page:
    """One report's part in an independent text: how it belongs there, on which report it rests, what it says."""

    report: str
    how: str = ""
    on: str | None = None
    said: list[Row] = field(default_factory=list)
    below: list[_Page] = field(default_factory=list)


def show(number: int, claim: Claim, sheet: Sheet) -> None:
    """Writes one claim; `claim` has its "why"."""
    said = {s["id"]: s for s in claim["statements"]}
    sheet.head(quoted(claim["text"]), f"{number}. ".ljust(MARGIN))
    sheet.line((counts(claim["counts"]), ""), indent=MARGIN)
    if _alone(claim):
        _only(claim["statements"], sheet)
    else:
        _first(claim, sheet)
        for at, text in enumerate(claim["why"]["texts"], 1):
            _text(at, claim, text, said, sheet)
    _against("Disputed by", claim["disputes"], sheet)
    _against("Taken back by", claim["retracts"], sheet)
    for ring in claim["circles"]:
        sheet.line(("Rest on each other:", "heading"), (" -> ".join([*ring, ring[0]]), ""), indent=MARGIN)


def who(row: Row) -> str:
    """Who says a statement."""
    if row.get("form") == "own" or row.get("kind") == "outlet":
        return "own voice"
    return row["source"] or "nobody named"


def _alone(claim: Claim) -> bool:
    """Whether all there is to show is one source in one report, in the very words of the claim."""
    texts, said = claim["why"]["texts"], claim["statements"]
    same = {(who(s), s["report"], _bare(quoted(s["text"]))) for s in said}
    return (
        len(texts) == 1 and not texts[0]["absent"] and len(same) == 1 and same.pop()[2] == _bare(quoted(claim["text"]))
    )


def _only(said: Sequence[Row], sheet: Sheet) -> None:
    one, note = said[0], _note(_Page(said[0]["report"], said=list(said)))
    place = f"{who(one)}, in {one['outlet'] or 'an unknown outlet'}, {when(one['published'])}"
    sheet.line((f"Only: {place}" + (f"; {note}" if note else ""), ""), indent=MARGIN, hang=MARGIN + 6)


def _first(claim: Claim, sheet: Sheet) -> None:
    first = claim["first"]
    if first is None:
        sheet.line(("First: nobody here says it, it is only denied or foretold", ""), indent=MARGIN)
        return
    outlet = claim["why"]["first"]["outlet"]
    name = first["source"] if first["source"] != outlet else None
    place = f"{name or 'own voice'}, in {outlet or 'an unknown outlet'}, {when(first['published'])}"
    sheet.line((f"First: {place}", ""), indent=MARGIN, hang=MARGIN + 7)


def _text(at: int, claim: Claim, text: Row, said: Mapping[str, Row], sheet: Sheet) -> None:
    """One independent text: the report it stands in, and under it those that rest on that."""
    of = len(claim["why"]["texts"])
    where = text["outlet"] or "an unknown outlet"
    gone = " (its own text is not in this archive)" if text["absent"] else ""
    sheet.line(
        (f"Text {at} of {of}," if of > 1 else "The text,", "heading"), (f"from {where}{gone}", ""), indent=MARGIN
    )
    pages = _pages(text["members"], said)
    rows: list[tuple[int, _Page]] = []
    stack = [(p, 0) for p in reversed(_trees(pages))]
    while stack:
        page, depth = stack.pop()
        rows.append((min(depth, 4), page))
        stack += [(p, depth + 1) for p in reversed(page.below)]
    _rows(rows, quoted(claim["text"]), sheet)


def _pages(members: Sequence[Row], said: Mapping[str, Row]) -> dict[str, _Page]:
    """The reports of a text, in date order, as the claim's statements are."""
    report_of = {m["statement"]: m["report"] for m in members}
    belongs = {m["statement"]: m for m in members}
    pages: dict[str, _Page] = {}
    for key, row in said.items():
        m = belongs.get(key)
        if m is None:
            continue
        page = pages.setdefault(m["report"], _Page(m["report"]))
        on = report_of.get(m["on"]) if m["on"] else None
        if not page.how and on != page.report:
            page.how = str(_HOW.get(m["how"], m["how"]))
            page.on = on
        page.said.append(row)
    return pages


def _trees(pages: Mapping[str, _Page]) -> list[_Page]:
    """The reports that rest on no other, each with what rests on it; what rests on itself in a ring stands alone."""
    roots = []
    for page in pages.values():
        under = pages.get(page.on or "")
        if under is not None and not _ring(page, pages):
            under.below.append(page)
        else:
            roots.append(page)
    return roots


def _ring(page: _Page, pages: Mapping[str, _Page]) -> bool:
    """Whether a report rests, by way of others, on itself; those in no ring hang on them or on a root."""
    seen, at = set[str](), pages.get(page.on or "")
    while at is not None and at.report not in seen and at is not page:
        seen.add(at.report)
        at = pages.get(at.on or "")
    return at is page


def _rows(rows: Sequence[tuple[int, _Page]], claim: str, sheet: Sheet) -> None:
    """The reports of a text; words that stand above already, as the claim's own do, are not written again."""
    shown = {("", _bare(claim))}
    heads: list[list[Cell]] = []
    for depth, page in rows:
        one = page.said[0]
        date = "  " * depth + when(one["published"])
        heads.append([(date, ""), (one["outlet"] or "-", "source"), (_note(page), "dim")])
    widths = sheet.widths(heads)
    for (_, page), head in zip(rows, heads, strict=True):
        sheet.row(head, widths, MARGIN + 2)
        for row in page.said:
            _words(row, shown, sheet)


def _note(page: _Page) -> str:
    """What is to be known of a report's part beside what it says: "copy; via the Daily"."""
    notes = [page.how] if page.how else []
    notes += [f"via {', '.join(v)}" for v in dict.fromkeys(tuple(s["via"]) for s in page.said) if v]
    if any(s["dropped"] for s in page.said):
        notes.append("dropped since from the page")
    return "; ".join(notes)


def _words(row: Row, shown: set[tuple[str, str]], sheet: Sheet) -> None:
    """What a report says, unless that stands there already for the same source."""
    name, text = who(row), quoted(row["text"])
    key = _bare(text)
    if (name, key) in shown:
        return
    known = any(key == k and n for n, k in shown)
    words = "the same words" if known else "in these words" if ("", key) in shown else ""
    shown.add((name, key))
    sheet.line((f"{name}:", "cue"), (words or text, "dim" if words else ""), indent=MARGIN + 6)


def _bare(text: str) -> str:
    """A text as it is compared with what stands on the page already."""
    return text.casefold().removeprefix("that ").rstrip(".")


def _against(title: str, rows: Sequence[Row], sheet: Sheet) -> None:
    if not rows:
        return
    sheet.part(title, MARGIN)
    widths = sheet.widths([_head(row) for row in rows])
    for row in rows:
        sheet.row(_head(row), widths, MARGIN + 2)
        sheet.line((quoted(row["text"]), ""), indent=MARGIN + 6)


def _head(row: Row) -> list[Cell]:
    own = row["source"] == row["outlet"]
    name = "own voice" if own else row["source"] or "nobody named"
    return [(when(row["published"]), ""), (row["outlet"] or "-", "source"), (name, "cue")]
