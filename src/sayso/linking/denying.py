"""What the short denials of an arriving report deny: statements of the same report, and through them their claims."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.engine import Connection

from sayso.archive import derived
from sayso.linking.desk import Desk
from sayso.links import disputes


def deny(conn: Connection, desk: Desk, statements: Sequence[int]) -> None:
    """Links denials such as "rejected the accusation" to the statements in front of them; never to other reports."""
    pairs = desk.pairs(conn, statements)
    number = {said.id: seq for seq, (said, _) in pairs.items()}
    links = disputes.pointed(list(pairs.values()))
    derived.insert_links(conn, [(number[x.left], number[x.right], x) for x in links])
