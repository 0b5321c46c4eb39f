"""What an arriving report takes back: an outlet its own report, a source its own words."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from sayso.archive import derived, meeting, sharing
from sayso.archive.write import Added
from sayso.linking.desk import Desk
from sayso.links import claims, disputes
from sayso.records import Reading

MOST = 300
"""Statements that one correction is held against: those of the outlet's reports nearest in story and words."""


def retract(conn: Connection, desk: Desk, added: Added, reading: Reading) -> None:
    """Finds corrections in the report, and links them to the statements that they take back."""
    found = disputes.corrections(reading)
    if not found:
        return
    own = desk.pairs(conn, added.statement_seqs)
    near = set(meeting.statements_beside(conn, added.report_seq, MOST))
    for _, matter in own.values():
        near |= set(list(sharing.sharing(conn, "statement_keys", claims.keys(matter)))[:MOST])
    near -= set(added.statement_seqs)
    others = desk.pairs(conn, sorted(near)[-MOST:])
    number = {said.id: seq for seq, (said, _) in (own | others).items()}
    links = [link for c in found for link in disputes.match_correction(c, list(others.values()))]
    derived.insert_links(
        conn, [(number[x.left], number[x.right], x) for x in links if x.left in number and x.right in number]
    )
