"""A question to the archive: 1. candidates by words, 2. by meaning; 3. scored alike; 4. their claims, best first."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from sayso.archive import fetch, sharing, twinning
from sayso.archive.fetch import LinkRow
from sayso.linking.desk import Desk
from sayso.linking.meanings import Meanings
from sayso.linking.weighing import Claim, weigh_claims
from sayso.links import search
from sayso.links.words import rarity, stem

BY_WORDS, BY_MEANING = 150, 100
"""Statements that are scored."""
TELLING = 2.0
"""Rarity of a word from which it is searched by itself: commoner ones only rank what others found."""
MOST_WORDS = 8
"""Words that are searched, the rarest: the rest of a long query only ranks."""
LEAST = 0.25
"""Least score of an answer: below it, texts share a word or two with the query and nothing of its matter. Set on the
example reports, where the worst right answer has .34."""
SPARE = 5
"""Claims weighed beyond those asked for, so that equal scores are ordered by what stands behind them."""
Scored = list[tuple[float, Claim]]


def ask(conn: Connection, desk: Desk, meanings: Meanings, text: str, limit: int) -> Scored:
    """The claims that match a text, with their scores (0..1), best first."""
    asked = search.query(text, desk.encode)
    found = {seq for seq, _ in sharing.search_words(conn, _telling(text), BY_WORDS)}  # 1
    if len(asked.vectors):
        found |= set(meanings.nearest(conn, asked.vectors[0], BY_MEANING))  # 2
    saids = fetch.saids(conn, sorted(found))
    scores = {
        seq: search.score(asked, s.text, f"{s.name or ''}\n{s.title or ''}", s.vector) for seq, s in saids.items()
    }  # 3
    best: dict[int, float] = {}
    places: dict[int, float] = {}
    claims = _claims(conn, scores)
    for seq, score in scores.items():
        number = claims.get(seq)
        if number is not None and score >= LEAST:
            best[number] = max(best.get(number, 0.0), score)
            places[number] = max(places.get(number, -1.0), search.place(asked, score, saids[seq].text))
    ranked = sorted(best, key=lambda n: -places[n])[: limit + SPARE]  # 4
    weighed = weigh_claims(conn, desk.families, ranked)
    standing = {c.seq: round(search.standing(places[c.seq], c.weighed.counts.reports), 3) for c in weighed}
    weighed.sort(key=lambda c: (-standing[c.seq], -c.weighed.counts.reports, c.id))
    return [(min(1.0, best[c.seq]), c) for c in weighed[:limit]]


def _telling(text: str) -> str:
    """The words of a query worth searching for: the rarest, or all where all are common."""
    words = list(dict.fromkeys(w for w in text.split() if any(c.isalnum() for c in w)))
    weighed = {w: max((rarity(stem(p)) for p in _parts(w)), default=0.0) for w in words}
    telling = sorted((w for w in words if weighed[w] >= TELLING), key=lambda w: -weighed[w])[:MOST_WORDS]
    return " ".join(telling or words)


def _parts(word: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in word).split()


def _claims(conn: Connection, scores: dict[int, float]) -> dict[int, int]:
    """The claim that each statement answers with: its own, or for a denial the one that it denies."""
    own = twinning.claims_of(conn, sorted(scores))
    out = {seq: claim for seq, claim in own.items() if claim is not None}
    denied: dict[int, LinkRow] = {}
    for row in fetch.links_of(conn, sorted(scores)):
        holds = row.kind == "disputes" and row.left in scores and (row.confirmed or row.judged == "yes")
        if holds and (row.left not in denied or denied[row.left].score < row.score):
            denied[row.left] = row
    targets = twinning.claims_of(conn, sorted({row.right for row in denied.values()}))
    voices = fetch.saids(conn, sorted(denied))
    for seq, row in denied.items():
        claim = targets.get(row.right)
        if claim is not None and voices[seq].act == "deny":
            out[seq] = claim
    return out
