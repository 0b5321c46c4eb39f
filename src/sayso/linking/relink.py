"""Links, claims, entities and stories of a whole archive, built anew from its reports in date order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy.engine import Connection

from sayso.archive import derived, fetch, meeting, namesaking
from sayso.archive.write import Added
from sayso.linking.desk import Desk
from sayso.linking.meanings import seal
from sayso.linking.path import Judged, link


def relink(conn: Connection, desk: Desk, judged: Judged, step: Callable[[], None] = lambda: None) -> int:
    """Forgets all that was derived and derives it again; gives the number of reports. `step` is called for each.

    One transaction: where it breaks off, the old links stay. The outcome depends on the reports and judgements alone.
    """
    derived.clear_derived_links(conn)
    meeting.forget_meetings(conn)
    desk.forget()
    n = 0
    for seq in _in_order(conn):
        reading = fetch.reading_of(conn, seq)
        added = Added(
            report_seq=seq, fresh=False, reread=False,
            statement_seqs=tuple(fetch.statement_seqs_of(conn, seq)), source_seqs=namesaking.source_seqs_of(conn, seq),
        )  # fmt: skip
        link(conn, desk, added, reading, judged)
        n += 1
        step()
    seal(conn)
    return n


def _in_order(conn: Connection) -> Iterator[int]:
    yield from fetch.report_seqs(conn)
