"""THE SECOND PATH: a Reading in, links out.

1. keep the evidence: `archive/write.py`; and the reading as people corrected it: `linking/judging_spans.py`
2. copies, versions and the origin of the text: `linking/copying.py`
3. the story: `linking/placing.py`
4. who the sources are: `linking/sourcing.py`
5. claims and disputes: `linking/claiming.py`
6. what is denied in a word or two, and what is taken back: `linking/denying.py`, `linking/retracting.py`
7. what people said of all this: `linking/judging_honour.py`
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.engine import Connection

from sayso.archive import fetch, write
from sayso.archive.write import Added
from sayso.instants import seconds
from sayso.linking import judging_spans, rereading
from sayso.linking.claiming import claim
from sayso.linking.copying import copy
from sayso.linking.denying import deny
from sayso.linking.desk import Desk
from sayso.linking.judging_honour import honour
from sayso.linking.judging_verdicts import Judged, judged_of
from sayso.linking.placing import place
from sayso.linking.retracting import retract
from sayso.linking.sourcing import identify
from sayso.records import Reading

__all__ = ["Judged", "add", "judged_of", "link"]


def add(conn: Connection, desk: Desk, reading: Reading, judged: Judged) -> Added:
    """Keeps a reading and links it, within the caller's transaction. The same reading again changes nothing."""
    known = fetch.find_report(conn, reading.report.id)
    left = rereading.leave(conn, known) if known is not None and write.is_new(conn, known, reading) else None
    added = write.add_reading(conn, reading)  # 1
    if added.fresh or added.reread:
        reading, added = _corrected(conn, reading, added, judged)
    if added.reread:
        desk.drop_report(added.report_seq)
    if added.fresh or added.reread:
        link(conn, desk, added, reading, judged)
    if left is not None:
        rereading.rejoin(conn, desk, left, judged.statements, judged.sources)
        honour(conn, desk, (*added.statement_seqs, *left.twins, *left.linked), left.namesakes, judged)
    return added


def _corrected(conn: Connection, reading: Reading, added: Added, judged: Judged) -> tuple[Reading, Added]:
    """The reading as people corrected it, kept beside the model's own as one more reading of the report."""
    told = judged.spans.get(reading.report.id, ())
    corrected = judging_spans.corrected(reading, told, judged.counts.get(reading.report.id, 0))
    if corrected is reading:
        return reading, added
    kept = write.add_reading(conn, corrected)
    return corrected, replace(kept, fresh=added.fresh, reread=added.reread)


def link(conn: Connection, desk: Desk, added: Added, reading: Reading, judged: Judged) -> None:
    """Links a reading that is kept already: steps 2 to 7."""
    report, at = added.report_seq, seconds(reading.report.published)
    judged.meet(conn, reading)
    copy(conn, desk, report, reading)  # 2
    place(conn, desk, report, reading)  # 3
    identify(conn, desk, added.source_seqs, judged.sources)  # 4
    claim(conn, desk, added.statement_seqs, at, judged.statements)  # 5
    deny(conn, desk, added.statement_seqs)  # 6
    retract(conn, desk, added, reading)
    honour(conn, desk, added.statement_seqs, added.source_seqs, judged)  # 7
