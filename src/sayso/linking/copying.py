"""Copies and versions of one arriving report: which texts it shares, and from which origin it comes."""

from __future__ import annotations

from collections import Counter

from sqlalchemy.engine import Connection

from sayso.across import Copy
from sayso.archive import beside, derived, fetch, places
from sayso.linking.desk import Desk
from sayso.links import copies
from sayso.links.versions.compare import compare_versions
from sayso.records import Reading

LEAST_SHARED, LEAST_SHARE = 2, 0.04
"""Fingerprints that a candidate shares with the report, and what share of the report's own they are at least: one alone
is a phrase. A spliced paragraph in a long report is about a twentieth of it."""
MOST_COMPARED = 12
"""Reports compared whole: those that share most. Of a wire in 300 outlets a dozen are enough to find its group."""
POSTINGS = 400
"""Reports in which one fingerprint is kept: what more of them have is boilerplate, or has found its group long ago."""


def copy(conn: Connection, desk: Desk, report: int, reading: Reading) -> None:
    """Finds what the report shares with others, keeps it, and says anew where the texts of its group come from."""
    marks = copies.fingerprints(reading.report.text, reading.furniture)
    held = beside.holders(conn, marks, POSTINGS)
    common = _boilerplate(conn, reading.report.outlet, held)
    shared = Counter(r for mark, rows in held.items() if mark not in common for r, _ in rows if r != report)
    least = max(LEAST_SHARED, int(LEAST_SHARE * len(marks)))
    nearest = sorted((-n, r) for r, n in shared.items() if n >= least or n == len(marks))[:MOST_COMPARED]
    found = []
    if nearest:
        mine, sheets = desk.put_sheet(report, reading), desk.sheets(conn, [other for _, other in nearest])
        found = [c for other in sheets.values() if (c := copies.compare(mine, other, common)) is not None]
    derived.insert_keys(conn, "fingerprints", ((m, report) for m in marks if len(held.get(m, ())) < POSTINGS))
    derived.replace_copies(conn, found)
    if any(c.whole for c in found):
        _say_origins(conn, desk, report)
    _versions(conn, report, reading)


def _boilerplate(conn: Connection, outlet: str | None, held: dict[int, list[tuple[int, str | None]]]) -> set[int]:
    """The fingerprints that many of the outlet's own reports have."""
    own = {mark: sum(o == outlet for _, o in rows) for mark, rows in held.items()} if outlet else {}
    own = {mark: n for mark, n in own.items() if copies.is_common(0, n)}
    if not own:
        return set()
    size = beside.reports_of(conn, outlet or "")
    return {mark for mark, n in own.items() if copies.is_common(min(size, POSTINGS), n)}


def _say_origins(conn: Connection, desk: Desk, report: int) -> None:
    """The origins of all reports that hang together with this one by whole copies."""
    seqs, rows = fetch.copies_around(conn, [report])
    sheets = desk.sheets(conn, seqs)
    edges = [
        Copy(copy=sheets[r.copy].report, original=sheets[r.original].report, share=r.share, whole=r.whole)
        for r in rows
        if r.copy in sheets and r.original in sheets
    ]
    found = copies.origins(list(sheets.values()), edges)
    derived.set_origins(conn, {s: (found[h.report].id, found[h.report].reasons) for s, h in sheets.items()})
    outlets = {h.report: h.head.outlet for h in sheets.values()}
    places.set_homes(conn, {o.id: outlets[o.report] if o.report else o.agency for o in found.values()})


def _versions(conn: Connection, report: int, reading: Reading) -> None:
    """Other versions of the same page: which is the first, and what the later ones dropped."""
    url = reading.report.url
    pages = fetch.versions(conn, url) if url else [report]
    if len(pages) < 2:
        return
    derived.set_versions(conn, {seq: None if seq == pages[0] else pages[0] for seq in pages})
    readings = [fetch.reading_of(conn, seq) for seq in pages]
    for seq, old in zip(pages, readings, strict=True):
        gone = set()
        if seq != pages[-1]:
            gone = {x.statement for x in compare_versions(old, readings[-1]).dropped}
        numbers = fetch.statement_seqs_of(conn, seq)
        derived.set_dropped(conn, {n: s.id in gone for n, s in zip(numbers, old.statements, strict=True)})
