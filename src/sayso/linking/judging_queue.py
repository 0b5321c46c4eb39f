"""The review queue: what a person should look at, most useful first, each with its evidence.

Doubtful links stand in the store: suggestions that nobody has judged. Doubtful pairs of sources do not: which they are
follows from the names at hand, so they are found when somebody asks, and cost an archive that nobody reviews nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy.engine import Connection

from sayso.across import Said
from sayso.archive import fetch, judged, namesaking, twinning
from sayso.archive.fetch import LinkRow
from sayso.archive.namesaking import SourceRow
from sayso.linking.judging_verdicts import Judged
from sayso.links import entities
from sayso.records import digest

KINDS: Final = ("same-claim", "same-words", "disputes", "retracts", "entity")
"""What may be asked for."""
LOOKED_AT: Final = 5_000
"""Suggested links that are ranked, those with the highest scores: usefulness grows with the logarithm of reports, so
that a low score never comes far up."""
PER_KEY: Final = 30
"""Names that share a key, at most, for them to be compared two by two: a commoner one says nothing."""
PAIRS: Final = 20_000
"""Pairs of names that are compared for one queue, at most (about a second), those in most reports first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a pair: a statement, or a source with its first statement in a report. `text` is what is said,
    `sentence` where it stands; `span` the place of `text` in the report."""

    id: str
    name: str | None
    kind: str | None
    role: str | None
    text: str
    sentence: str
    span: tuple[int, int]
    report: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A pair to be judged. `subject` is "link" or "entity"; `score` 0 to 1 says how likely the pair is right,
    `reports` how many reports a verdict may change, `use` how much it is worth to look at it."""

    id: str
    subject: str
    kind: str
    score: float
    reports: int
    use: float
    left: Side
    right: Side
    reasons: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """As `sayso judge --list` prints it."""
        out = asdict(self)
        for side in ("left", "right"):
            out[side]["span"] = list(out[side]["span"])
        return {**out, "reasons": list(self.reasons)}


Ranked = tuple[float, float, int, str, str, str, tuple[str, ...], tuple[int, int]]


def queue(
    conn: Connection, told: Judged, kinds: Sequence[str] = KINDS, about: str | None = None, limit: int | None = None
) -> list[Doubt]:
    """What waits for a person's eyes, the most useful first. `kinds`: of KINDS; `about`: only pairs of which one side
    has all these words in its sentence, its source's name or its title (case does not matter)."""
    told.get_ready(conn)
    links = [k for k in kinds if k != "entity"]
    found = _links(conn, links) if links else []
    if "entity" in kinds:
        found += _entities(conn, told)
    found.sort(key=lambda r: (-r[0], -r[1], r[3], r[4], r[5]))
    out: list[Doubt] = []
    step = len(found) if limit is None else max(4 * limit, 50)
    for first in range(0, len(found), max(step, 1)):
        out += [d for d in _evidence(conn, found[first : first + step]) if _speaks_of(d, about)]
        if limit is not None and len(out) >= limit:
            break
    return out if limit is None else out[:limit]


def use(score: float, reports: int) -> float:
    """How much a verdict is worth: the higher the score and the more reports it would change.

    >>> use(0.7, 2) < use(0.7, 9) < use(0.9, 9)
    True
    """
    return round(score * math.log2(1 + max(reports, 1)), 4)


def _links(conn: Connection, kinds: Sequence[str]) -> list[Ranked]:
    rows = judged.suggested(conn, kinds, LOOKED_AT)
    ids = judged.names(conn, "statements", {seq for r in rows for seq in (r.left, r.right)})
    claims = twinning.claims_of(conn, sorted(ids))
    size = judged.claim_reports(conn, {c for c in claims.values() if c is not None})

    def reports(row: LinkRow) -> int:
        return len(set().union(*(size.get(c, ()) for s in (row.left, row.right) if (c := claims.get(s)) is not None)))

    return [
        (use(r.score, n := reports(r)), r.score, n, r.kind, ids[r.left], ids[r.right], r.reasons, (r.left, r.right))
        for r in rows
    ]


