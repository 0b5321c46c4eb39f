"""All that one source said over time: where, in which form, on whose word, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy.engine import Connection

from sayso.across import Entity, Said
from sayso.archive import fetch, listing, twinning
from sayso.instants import moment
from sayso.linking.profiles.common import Page, claims_in, saids_of
from sayso.linking.showing import against
from sayso.linking.weighing import Claim
from sayso.links.outlets.families import Families
from sayso.links.words import fold, words

FEWEST = 4
"""Hex digits from which a word is taken for the beginning of an id."""


def find_entities(conn: Connection, name: str) -> list[Entity]:
    """Who may be meant by a name, an alias or the beginning of an id. One entity where that is clear: the only one with
    all words of `name` in a name, or the only one whose full name it is."""
    if len(name) >= FEWEST and all(c in "0123456789abcdef" for c in name) and any(c.isdigit() for c in name):
        return listing.entities_by_id(conn, name)
    wanted = _bag(name)
    if not wanted:
        return []
    longest = max((w for w in name.split()), key=len)
    found = [e for e in listing.entities(conn, longest) if any(wanted <= _bag(n) for n in (e.name, *e.aliases))]
    whole = [e for e in found if _bag(e.name) == wanted]
    return whole if len(whole) == 1 else found


def _bag(name: str) -> frozenset[str]:
    return frozenset(fold(name[w.start : w.end]) for w in words(name))


def matches(conn: Connection, found: Sequence[Entity]) -> list[Page]:
    """Entities to choose from, those with the most statements first."""
    said = listing.said_by(conn, [e.id for e in found])
    rows = [{**_entity(e), "statements": said.get(e.id, 0)} for e in found]
    return sorted(rows, key=lambda row: (-row["statements"], row["name"], row["id"]))


def _entity(e: Entity) -> Page:
    return {"id": e.id, "name": e.name, "kind": e.kind, "roles": list(e.roles), "aliases": list(e.aliases)}


def source(conn: Connection, families: Families, entity: Entity) -> Page:
    """All that a source said over time, what one claim holds as one item; with what others made of it."""
    seqs = listing.statements(conn, entity=entity.id)
    saids = saids_of(conn, seqs)
    claims = claims_in(conn, families, seqs)
    groups: dict[object, list[tuple[int, Said]]] = {}
    for seq, number in twinning.claims_of(conn, seqs).items():
        groups.setdefault(("claim", number) if number is not None else seq, []).append((seq, saids[seq]))
    mine = {s.id for s in saids.values()}
    against_whom = _acted_on(conn, seqs)
    items = []
    for key, rows in groups.items():
        claim = claims.get(key[1]) if isinstance(key, tuple) else None
        items.append(_item([said for _, said in rows], claim, mine, [x for seq, _ in rows for x in against_whom[seq]]))
    items.sort(key=lambda i: (moment(i["statements"][0]["published"]), i["statements"][0]["id"]))
    roles: dict[tuple[str | None, str], Page] = {}
    for n in listing.namings(conn, entity.id):
        known = roles.setdefault(
            (n.name, (n.role or "").casefold()), {"name": n.name, "role": n.role, "first": n.published, "reports": 0}
        )
        known["last"], known["reports"] = n.published, known["reports"] + 1
    return {"entity": _entity(entity), "called": list(roles.values()), "said": items}


def _item(saids: Sequence[Said], claim: Claim | None, mine: set[str], acts_on: Sequence[Page]) -> Page:
    ordered = sorted(saids, key=lambda s: (moment(s.published), s.report, s.at, s.id))
    dropped = {m.said.id for m in claim.members if m.dropped} if claim else set()
    disputes = against([x for x in claim.against if x[0].id not in mine]) if claim else []
    denied = against([x for x in claim.against if x[0].id in mine]) if claim else []
    back = against(claim.back) if claim else []
    return {
        "claim": claim.id if claim else None,
        "text": ordered[0].text,
        "counts": asdict(claim.weighed.counts) if claim else None,
        "statements": [_statement(s, dropped) for s in ordered],
        "against": list({x["id"]: x for x in acts_on}.values()),
        "disputes": disputes,
        "denied_later": denied,
        "retracts": back,
    }


def _statement(s: Said, dropped: set[str]) -> Page:
    keys = ("id", "report", "url", "outlet", "published", "said_on", "form", "act", "negated", "name", "role", "text")
    return {**{k: getattr(s, k) for k in keys}, "via": list(s.via), "dropped": s.id in dropped}


def _acted_on(conn: Connection, seqs: Sequence[int]) -> dict[int, list[Page]]:
    """For each statement what it disputes or takes back."""
    out: dict[int, list[Page]] = {seq: [] for seq in seqs}
    rows = [
        r
        for r in fetch.links_of(conn, seqs)
        if r.left in out
        and r.kind in ("disputes", "retracts")
        and (r.judged == "yes" or (r.confirmed and r.judged != "no"))
    ]
    there = saids_of(conn, sorted({r.right for r in rows}))
    for r in rows:
        s = there[r.right]
        who = {"id": s.id, "source": s.name or s.outlet, "outlet": s.outlet, "published": s.published, "text": s.text}
        out[r.left].append({"kind": r.kind, **who})
    return out
