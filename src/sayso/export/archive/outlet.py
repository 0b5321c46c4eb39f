"""An outlet for people: how much it says itself, whose word it carries, what it copies and who copies it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sayso.export.archive.sheet import Cell, Sheet
from sayso.export.archive.words import day, listed, many, share

Row = Mapping[str, Any]
_ROOM = 14
_MOST = 15
"""Sources shown; --json has all."""


def show(page: Row, sheet: Sheet) -> Iterator[str]:
    """The lines of an outlet's page."""
    sheet.head(page["outlet"])
    for name, value in _facts(page):
        sheet.fact(name, value, _ROOM, 2)
    if page["sources"]:
        sheet.gap()
        sheet.part("Whose word it carries")
        rows: list[list[Cell]] = [
            [(many(s["reports"], "report"), ""), (many(s["statements"], "statement"), ""), (s["name"], "source")]
            for s in page["sources"][:_MOST]
        ]
        sheet.table(rows, 2)
        if len(page["sources"]) > _MOST:
            sheet.line((f"and {len(page['sources']) - _MOST} more (--json has them all)", "dim"), indent=2)
    yield from sheet.take()


def _facts(page: Row) -> Iterator[tuple[str, str]]:
    if page["family"] and page["family"] != page["outlet"]:
        yield "owner", page["family"]
    first, last = day(page["first"]), day(page["last"])
    dates = first if first == last else f"{first} to {last}"
    again = page["versions"] - page["reports"]
    older = f", {many(again, 'older version')}" if again else ""
    yield "reports", f"{page['reports']:,} ({dates}){older}, {many(page['stories'], 'story', 'stories')}"
    yield "own voice", share(page["sentences"]["own"], page["sentences"]["all"], "sentences")
    said = page["statements"]
    yield "statements", f"{said['all']:,} on somebody's word"
    yield "  named", share(said["named"], said["all"])
    yield "  unnamed", share(said["unnamed"], said["all"])
    for name, key in (("  documents", "documents"), ("  the outlet", "outlet"), ("  nobody", "hearsay")):
        if said[key]:
            yield name, share(said[key], said["all"])
    copied = page["copied"]
    partly = f", {copied['partly']:,} in part" if copied["partly"] else ""
    yield "copied", share(copied["reports"], page["reports"], "reports") + partly
    yield "", share(copied["characters"], copied["of_characters"], "characters")
    for name, rows in (("  from", copied["from"]), ("copied by", copied["by"]), ("credits", page["credits"]),
                       ("relays", page["media"])):  # fmt: skip
        if rows:
            yield name, _names(rows)


def _names(rows: Sequence[Row]) -> str:
    return listed([f"{r['name']} ({many(r['reports'], 'report')})" for r in rows])
