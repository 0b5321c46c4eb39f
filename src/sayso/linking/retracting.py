"""What an arriving report takes back: an outlet its own report, a source its own words. And what of it was taken back
already, where it arrives late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.engine import Connection

from sayso.archive import beside, derived, fetch, sharing
from sayso.archive.write import Added
from sayso.linking.desk import Desk
from sayso.links import claims, disputes
from sayso.links.disputes import Correction
from sayso.records import Reading

MOST = 300
"""Statements that one correction is held against: those of the outlet's reports nearest in story and words."""
LATER = 200
"""Reports in which a correction of one that arrives late is looked for."""


def retract(conn: Connection, desk: Desk, added: Added, reading: Reading) -> None:
    """Finds corrections in the report, and links them to the statements that they take back."""
    for report in beside.reports_after(conn, added.report_seq, LATER):
        later = disputes.corrections(fetch.reading_of(conn, report))
        if later:
            _link(conn, desk, later, fetch.statement_seqs_of(conn, report), added.statement_seqs)
    found = disputes.corrections(reading)
    if found:
        _link(conn, desk, found, added.statement_seqs, _near(conn, desk, added))


def _near(conn: Connection, desk: Desk, added: Added) -> list[int]:
    """Earlier statements that the report may take back."""
    near = set(beside.statements_beside(conn, added.report_seq, MOST))
    for _, matter in desk.pairs(conn, added.statement_seqs).values():
        near |= set(list(sharing.sharing(conn, "statement_keys", claims.keys(matter)))[:MOST])
    return sorted(near - set(added.statement_seqs))[-MOST:]


def _link(
    conn: Connection, desk: Desk, found: Iterable[Correction], correcting: Sequence[int], candidates: Sequence[int]
) -> None:
    pairs = desk.pairs(conn, [*correcting, *candidates])
    others = [pairs[seq] for seq in candidates if seq in pairs]
    number = {said.id: seq for seq, (said, _) in pairs.items()}
    links = [link for c in found for link in disputes.match_correction(c, others)]
    derived.insert_links(
        conn, [(number[x.left], number[x.right], x) for x in links if x.left in number and x.right in number]
    )
