"""A claim with all that bears on it: its members weighed, who disputes it, who took it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from sayso.across import Copy, Link, Said
from sayso.archive import fetch, places
from sayso.archive.fetch import CopyRow, LinkRow
from sayso.instants import moment
from sayso.links import claims, copies
from sayso.links.independence.weigh import weigh
from sayso.links.independence.weighed import Member, Weighed
from sayso.links.outlets.families import Families
from sayso.records import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim, as it is shown: `members` are all its statements, weighed in `weighed`; `stands` is the statement that
    stands for it; `against` and `back` are (statement, link) that dispute it or take it back; `beside` are those of
    the same matter that do not contradict it, with why."""

    id: str
    seq: int
    stands: Said
    members: tuple[Member, ...]
    weighed: Weighed
    against: tuple[tuple[Said, Link], ...] = ()
    back: tuple[tuple[Said, Link], ...] = ()
    beside: tuple[tuple[Said, Link], ...] = ()
    maybe: tuple[tuple[Said, Link], ...] = ()


def claim_id(first: str) -> str:
    """The id of a claim, from the id of its first statement."""
    return digest("claim", first)


def weigh_claims(conn: Connection, families: Families, numbers: Sequence[int]) -> list[Claim]:
    """The claims with these numbers, in that order."""
    groups = fetch.claim_members(conn, numbers)
    every = sorted({seq for group in groups.values() for seq in group})
    rows = fetch.links_of(conn, every)
    outside = {seq for row in rows for seq in (row.left, row.right)} - set(every)
    saids = fetch.saids(conn, [*every, *sorted(outside)])
    members = _members(conn, saids, every)
    return [_claim(n, groups[n], members, saids, rows, families) for n in numbers if n in groups]


def _claim(
    number: int,
    group: Sequence[int],
    members: Mapping[int, Member],
    saids: Mapping[int, Said],
    rows: Sequence[LinkRow],
    families: Families,
) -> Claim:
    own = set(group)
    mine = [members[seq] for seq in group]
    links = [_link(r, saids) for r in rows if r.left in own and r.right in own and _holds(r)]
    sides: dict[str, list[tuple[Said, Link]]] = {"disputes": [], "retracts": [], "differs": [], "maybe": []}
    for row in rows:
        if row.judged == "no" or (row.left not in own and row.right not in own):
            continue
        if row.left in own and row.right in own:
            if row.kind == "retracts" and _holds(row):  # told again by who takes it back
                sides["retracts"].append((saids[row.left], _link(row, saids)))
            continue
        other = saids[row.right if row.left in own else row.left]
        if row.kind in ("disputes", "retracts") and _holds(row):
            if row.right in own or (row.kind == "disputes" and _contrary(saids[row.left], other)):
                sides[row.kind].append((other, _link(row, saids)))
        elif row.kind == "differs":
            sides["differs"].append((other, _link(row, saids)))
        elif not _holds(row):
            sides["maybe"].append((other, _link(row, saids)))
    taken = {link.left for _, link in sides["retracts"]}
    mine = _carrying([m for m in mine if m.said.id not in taken])
    stands = claims.representative([m.said for m in mine])
    return Claim(
        id=claim_id(min(mine, key=lambda m: (moment(m.said.published), m.said.id)).said.id),
        seq=number,
        stands=next(m.said for m in mine if m.said.id == stands),
        members=tuple(mine),
        weighed=weigh(mine, families, links),
        against=tuple(sides["disputes"]),
        back=tuple(sides["retracts"]),
        beside=tuple(sides["differs"]),
        maybe=tuple(sides["maybe"]),
    )


def _contrary(left: Said, right: Said) -> bool:
    """Whether each of two disputes the other: contrary statements, where neither only says that it is not so."""
    return claims.carries(left) and claims.carries(right)


def _carrying(members: Sequence[Member]) -> list[Member]:
    """The members, with those that do not assert the claim marked; where none of them asserts anything (a demand, a
    promise, a forecast), the claim is what they do, and all carry it, but for denials."""
    asserted = any(claims.carries(m.said) for m in members)
    out = []
    for m in members:
        said = m.said
        if claims.carries(said) or (not asserted and not said.negated and claims.voice(said) != "denial"):
            out.append(m)
        else:
            why = "did not say it" if said.negated else f"does not assert it ({said.act or 'own voice'})"
            out.append(_but(m, why))
    return out


def _but(member: Member, why: str) -> Member:
    return Member(
        said=member.said, origin=member.origin, passage=member.passage, page=member.page, family=member.family,
        home=member.home, credit=member.credit, dropped=member.dropped, carries=False, why_not=why,
    )  # fmt: skip


def _members(conn: Connection, saids: Mapping[int, Said], seqs: Sequence[int]) -> dict[int, Member]:
    """The statements as members: with the origins of their reports and of the passages they stand in."""
    placed = places.placed_of(conn, seqs)
    reports = sorted({p.report for p in placed.values()})
    spliced: dict[int, list[CopyRow]] = {}
    for row in fetch.copies_of(conn, reports):
        if not row.whole:
            spliced.setdefault(row.copy, []).append(row)
    origins = places.origin_of(conn, sorted({r.original for rows in spliced.values() for r in rows}))
    out = {}
    for seq in seqs:
        p = placed[seq]
        rows = spliced.get(p.report, [])
        parts = [
            Copy(copy=str(p.report), original=str(r.original), share=r.share, whole=False, passages=r.passages)
            for r in rows
        ]
        found = copies.source_of_span(parts, saids[seq].at) if parts else None
        passage, home = origins[int(found.original)] if found else (p.origin, p.home)
        out[seq] = Member(
            said=saids[seq], origin=p.origin, passage=passage, page=p.page, home=home, credit=p.credit,
            dropped=p.dropped,
        )  # fmt: skip
    return out


def _holds(row: LinkRow) -> bool:
    return row.judged == "yes" or (row.confirmed and row.judged != "no")


def _link(row: LinkRow, saids: Mapping[int, Said]) -> Link:
    return Link(
        left=saids[row.left].id, right=saids[row.right].id, kind=row.kind, score=row.score,
        confirmed=_holds(row), reasons=row.reasons,
    )  # fmt: skip