def _entities(conn: Connection, told: Judged) -> list[Ranked]:
    """Pairs of named sources that may be one, the best of each two entities."""
    pairs = sorted(judged.name_sharers(conn, PER_KEY), key=lambda s: -s.reports)[:PAIRS]
    seqs = sorted({seq for p in pairs for seq in (p.left, p.right)})
    rows = {r.seq: r for r in namesaking.sources_of(conn, seqs)}
    stories = namesaking.stories_of(conn, seqs)
    profiles = {seq: _profile(r, stories.get(seq, ())) for seq, r in rows.items()}
    best: dict[tuple[int, int], Ranked] = {}
    for p in pairs:
        a, b = rows[p.left], rows[p.right]
        pair = frozenset((a.id, b.id))
        if pair in told.sources or pair in told.unsure:
            continue
        match = entities.same(profiles[p.left], profiles[p.right])
        if match is None:
            continue
        later, earlier = (a, b) if (a.published or "~", a.id) > (b.published or "~", b.id) else (b, a)
        score = min(match.score, 0.5) if match.confirmed else match.score
        why = (
            (*match.reasons, "kept apart: fits several, or others stand between") if match.confirmed else match.reasons
        )
        ranked: Ranked = (
            use(score, p.reports), score, p.reports, "entity", later.id, earlier.id, why, (later.seq, earlier.seq),
        )  # fmt: skip
        key = (min(p.entities), max(p.entities))
        if key not in best or (-ranked[0], ranked[4:6]) < (-best[key][0], best[key][4:6]):
            best[key] = ranked
    return list(best.values())


def _profile(r: SourceRow, stories: Sequence[int]) -> entities.Profile:
    return entities.Profile(
        source=r.id, name=r.name or "", kind=r.kind, role=r.role, report=r.report, outlet=r.outlet,
        published=r.published, story=r.story, stories=tuple(stories),
    )  # fmt: skip


def _evidence(conn: Connection, found: Sequence[Ranked]) -> list[Doubt]:
    """Ranked pairs with what stands in the reports."""
    links = {seq for r in found if r[3] != "entity" for seq in r[7]}
    sources = {seq for r in found if r[3] == "entity" for seq in r[7]}
    first = judged.statements_by(conn, sources)
    saids = fetch.saids(conn, sorted(links | set(first.values())))
    rows = {r.seq: r for r in namesaking.sources_of(conn, sorted(sources))}
    out = []
    for use_, score, reports, kind, left, right, reasons, seqs in found:
        if kind == "entity":
            one, two = (_source(rows[seq], saids.get(first.get(seq, -1))) for seq in seqs)
        else:
            one, two = (_statement(saids[seq]) for seq in seqs)
        subject = "entity" if kind == "entity" else "link"
        out.append(
            Doubt(
                id=digest("doubt", kind, left, right),
                subject=subject,
                kind=kind,
                score=round(score, 4),
                reports=reports,
                use=use_,
                left=one,
                right=two,
                reasons=reasons,
            )
        )
    return out


def _statement(s: Said) -> Side:
    own = s.form == "own"
    return Side(
        id=s.id, name=s.outlet if own else s.name, kind="outlet" if own else s.kind, role=s.role, text=s.text,
        sentence=s.sentence, span=s.at, report=s.report, outlet=s.outlet, published=s.published, title=s.title,
        url=s.url,
    )  # fmt: skip


def _source(r: SourceRow, s: Said | None) -> Side:
    return Side(
        id=r.id, name=r.name, kind=r.kind, role=r.role, text=s.text if s else "", sentence=s.sentence if s else "",
        span=s.at if s else (0, 0), report=r.report, outlet=r.outlet, published=r.published,
        title=s.title if s else None, url=s.url if s else None,
    )  # fmt: skip


def _speaks_of(doubt: Doubt, about: str | None) -> bool:
    words = (about or "").casefold().split()
    sides = [f"{s.sentence} {s.name or ''} {s.title or ''}".casefold() for s in (doubt.left, doubt.right)]
    return any(all(w in side for w in words) for side in sides)
