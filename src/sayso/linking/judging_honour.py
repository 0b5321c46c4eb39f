"""Verdicts brought to bear on links, claims and entities: what people said stands above what was found.

A statement or source that was judged stands for itself: it is nobody's twin or namesake (claiming and sourcing see to
that), so that a verdict moves it and nothing else of the same words or name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy.engine import Connection

from sayso.across import Link, Verdict
from sayso.archive import derived, fetch, judged, meeting, namesaking, twinning, vectoring
from sayso.archive.fetch import LinkRow
from sayso.linking.claiming import claim, regroup
from sayso.linking.desk import Desk
from sayso.linking.judging_verdicts import SAME, Judged, Verdicts
from sayso.linking.sourcing import identify
from sayso.links import claims

FOUND: Final = (*SAME, "disputes", "differs")
"""Kinds of links that `claim` finds."""
BY_HAND: Final = ("a person said so",)
"""The reasons of a link that was not found, only judged."""


def honour(conn: Connection, desk: Desk, statements: Iterable[int], sources: Iterable[int], told: Judged) -> None:
    """Brings the verdicts on some statements and sources (numbers) to bear, as far as both sides are linked."""
    if not told.any:
        return
    told.get_ready(conn)
    mine = [v for key in judged.names(conn, "statements", statements).values() for v in told.of.get(key, ())]
    if mine:
        _links(conn, desk, mine, told)
    if told.sources:
        _sources(conn, desk, set(judged.names(conn, "sources", sources).values()), told)


def _links(conn: Connection, desk: Desk, verdicts: Sequence[Verdicts], told: Judged) -> None:
    """Writes verdicts beside links; makes the links that a person saw and nobody else; cuts the claims anew."""
    number = judged.numbers(conn, "statements", sorted({i for v in verdicts for i in (v.left, v.right)}))
    placed = twinning.claims_of(conn, sorted(number.values()))
    marks: dict[tuple[int, int, str], Verdict | None] = {}
    fresh: list[tuple[int, int, Link]] = []
    touched: set[int] = set()
    for v in verdicts:
        left, right = number.get(v.left), number.get(v.right)
        if left is None or right is None or placed.get(left) is None or placed.get(right) is None:
            continue  # the other side is linked later, and asks again then
        rows = between(conn, left, right, v.kind)
        marks |= {(r.left, r.right, r.kind): v.verdict for r in rows}
        if v.verdict == "yes" and not rows:
            kind = "same-claim" if v.kind in SAME else v.kind
            link = Link(left=v.left, right=v.right, kind=kind, score=1.0, confirmed=False, reasons=BY_HAND)  # type: ignore[arg-type]
            fresh.append((left, right, link))
            marks[left, right, kind] = "yes"
        if v.kind in SAME:
            touched |= {left, right}
    derived.insert_links(conn, fresh)
    derived.set_judged(conn, marks)
    regroup(conn, desk, touched, told.statements)


def between(conn: Connection, one: int, two: int, kind: str) -> list[LinkRow]:
    """The links between two statements that one verdict on this kind answers."""
    kinds = SAME if kind in SAME else (kind,)
    return [r for r in fetch.links_of(conn, [one]) if {r.left, r.right} == {one, two} and r.kind in kinds]


def _sources(conn: Connection, desk: Desk, mine: set[str], told: Judged) -> None:
    """Looks once more, and together, at sources that a person said are one."""
    pairs = [p for p, yes in told.sources.items() if yes and not p.isdisjoint(mine)]
    number = judged.numbers(conn, "sources", sorted({i for p in pairs for i in p}))
    for pair in sorted(sorted(p) for p in pairs):
        seqs = [number[i] for i in pair if i in number]
        known = namesaking.entities_of(conn, seqs)
        if len(seqs) == 2 and all(known.get(s) is not None for s in seqs) and len({known[s] for s in seqs}) == 2:
            source_again(conn, desk, seqs, told)


def forget_verdict(conn: Connection, left: int, right: int, kind: str) -> None:
    """Takes a verdict off the links between two statements; a link that was there by it alone goes."""
    rows = between(conn, left, right, kind)
    derived.set_judged(conn, {(r.left, r.right, r.kind): None for r in rows})
    derived.delete_links(conn, [(r.left, r.right, r.kind) for r in rows if r.reasons == BY_HAND])


def claim_again(conn: Connection, desk: Desk, statements: Sequence[int], told: Judged) -> None:
    """Finds the claims of some statements and of their twins as if they had just arrived, in canonical order."""
    twins = {t for found in twinning.twins_of(conn, statements).values() for t in found}
    every = judged.in_order(conn, "statements", {*statements, *twins})
    seqs = [seq for seq, _ in every]
    meeting.forget_of(conn, seqs, [])
    pairs = desk.pairs(conn, seqs)
    derived.drop_keys(
        conn, "statement_keys", ((key, seq) for seq, (_, matter) in pairs.items() for key in claims.keys(matter))
    )
    found_by_pairs = [r for r in fetch.links_of(conn, seqs) if r.kind in FOUND]
    derived.delete_links(conn, [(r.left, r.right, r.kind) for r in found_by_pairs])
    # Whoever comes first must not meet those who are still to come: they may turn out to be its twins.
    vectoring.forget_vectors(conn, seqs)
    desk.drop(seqs)
    desk.near.forget()
    for seq, at in every:
        claim(conn, desk, [seq], at, told.statements)
    beside = {seq for r in found_by_pairs for seq in (r.left, r.right)}
    regroup(conn, desk, sorted({*seqs, *beside}), told.statements)


def source_again(conn: Connection, desk: Desk, sources: Sequence[int], told: Judged) -> None:
    """Finds out anew who some sources and their namesakes are."""
    namesakes = {s for found in namesaking.namesakes_of(conn, sources).values() for s in found}
    every = [seq for seq, _ in judged.in_order(conn, "sources", {*sources, *namesakes})]
    meeting.forget_of(conn, [], every)
    identify(conn, desk, every, told.sources)
