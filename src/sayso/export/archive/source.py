"""A source for people: who it is, what it said over time and where, and what became of that; or whom to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sayso.export.archive.sheet import Cell, Sheet
from sayso.export.archive.words import day, few, listed, many, quoted

Row = Mapping[str, Any]
_ROOM = 13
_DATE = 12
"""Columns of the names of facts, and of dates."""


def show(page: Row, sheet: Sheet) -> Iterator[str]:
    """The lines of a source's page."""
    entity, items = page["entity"], page["said"]
    sheet.head(f"{entity['name']} ({entity['kind']}, id {entity['id']})")
    names = [n for n in dict.fromkeys([*entity["aliases"], *(c["name"] for c in page["called"])]) if n]
    if others := [n for n in names if n != entity["name"]]:
        sheet.fact("also called", listed(others, 12), _ROOM, 2)
    for at, role in enumerate(r for r in page["called"] if r["role"]):
        sheet.fact("role" if at == 0 else "", _role(role, entity["name"]), _ROOM, 2)
    statements = [s for item in items for s in item["statements"]]
    reports, outlets = {s["report"] for s in statements}, {s["outlet"] for s in statements}
    sheet.fact("said", f"{many(len(items), 'thing')} in {many(len(reports), 'report')} of "
               f"{many(len(outlets), 'outlet')}", _ROOM, 2)  # fmt: skip
    for item in items:
        sheet.gap()
        _item(item, entity["name"], sheet)
        yield from sheet.take()
    yield from sheet.take()


def _role(role: Row, name: str) -> str:
    first, last = day(role["first"]), day(role["last"])
    dates = first if first == last else f"{first} to {last}"
    called = f", as {role['name']}" if role["name"] and role["name"] != name else ""
    return f"{role['role']}{called} ({dates}, {many(role['reports'], 'report')})"


def _item(item: Row, name: str, sheet: Sheet) -> None:
    """One thing that was said: the words as they came first, then where and how, then what became of it."""
    first = item["statements"][0]
    sheet.fact(day(first["published"]), quoted(item["text"]), _DATE)
    outlets = list(dict.fromkeys(s["outlet"] or "an unknown outlet" for s in item["statements"]))
    sheet.line((_how(first), "cue"), (f"· {listed(outlets)}", "dim"), indent=_DATE)
    if via := list(dict.fromkeys(v for s in item["statements"] for v in s["via"])):
        sheet.line((f"via {listed(via)}", "dim"), indent=_DATE)
    if any(s["dropped"] for s in item["statements"]):
        sheet.line(("dropped since from a page", "heading"), indent=_DATE)
    for word, rows in (
        ("disputed", item["disputes"]),
        ("denied", item["denied_later"]),
        ("taken back", item["retracts"]),
    ):
        for row in rows:
            by = "the same source" if row["source"] == name else row["source"] or "nobody named"
            _other(f"{word} by {by}", row, sheet)
    told = {row["id"] for row in item["disputes"]}  # where two dispute each other, once is enough
    for row in (r for r in item["against"] if r["id"] not in told):
        verb = "disputes" if row["kind"] == "disputes" else "takes back"
        _other(f"{verb} what {row['source'] or 'nobody named'} said", row, sheet)


def _other(word: str, row: Row, sheet: Sheet) -> None:
    place = f"({row['outlet'] or '-'}, {day(row['published'])}):"
    sheet.line((word, "heading"), (place, "dim"), (few(row["text"]), ""), indent=_DATE, hang=_DATE + 2)


def _how(statement: Row) -> str:
    """How it was said: "indirect, deny, on 2025-03-05"."""
    found = ["own voice" if statement["form"] == "own" else statement["form"]]
    found += [statement["act"]] if statement["act"] not in (None, "assert") else []
    found += ["did not say it"] if statement["negated"] else []
    found += [f"on {statement['said_on']}"] if statement["said_on"] else []
    return ", ".join(found)


def choose(name: str, rows: Sequence[Row], sheet: Sheet) -> Iterator[str]:
    """Several may be meant: who they are, and how to say which."""
    sheet.line((f"{many(len(rows), 'source')} may be meant by {name}. Choose by id: sayso source {rows[0]['id']}", ""))
    sheet.gap()
    table: list[list[Cell]] = [
        [(r["id"], "dim"), (r["name"], "source"), (many(r["statements"], "statement"), ""), (_who(r), "dim")]
        for r in rows
    ]
    sheet.table(table)
    yield from sheet.take()


def _who(row: Row) -> str:
    return "; ".join([row["kind"], *row["roles"][:3]])
