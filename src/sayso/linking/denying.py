"""What the short denials of an arriving report deny: statements of the same report, and through them their claims."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.engine import Connection

from sayso.archive import derived, fetch, twinning
from sayso.linking.desk import Desk
from sayso.links import disputes


def deny(conn: Connection, desk: Desk, statements: Sequence[int]) -> None:
    """Links denials such as "rejected the accusation" to the statements in front of them; never to other reports.

    Where one of the statements came late and took the place of an earlier first with its words (linking/claiming.py),
    the links of that one are gone: they are made again.
    """
    _point(conn, desk, statements)
    late = [seq for twins in twinning.twins_of(conn, statements).values() for seq in twins]
    for report in sorted({said.report for said, _ in desk.pairs(conn, late).values()}):
        number = fetch.find_report(conn, report)
        if number is not None:
            _point(conn, desk, fetch.statement_seqs_of(conn, number))


def _point(conn: Connection, desk: Desk, statements: Sequence[int]) -> None:
    pairs = desk.pairs(conn, statements)
    number = {said.id: seq for seq, (said, _) in pairs.items()}
    links = disputes.pointed(list(pairs.values()))
    derived.insert_links(conn, [(number[x.left], number[x.right], x) for x in links])
