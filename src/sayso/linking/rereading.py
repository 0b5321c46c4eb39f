"""A report read anew: what hung on the statements and sources of its old reading finds its place again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from sayso.across import Verdict
from sayso.archive import fetch, meeting, namesaking, twinning
from sayso.linking.claiming import claim, regroup
from sayso.linking.desk import Desk
from sayso.linking.sourcing import identify


@dataclass(frozen=True, slots=True)
class Left:
    """What will be left when a report's reading goes: statements of other reports that are twins of its own, statements
    linked to its own, sources of other reports that its own stood for."""

    twins: tuple[int, ...]
    linked: tuple[int, ...]
    namesakes: tuple[int, ...]


def leave(conn: Connection, report: int) -> Left:
    """To be called before a report's new reading is kept."""
    own = fetch.statement_seqs_of(conn, report)
    gone = set(own)
    twins = {t for found in twinning.twins_of(conn, own).values() for t in found} - gone
    linked = {seq for row in fetch.links_of(conn, own) for seq in (row.left, row.right)} - gone - twins
    sources = namesaking.source_seqs_of(conn, report)
    namesakes = {s for found in namesaking.namesakes_of(conn, sources).values() for s in found} - set(sources)
    meeting.forget_of(conn, own, sources)
    return Left(tuple(sorted(twins)), tuple(sorted(linked)), tuple(sorted(namesakes)))


def rejoin(
    conn: Connection,
    desk: Desk,
    left: Left,
    statements: Mapping[tuple[str, str], Verdict],
    sources: dict[frozenset[str], bool],
) -> None:
    """To be called when the new reading is linked: what was left is linked as if it had just arrived."""
    meeting.forget_of(conn, left.twins, left.namesakes)
    for at, seqs in meeting.by_report(conn, left.twins):
        claim(conn, desk, seqs, at, statements)
    regroup(conn, desk, left.linked, statements)
    identify(conn, desk, left.namesakes, sources)
