"""THE SECOND PATH: a Reading in, links out.

1. keep the evidence: `archive/write.py`
2. copies, versions and the origin of the text: `linking/copying.py`
3. the story: `linking/placing.py`
4. who the sources are: `linking/sourcing.py`
5. claims and disputes: `linking/claiming.py`
6. what is taken back: `linking/retracting.py`
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

from sqlalchemy.engine import Connection

from sayso.across import Judgement, Verdict
from sayso.archive import fetch, write
from sayso.archive.moments import moment
from sayso.archive.write import Added
from sayso.linking import rereading
from sayso.linking.claiming import claim
from sayso.linking.copying import copy
from sayso.linking.desk import Desk
from sayso.linking.placing import place
from sayso.linking.retracting import retract
from sayso.linking.sourcing import identify
from sayso.records import Reading


@dataclass(frozen=True, slots=True)
class Judged:
    """What people said, as the links ask for it: verdicts on pairs of statements, and on pairs of sources (by id)."""

    statements: dict[tuple[str, str], Verdict] = field(default_factory=dict)
    sources: dict[frozenset[str], bool] = field(default_factory=dict)


def add(conn: Connection, desk: Desk, reading: Reading, judged: Judged) -> Added:
    """Keeps a reading and links it, within the caller's transaction. The same reading again changes nothing."""
    known = fetch.find_report(conn, reading.report.id)
    left = rereading.leave(conn, known) if known is not None and write.is_new(conn, known, reading) else None
    added = write.add_reading(conn, reading)  # 1
    if added.reread:
        desk.drop_report(added.report_seq)
    if added.fresh or added.reread:
        link(conn, desk, added, reading, judged)
    if left is not None:
        rereading.rejoin(conn, desk, left, judged.statements, judged.sources)
    return added


def link(conn: Connection, desk: Desk, added: Added, reading: Reading, judged: Judged) -> None:
    """Links a reading that is kept already: steps 2 to 6."""
    report, at = added.report_seq, moment(reading.report.published)
    copy(conn, desk, report, reading)  # 2
    place(conn, report, reading)  # 3
    identify(conn, desk, added.source_seqs, judged.sources)  # 4
    claim(conn, desk, added.statement_seqs, at, judged.statements)  # 5
    retract(conn, desk, added, reading)  # 6


def judged_of(judgements: list[Judgement]) -> Judged:
    """The newest verdicts. Anchors are pairs (see sayso.links.anchors): their ids are what is asked for."""
    out = Judged()
    for j in judgements:
        ids = [a for a in j.anchors if a]
        for one, two in combinations(ids, 2):
            if j.subject == "link":
                out.statements[(one, two)] = j.verdict
            elif j.subject == "entity":
                out.sources.pop(frozenset((one, two)), None)
                if j.verdict != "unsure":
                    out.sources[frozenset((one, two))] = j.verdict == "yes"
    return out
