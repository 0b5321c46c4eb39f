"""One outlet: how much it says itself, whose word it carries, what it copies, and who copies it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.engine import Connection

from sayso.archive import fetch, listing, places
from sayso.archive.listing import ReportRow
from sayso.linking.profiles.common import Page, quoted
from sayso.links.independence.weighed import NAMED, UNNAMED
from sayso.links.outlets.families import Families


def outlet(conn: Connection, families: Families, host: str) -> Page | None:
    """What an outlet's reports are made of, and whose word they carry; None for one with no report here. Of a page with
    several versions the newest counts."""
    every = list(listing.reports(conn, outlet=host))
    if not every:
        return None
    newest = {r.version_of or r.id: r for r in every}
    reports = {r.seq: r for r in newest.values()}
    lines = list(listing.lines(conn, list(reports)))
    named, unnamed = quoted(lines, {seq: r.origin for seq, r in reports.items()})
    said = [line for line in lines if line.form != "own"]
    own = sum(line.form == "own" for line in lines)
    touched = {(line.report, span) for line in said for span in line.extents}
    dates = [r.published for r in every if r.published]
    return {
        "outlet": host,
        "family": families.family(host),
        "reports": len(reports),
        "versions": len(every),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "stories": len({r.story for r in reports.values() if r.story}),
        "sentences": {"own": own, "all": own + len(touched)},
        "statements": {
            "all": len(said),
            "named": sum(line.kind in NAMED for line in said),
            "unnamed": sum(line.kind in UNNAMED for line in said),
            "documents": sum(line.kind == "document" for line in said),
            "outlet": sum(line.kind == "outlet" for line in said),
            "hearsay": sum(line.kind is None for line in said),
        },
        "copied": _copied(conn, reports, {r.seq for r in every}, host),
        "sources": named,
        "unnamed": len(unnamed),
        "media": _counted((line.report, name) for line in said for name in line.via),
        "credits": _counted((r.seq, r.credit) for r in reports.values() if r.credit),
    }


def _counted(found: Iterable[tuple[int, str]]) -> list[Page]:
    """Names by how many reports they stand in."""
    reports: dict[str, set[int]] = {}
    for report, name in found:
        reports.setdefault(name, set()).add(report)
    return [{"name": n, "reports": len(r)} for n, r in sorted(reports.items(), key=lambda x: (-len(x[1]), x[0]))]


def _copied(conn: Connection, reports: dict[int, ReportRow], every: set[int], host: str) -> Page:
    """How much an outlet took from others, from whom, and who took from it (from any version: `every`). What it took
    from itself is no copy.

    A whole copy is taken from where its text first came from, not from each of the others that have it as well.
    """
    rows = fetch.copies_of(conn, sorted(every))
    others = {r.copy for r in rows} | {r.original for r in rows}
    outlets = {r.seq: r.outlet for r in listing.reports(conn, seqs=sorted(others))}
    homes = {seq: home for seq, (_, home) in places.origin_of(conn, sorted(others)).items()}
    lengths = listing.lengths(conn, list(reports))
    taken: dict[int, list[tuple[int, int]]] = {}
    whole, of, by = set[int](), list[tuple[int, str]](), list[tuple[int, str]]()
    for c in rows:
        if outlets.get(c.copy) == outlets.get(c.original) or (c.whole and homes.get(c.copy) == outlets.get(c.copy)):
            continue  # the second: its own text, which another had reprinted in between
        if c.copy in reports:
            taken.setdefault(c.copy, []).extend(c.passages)
            of.append((c.copy, (homes.get(c.copy) if c.whole else outlets.get(c.original)) or "-"))
            whole |= {c.copy} if c.whole else set()
        elif c.original in every and (not c.whole or homes.get(c.copy) == host):
            by.append((c.copy, outlets.get(c.copy) or "-"))
    return {
        "reports": len(whole),
        "partly": len(taken) - len(whole),
        "characters": sum(_covered(spans) for spans in taken.values()),
        "of_characters": sum(lengths.values()),
        "from": _counted(of),
        "by": _counted(by),
    }


def _covered(spans: Iterable[tuple[int, int]]) -> int:
    """How many code points lie in any of some spans."""
    covered = at = 0
    for start, end in sorted(spans):
        covered += max(0, end - max(start, at))
        at = max(at, end)
    return covered
