"""One story: its reports in date order and which are copies of which, who is quoted, what its claims rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from sqlalchemy.engine import Connection

from sayso.archive import fetch, listing
from sayso.archive.listing import ReportRow
from sayso.instants import moment
from sayso.linking.profiles.common import Page, claims_in, quoted
from sayso.linking.showing import against
from sayso.linking.weighing import Claim
from sayso.links.outlets.families import Families


def stories(conn: Connection) -> list[Page]:
    """All stories, the latest first."""
    return [{**s._asdict(), "outlets": list(s.outlets)} for s in listing.story_sizes(conn)]


def story(conn: Connection, families: Families, found: listing.Story) -> Page:
    """One story: its reports in date order with what is a copy of which, who is quoted, and what claims rest on."""
    reports = list(listing.reports(conn, story=found.id))
    seqs = [r.seq for r in reports]
    lines = list(listing.lines(conn, seqs))
    claims = claims_in(conn, families, [line.seq for line in lines])
    named, unnamed = quoted(lines, {r.seq: r.origin for r in reports})
    return {
        "id": found.id,
        "title": found.title,
        "first": found.first,
        "last": found.last,
        "reasons": list(found.reasons),
        "reports": _reports(conn, reports, claims.values()),
        "named": named,
        "unnamed": unnamed,
        "own": sum(line.form == "own" for line in lines),
        "hearsay": sum(line.form != "own" and line.kind is None for line in lines),
        "claims": _story_claims(claims.values()),
    }


def _reports(conn: Connection, reports: Sequence[ReportRow], claims: Iterable[Claim]) -> list[Page]:
    ids = {r.seq: r.id for r in reports}
    copied: dict[int, list[Page]] = {}
    for c in fetch.copies_of(conn, list(ids)):
        if c.copy in ids and c.original in ids:
            one = {"report": ids[c.original], "share": c.share, "whole": c.whole, "reasons": list(c.reasons)}
            copied.setdefault(c.copy, []).append(one)
    speaks: dict[str, list[Page]] = {}
    for claim in claims:
        for kind, found in (("disputes", claim.against), ("retracts", claim.back)):
            for said, _ in found:
                row = {"kind": kind, "source": said.name or said.outlet, "text": said.text, "what": claim.stands.text}
                if row not in speaks.setdefault(said.report, []):
                    speaks[said.report].append(row)
    out = []
    for r in reports:
        row = {
            k: getattr(r, k) for k in ("id", "url", "outlet", "published", "title", "credit", "version_of", "origin")
        }
        out.append({**row, "copies": copied.get(r.seq, []), "against": speaks.get(r.id, [])})
    return out


def _story_claims(claims: Iterable[Claim]) -> list[Page]:
    """The claims of a story, in the most reports first; `one_origin`: several reports, and one text behind them all."""
    out = []
    for c in claims:
        counts = c.weighed.counts
        first = c.weighed.first
        out.append({
            "id": c.id, "text": c.stands.text, "counts": asdict(counts),
            "first": first and first.published, "source": first and first.source,
            "one_origin": counts.texts == 1 and counts.reports > 1,
            "disputes": len(against(c.against)), "retracts": len(against(c.back)),
        })  # fmt: skip
    return sorted(out, key=lambda c: (-c["counts"]["reports"], -c["disputes"], moment(c["first"]), c["id"]))
