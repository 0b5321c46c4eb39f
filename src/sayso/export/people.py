"""For people: each source and under it what it said, then hearsay, then what the outlet says in its own voice.

Statements are numbered in reading order, so that "repeats 1" can point at one. A statement within another stands under
it, and only there; so does one that goes on from another of the same source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TextIO

from sayso.export.plain import for_terminal, named, said
from sayso.export.wrap import Paint, Wrapped
from sayso.records import Reading, Source, Statement

_UNKNOWN = "outlet unknown"


@dataclass(slots=True)
class _Web:
    """A reading's statements by what they hang on, each list in reading order."""

    reading: Reading
    number: dict[str, int] = field(default_factory=dict)
    under: dict[str, list[Statement]] = field(default_factory=dict)
    by_source: dict[str | None, list[Statement]] = field(default_factory=dict)
    own: list[Statement] = field(default_factory=list)
    sources: dict[str | None, Source] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)


def _place(statement: Statement) -> tuple[int, int]:
    spans = [*statement.source_spans, *statement.cue_spans, *statement.content_spans, *statement.extents]
    return min((s for s, _ in spans), default=0), -max((e for _, e in spans), default=0)


def _web(reading: Reading) -> _Web:
    web = _Web(reading, sources={s.id: s for s in reading.sources})
    ordered = sorted(reading.statements, key=_place)
    attributed = [s for s in ordered if s.form != "own"]
    web.own = [s for s in ordered if s.form == "own"]
    web.number = {s.id: n for n, s in enumerate(attributed, 1)}
    for statement in attributed:
        parent = statement.within or statement.continues
        if parent in web.number and parent != statement.id:
            web.under.setdefault(parent, []).append(statement)
        else:
            web.by_source.setdefault(statement.source_id, []).append(statement)
    return web


def _facts(web: _Web, statement: Statement) -> str:
    """What is known of a statement, in one line: "assert, indirect, on 2022-01-06, via Reuters"."""
    facts: list[str] = [statement.act] if statement.act else []
    facts += ["negated", statement.form] if statement.negated else [statement.form]
    if statement.said_on:
        facts.append(f"on {statement.said_on}")
    if statement.via:
        facts.append("via " + ", ".join(named(web.sources.get(v)) or v for v in statement.via))
    if statement.addressee_spans:
        facts.append("to " + said(web.reading, statement.addressee_spans))
    if statement.continues:
        facts.append(f"goes on from {web.number.get(statement.continues, '?')}")
    if statement.repeats:
        facts.append(f"repeats {web.number.get(statement.repeats, 'what the outlet says')}")
    return ", ".join(facts)


def _who(source: Source | None) -> str:
    if source is None:
        return "nobody named"
    role = f", {source.role}" if source.role and source.role not in (source.name or "") else ""
    return f"{named(source)}{role}" + (f" ({source.kind})" if source.name else "")


def _said(web: _Web, first: Statement, lines: Wrapped, of: str | None) -> None:
    """One statement and, indented, what hangs on it. A loop with a stack: nesting may be deep in data made by hand."""
    stack = [(first, 0, of)]
    while stack:
        statement, depth, outer = stack.pop()
        if statement.id in web.shown:
            continue
        web.shown.add(statement.id)
        margin = "  " + "    " * min(depth, 6)
        label = f"{margin}{web.number[statement.id]:>2} "
        cue = said(web.reading, statement.cue_spans) or ("(goes on)" if statement.continues else "(no cue)")
        head = [(cue, "cue"), (f" [{_facts(web, statement)}]", "dim")]
        if statement.source_id != outer:
            head.insert(0, (_who(web.sources.get(statement.source_id)) + " ", "source"))
        lines.put(label, head, hang=len(label))
        content = said(web.reading, statement.content_spans)
        lines.put(" " * len(label), [(content, "content")], hang=len(label))
        below = web.under.get(statement.id, [])
        stack += [(s, depth + 1, statement.source_id) for s in reversed(below)]


def _head(web: _Web, lines: Wrapped) -> None:
    report = web.reading.report
    first = [report.outlet or _UNKNOWN, report.published or "date unknown"]
    first += [report.genre] if report.genre != "unknown" else []
    first += [f"by {report.author}"] if report.author else []
    first += [f"credit: {report.credit}"] if report.credit else []
    lines.put("", [(" · ".join(first), "dim")])
    if report.title:
        lines.put("", [(report.title, "title")])
    if report.url:
        lines.put("", [(report.url, "dim")])


def _show(reading: Reading, lines: Wrapped) -> None:
    web = _web(reading)
    _head(web, lines)
    if not reading.supported:
        lines.gap()
        lines.put("", [(f"Not read: the language ({reading.report.language or 'unknown'}) is not supported.", "dim")])
        return
    groups = sorted(web.by_source.items(), key=lambda item: item[0] is None)  # hearsay last; sort keeps the order
    for source_id, statements in groups:
        source = web.sources.get(source_id)
        lines.gap()
        if source is None:
            lines.put("", [("Nobody is named for this", "heading")])
        else:
            role = source.role if source.role and source.role not in (source.name or "") else ""
            lines.put("", [(named(source), "source"), (f" · {role}" if role else "", ""), (f" · {source.kind}", "dim")])
        for statement in statements:
            _said(web, statement, lines, source_id)
    for statement in reading.statements:  # a ring of `within` or `continues`, in broken data: nothing is left out
        if statement.form != "own" and statement.id not in web.shown:
            _said(web, statement, lines, "")
    if web.own:
        lines.gap()
        lines.put("", [(f"{reading.report.outlet or 'The outlet'} says in its own voice", "heading")])
        for statement in web.own:
            lines.put("   - ", [(said(reading, statement.content_spans), "own")], hang=5)


def _blocks(readings: Iterable[Reading], lines: Wrapped) -> Iterator[str]:
    for number, reading in enumerate(readings):
        if number:
            lines.rule()
        _show(reading, lines)
        yield from lines.take()


def write(readings: Iterable[Reading], out: TextIO, *, width: int | None = None, colour: bool | None = None) -> None:
    """Write readings for people. `width` is in columns (None: the terminal's, or 80); `colour` None: as `out` is."""
    paint = Paint.of(out, width, colour)
    for block in _blocks(readings, Wrapped(paint, for_terminal)):
        out.write(block)
