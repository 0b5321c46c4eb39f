"""A story for people: its reports in date order with their origins, who is quoted, what its claims rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sayso.export.archive.sheet import Cell, Sheet
from sayso.export.archive.words import day, few, listed, many, when

Row = Mapping[str, Any]
_MOST = 12
"""Rows of each table of sources and claims; --json has all."""


def overview(stories: Sequence[Row], sheet: Sheet) -> Iterator[str]:
    """All stories, one line each."""
    table: list[list[Cell]] = []
    for s in stories:
        size = f"{many(s['reports'], 'report')}, {many(s['origins'], 'origin')}"
        table.append([(s["id"][:8], "dim"), (_dates(s), ""), (size, ""), (s["title"] or "(no title)", "source")])
    sheet.table(table)
    yield from sheet.take()


def _dates(story: Row) -> str:
    first, last = day(story["first"]), day(story["last"])
    return first if first == last else f"{first} to {last}"


def show(story: Row, sheet: Sheet) -> Iterator[str]:
    """The lines of a story's page."""
    reports = story["reports"]
    sheet.head(f"{story['title'] or '(no title)'} (story {story['id'][:8]})")
    origins, outlets = {r["origin"] for r in reports}, {r["outlet"] for r in reports}
    counts = f"{many(len(reports), 'report')}, {many(len(outlets), 'outlet')}, {many(len(origins), 'origin')}"
    sheet.line((f"{_dates(story)} · {counts}", "dim"))
    sheet.gap()
    _reports(reports, sheet)
    yield from sheet.take()
    _sources(story, sheet)
    _claims(story["claims"], sheet)
    yield from sheet.take()


def _letter(number: int) -> str:
    """A, B, ... Z, AA, AB ...

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(65 + rest) + out
    return out


def _reports(reports: Sequence[Row], sheet: Sheet) -> None:
    shared = [o for o, n in Counter(r["origin"] for r in reports).items() if n > 1]
    letters = {origin: _letter(at) for at, origin in enumerate(shared)}
    title = "Reports by date" + ("; those with the same letter have one origin" if letters else "")
    sheet.part(title)
    by_id = {r["id"]: r for r in reports}
    heads: list[list[Cell]] = [
        [(letters.get(r["origin"], ""), "cue"), (when(r["published"]), ""), (r["outlet"] or "-", "source"),
         (_origin(r, by_id), "dim")]
        for r in reports
    ]  # fmt: skip
    widths = sheet.widths(heads)
    below = 4 + (widths[0] + 2 if letters else 0)
    titles: set[tuple[str, str]] = set()
    for report, head in zip(reports, heads, strict=True):
        sheet.row(head, widths, 2)
        key = (report["origin"], report["title"] or "")
        if report["title"] and key not in titles:
            sheet.line((report["title"], ""), indent=below)
        titles.add(key)
        for (kind, what), names in _against(report).items():
            verb = "disputed here" if kind == "disputes" else "taken back here"
            by = f"{verb} by {listed(names)}:"
            sheet.line((by, "cue"), (few(what), ""), indent=below + 2, hang=below + 4)


def _against(report: Row) -> dict[tuple[str, str], list[str]]:
    """What a report disputes or takes back, and who does so in it."""
    out: dict[tuple[str, str], list[str]] = {}
    for row in report["against"]:
        name = "the outlet itself" if row["source"] == report["outlet"] else row["source"] or "nobody named"
        names = out.setdefault((row["kind"], row["what"]), [])
        if name not in names:
            names.append(name)
    return out


def _origin(report: Row, by_id: Mapping[str, Row]) -> str:
    """Where a report's text comes from: "copy of host (96%)", "passages from host", "new version"."""
    notes = ["new version"] if report["version_of"] and report["version_of"] != report["id"] else []
    copies = [c for c in report["copies"] if c["report"] in by_id]
    whole = [c for c in copies if c["whole"]]
    if whole and not notes:
        best = max(whole, key=lambda c: c["share"])
        notes.append(f"copy of {by_id[best['report']]['outlet'] or '-'} ({best['share']:.0%})")
    elif copies:
        hosts = dict.fromkeys(by_id[c["report"]]["outlet"] or "-" for c in copies)
        notes.append(f"passages from {', '.join(hosts)}")
    if report["credit"]:
        notes.append(f"credits {report['credit']}")
    return "; ".join(notes)


def _sources(story: Row, sheet: Sheet) -> None:
    own, hearsay = many(story["own"], "sentence"), many(story["hearsay"], "statement")
    for title, rows in (("Named sources", story["named"]), ("Unnamed sources", story["unnamed"])):
        if rows:
            sheet.gap()
            sheet.part(f"{title}: {len(rows)}")
            sheet.table([_source(r) for r in rows[:_MOST]], 2)
            _more(rows, sheet)
    sheet.gap()
    sheet.line((f"{own} in the outlets' own voice, {hearsay} for which nobody is named", "dim"))


def _source(row: Row) -> list[Cell]:
    return [(many(row["reports"], "report"), ""), (many(row["statements"], "statement"), ""), (row["name"], "source")]


def _more(rows: Sequence[object], sheet: Sheet) -> None:
    if len(rows) > _MOST:
        sheet.line((f"and {len(rows) - _MOST} more (--json has them all)", "dim"), indent=2)


def _claims(claims: Sequence[Row], sheet: Sheet) -> None:
    one = [c for c in claims if c["one_origin"]]
    several = [c for c in claims if c["counts"]["texts"] > 1]
    doubted = [c for c in claims if (c["disputes"] or c["retracts"]) and c not in one and c not in several]
    titles = (
        ("Rest on one origin only, whatever the number of reports", one),
        ("Have several independent texts", several),
        ("Disputed or taken back beside those", doubted),
    )
    for title, rows in titles:
        if not rows:
            continue
        sheet.gap()
        sheet.part(f"{title}: {many(len(rows), 'claim')}")
        sheet.table([_claim(c) for c in rows[:_MOST]], 2)
        _more(rows, sheet)
    alone = sum(c["counts"]["reports"] == 1 for c in claims)
    if alone:
        sheet.gap()
        sheet.line((f"{many(alone, 'claim stands', 'claims stand')} in one report only", "dim"))


def _claim(claim: Row) -> list[Cell]:
    n = claim["counts"]
    size = f"{many(n['reports'], 'report')}, {many(n['texts'], 'text')}"
    marks = ["disputed"] if claim["disputes"] else []
    marks += ["taken back"] if claim["retracts"] else []
    return [(size, ""), (few(claim["text"]) + (f" [{', '.join(marks)}]" if marks else ""), "")]
