"""A claim as JSON (docs/format.md), and with `why` the chain behind every count, down to offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sayso.across import Link, Said
from sayso.instants import moment
from sayso.linking.weighing import Claim


def shown(claim: Claim, score: float, *, why: bool = False) -> dict[str, Any]:
    """The claim as `sayso ask --json` gives it; with `why` also the key "why": what each count counted."""
    carrying = {f.statement for t in claim.weighed.texts for f in t.members}
    members = sorted((m for m in claim.members if m.said.id in carrying), key=lambda m: _order(m.said))
    first = claim.weighed.first
    out: dict[str, Any] = {
        "id": claim.id,
        "text": claim.stands.text,
        "score": round(score, 4),
        "counts": asdict(claim.weighed.counts),
        "first": first
        and {"report": first.report, "url": first.url, "published": first.published, "source": first.source},
        "statements": [_statement(m.said, claim.weighed.text_of(m.said.id), m.dropped) for m in members],
        "disputes": against(claim.against),
        "retracts": against(claim.back),
        "circles": [list(c.outlets) for c in claim.weighed.circles],
    }
    if why:
        out["why"] = _why(claim)
    return out


def _order(said: Said) -> tuple[object, ...]:
    return (moment(said.published), said.report, said.at, said.id)


def _statement(said: Said, origin: str | None, dropped: bool) -> dict[str, Any]:
    return {
        "id": said.id,
        "report": said.report,
        "url": said.url,
        "outlet": said.outlet,
        "published": said.published,
        "source": said.outlet if said.form == "own" else said.name,
        "entity": said.entity,
        "kind": "outlet" if said.form == "own" else said.kind,
        "form": said.form,
        "said_on": said.said_on,
        "text": said.text,
        "via": list(said.via),
        "origin": origin,
        "dropped": dropped,
    }


def against(found: Sequence[tuple[Said, Link]]) -> list[dict[str, Any]]:
    """Who disputes or takes back, each voice once: the earliest statement of each source in each words."""
    out: dict[tuple[str | None, str], dict[str, Any]] = {}
    for said, _ in sorted(found, key=lambda pair: _order(pair[0])):
        name = said.name or said.outlet
        out.setdefault(
            (name, said.text),
            {"id": said.id, "source": name, "outlet": said.outlet, "published": said.published, "text": said.text},
        )
    return list(out.values())


def _why(claim: Claim) -> dict[str, Any]:
    w = claim.weighed
    return {
        "texts": [asdict(t) for t in w.texts],
        "sources": [asdict(v) for v in w.sources],
        "reports": [asdict(k) for k in w.reports],
        "outlets": [asdict(k) for k in w.outlets],
        "families": [asdict(k) for k in w.families],
        "first": w.first and asdict(w.first),
        "circles": [asdict(c) for c in w.circles],
        "apart": [_apart(claim, s, y) for s, y in w.apart],
        "disputes": [_linked(s, x) for s, x in claim.against],
        "retracts": [_linked(s, x) for s, x in claim.back],
        "differs": [_linked(s, x) for s, x in claim.beside],
        "suggested": [_linked(s, x) for s, x in claim.maybe],
    }


def _apart(claim: Claim, statement: str, why: str) -> dict[str, Any]:
    """A statement that is of the claim and does not carry it."""
    said = next(m.said for m in claim.members if m.said.id == statement)
    return {
        "statement": said.id,
        "report": said.report,
        "url": said.url,
        "outlet": said.outlet,
        "published": said.published,
        "source": said.name or said.outlet,
        "text": said.text,
        "spans": [list(span) for span in said.extents],
        "why": why,
    }


def _linked(said: Said, link: Link) -> dict[str, Any]:
    return {
        "statement": said.id,
        "report": said.report,
        "url": said.url,
        "outlet": said.outlet,
        "published": said.published,
        "source": said.name or said.outlet,
        "text": said.text,
        "spans": [list(span) for span in said.extents],
        "kind": link.kind,
        "to": link.right if link.left == said.id else link.left,
        "score": link.score,
        "reasons": list(link.reasons),
    }
