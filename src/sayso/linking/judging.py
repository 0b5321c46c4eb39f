"""Judgements: a person's word on a link, on merged sources, on a span. Kept for good, and brought to bear at once.

1. what was judged gets an anchor each (sayso.links.anchors);  2. the judgement is added to the evidence;
3. verdicts are told anew, and what hangs on them is linked again: the claims, entities or statements at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal, get_args

from sqlalchemy.engine import Connection

from sayso.across import Judgement, Verdict
from sayso.archive import fetch, judged, write
from sayso.archive.rows import file_of
from sayso.errors import ArchiveError, ReadingError
from sayso.linking import judging_corrections, path
from sayso.linking.desk import Desk
from sayso.linking.judging_files import Marked, marked
from sayso.linking.judging_honour import claim_again, forget_verdict, honour, source_again
from sayso.linking.judging_queue import KINDS, Doubt, queue
from sayso.linking.judging_spans import corrected, is_corrected
from sayso.linking.judging_verdicts import SAME, UNDO, found_in, judged_of, matter_of, standing, thing_of
from sayso.links import anchors

__all__ = ["KINDS", "Doubt", "Imported", "PairKind", "import_files", "judge", "queue", "undo"]

PairKind = Literal["same-claim", "same-words", "disputes", "retracts", "entity"]
_TABLE: Final = {"statement": "statements", "source": "sources"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of edited files: how many statements were changed, added, deleted and sources given another kind;
    `same` counts reports in which nothing (new) was corrected, `errors` say what could not be taken, one line each."""

    changed: int = 0
    added: int = 0
    deleted: int = 0
    sources: int = 0
    same: int = 0
    errors: tuple[str, ...] = ()


def now() -> str:
    """The time, as judgements keep it: UTC, to the second. No outcome depends on it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def judge(conn: Connection, desk: Desk, judgement: Judgement, left: str, right: str) -> Judgement:
    """Keeps a verdict on two statements or sources (ids), and heeds it. `judgement` comes without anchors.

    Raises ArchiveError where one of them is not there, or both are one.
    """
    if judgement.verdict not in get_args(Verdict) or judgement.kind not in KINDS:
        raise ValueError(f"{judgement.verdict!r} on {judgement.kind!r}: no such verdict or kind")
    kept = replace(judgement, anchors=tuple(_anchor(conn, judgement.subject, thing) for thing in (left, right)))  # 1
    if left == right:
        raise ArchiveError(f"{left} cannot be judged against itself", path=file_of(conn))
    write.add_judgement(conn, kept)  # 2
    _heed(conn, desk, kept)  # 3
    return kept


def undo(conn: Connection, desk: Desk, by: str | None, at: str) -> Judgement | None:
    """Takes the newest standing judgement back (of one person, where `by` is given), and gives it; None where there is
    none. What was said on the same matter before holds again."""
    found = [j for j in standing(fetch.judgements(conn)) if by is None or j.by == by]
    if not found:
        return None
    last = found[-1]
    kind = UNDO + last.kind
    write.add_judgement(conn, replace(last, kind=kind, verdict="unsure", why="", by=by or "", at=at))
    if last.subject == "span":
        _apply(conn, desk, thing_of(last.anchors[0])[1])
    else:
        _heed(conn, desk, last)
    return last


def import_files(conn: Connection, desk: Desk, files: Iterable[Path], by: str, at: str) -> Imported:
    """Takes what people corrected in files that Sayso wrote; what cannot be taken is an error, the others go on."""
    counts = dict.fromkeys(("changed", "added", "deleted", "source", "same"), 0)
    errors: list[str] = []
    for file in files:
        for found in marked(file):
            try:
                if isinstance(found, ReadingError):
                    raise found
                told = _take(conn, desk, found, by, at)
            except ReadingError as error:
                errors.append(str(error))
                continue
            for j in told:
                counts[j.kind] += 1
            counts["same"] += not told
    return Imported(
        changed=counts["changed"], added=counts["added"], deleted=counts["deleted"], sources=counts["source"],
        same=counts["same"], errors=tuple(errors),
    )  # fmt: skip


def _take(conn: Connection, desk: Desk, found: Marked, by: str, at: str) -> Sequence[Judgement]:
    """Keeps the corrections of one report that do not stand already, and applies them."""
    report = fetch.find_report(conn, found.report)
    if report is None:
        raise ReadingError(f"{found.where}, line 1: report {found.report} is not in this archive (add it first)")
    readings = list(judged.readings_of(conn, report))
    judging_corrections.same_text(found, readings[0].report.text)
    found = found.whole()
    base = judging_corrections.best_base(found, readings)
    known = {matter_of(j): (j.kind, j.anchors[1:]) for j in standing(fetch.judgements(conn))}
    told = [
        judging_corrections.signed(j, by, at)
        for j in judging_corrections.differences(found, base)
        if known.get(matter_of(j)) != (j.kind, j.anchors[1:])
    ]
    for judgement in told:
        write.add_judgement(conn, judgement)
    if told:
        _apply(conn, desk, found.report)
    return told


def _apply(conn: Connection, desk: Desk, report_id: str) -> None:
    """Reads a report anew from what the model read and what people corrected."""
    report = fetch.find_report(conn, report_id)
    if report is None:
        return
    readings = list(judged.readings_of(conn, report))
    base = next((r for r in readings if not is_corrected(r)), readings[-1])
    told = judged_of(fetch.judgements(conn))
    spans, count = told.spans.get(report_id, ()), told.counts.get(report_id, 0)
    wanted = corrected(base, spans, count, always=is_corrected(readings[0]))
    if wanted is not base:
        path.add(conn, desk, wanted, told)
    desk.forget()


def _anchor(conn: Connection, subject: str, thing: str) -> str:
    table = "sources" if subject == "entity" else "statements"
    report = judged.report_of(conn, table, thing)
    if report is None:
        advice = "sayso judge --list shows what can be judged"
        raise ArchiveError(f"has no {table[:-1]} {thing}", path=file_of(conn), advice=advice)
    reading = fetch.reading_of(conn, report)
    return anchors.anchor_source(reading, thing) if subject == "entity" else anchors.anchor(reading, thing)


def _heed(conn: Connection, desk: Desk, judgement: Judgement) -> None:
    """Links what a judgement is about again, as all judgements of now have it."""
    ever = fetch.judgements(conn)
    told = judged_of(ever)
    told.get_ready(conn)
    seqs = _numbers(conn, judgement)
    matter = matter_of(judgement)
    moved = any(j.verdict != "unsure" and matter_of(j) == matter for j in ever)  # else only ever left open
    if len(seqs) == 2:
        if judgement.subject == "entity":
            source_again(conn, desk, seqs, told)
            honour(conn, desk, (), seqs, told)
        else:
            forget_verdict(conn, seqs[0], seqs[1], judgement.kind)
            if moved and judgement.kind in SAME:
                claim_again(conn, desk, seqs, told)
            honour(conn, desk, seqs, (), told)
    desk.forget()


def _numbers(conn: Connection, judgement: Judgement) -> list[int]:
    """The numbers of what was judged, as far as it is there now."""
    out: list[int] = []
    for anchor in judgement.anchors:
        kind, report_id, thing = thing_of(anchor)
        number = judged.numbers(conn, _TABLE[kind], [thing])
        if not number and (report := fetch.find_report(conn, report_id)) is not None:
            now_id = found_in(anchor, fetch.reading_of(conn, report))
            number = judged.numbers(conn, _TABLE[kind], [now_id]) if now_id else {}
        out += number.values()
    return out
