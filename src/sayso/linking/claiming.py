"""The claims of one arriving report: which of its statements were said before, and which of them somebody denies.

1. the same words, to the letter: a twin of the first with them;  2. for all others, their meaning;
3. candidates: by shared rare words, at any distance, and by meaning, within days;
4. each pair decided: the same claim, a dispute, neither;  5. claims, over all that hangs together
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime

import numpy as np
from sqlalchemy.engine import Connection

from sayso.across import Link, Said, Verdict
from sayso.archive import derived, fetch, sharing, twinning, vectoring
from sayso.archive.signs import BLOCK
from sayso.instants import moment
from sayso.linking.desk import Desk
from sayso.linking.meanings import seal
from sayso.linking.near import Vectors, unpack
from sayso.links import claims, disputes
from sayso.links.matter import Matter
from sayso.links.words import words

Pair = tuple[Said, Matter]

BY_WORDS, BY_MEANING = 40, 15
"""Candidates of one statement that are compared: those that share most keys, and the nearest in meaning."""
NEAR = 0.55
"""Least cosine of a candidate by meaning: pairs below it are the same claim less often than one in a hundred."""
SURE, ALIKE = 3, 0.45
"""Keys that a candidate by words shares; one that shares fewer (two rare words) must be so near in meaning as well. A
pair further apart is confirmed by no rule but that of the same words, which share many keys."""
SAME = ("same-words", "same-claim")
MOST_AROUND = 2000
"""Statements that hang together by links, at most, for one regrouping."""


def claim(
    conn: Connection, desk: Desk, statements: Sequence[int], at: float | None, judged: Mapping[tuple[str, str], Verdict]
) -> None:
    """Links the statements of a report published at `at` (seconds since 1970), and gives them their claims."""
    said = fetch.saids(conn, statements)
    alone, touched = _twins(conn, desk, said, {i for pair in judged for i in pair})  # 1
    _mean(conn, desk, alone, said, at)  # 2
    rows: list[tuple[int, int, Link]] = []
    for seq, others in _candidates(conn, desk, alone, at).items():  # 3
        rows += _decide(conn, desk, seq, others)  # 4
    derived.insert_links(conn, rows)
    touched |= {seq for row in rows if row[2].kind in SAME and row[2].confirmed for seq in row[:2]}
    regroup(conn, desk, touched, judged)  # 5
    derived.set_claims(conn, {seq: seq for seq in alone if seq not in touched})
    twinning.claim_twins(conn, sorted({*alone, *twinning.centre_of(conn, list(statements)).values()}))
    if said and min(said) // BLOCK != max(said) // BLOCK:
        seal(conn)


def _words_key(said: Said, apart: Container[str]) -> int:
    """What two statements share that say the very same, in the same voice; a judged one stands for itself."""
    own = (said.id,) if said.id in apart else ()
    key = "\x00".join([claims.voice(said), str(said.negated), *own, *(w.stem for w in words(said.text))])
    data = key.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)


def _twins(conn: Connection, desk: Desk, said: Mapping[int, Said], apart: Container[str]) -> tuple[list[int], set[int]]:
    """Makes each statement the twin of the first with its words, where there is one; gives those that are the first,
    and the statements whose links went with a former first. The first is the one published first, whatever came first.
    """
    texts = {seq: _words_key(s, apart) for seq, s in sorted(said.items(), key=lambda row: row[1].id)}
    centres = twinning.centres_of(conn, sorted(set(texts.values())))
    pairs = desk.pairs(conn, [*said, *(c for found in centres.values() for c in found)])
    links: list[tuple[int, int, Link]] = []
    twins: list[tuple[int, int]] = []
    alone: list[int] = []
    touched: set[int] = set()
    for seq, key in texts.items():
        own = centres.setdefault(key, [])
        for centre in own:
            link = claims.compare(*pairs[seq], *pairs[centre]) if centre in pairs else None
            if link is None or not link.confirmed:
                continue
            if _order(pairs[seq][0]) < _order(pairs[centre][0]):
                touched |= _take_over(conn, desk, key, seq, centre)
                own[own.index(centre)] = seq
                alone.append(seq)
            else:
                links.append((*_sides(link, seq, centre, pairs), link))
                twins.append((seq, centre))
            break
        else:
            own.append(seq)
            alone.append(seq)
    twinning.add_centres(conn, [(texts[seq], seq) for seq in alone])
    derived.insert_links(conn, links)
    twinning.set_twins(conn, twins)
    return alone, touched - set(said)


def _order(said: Said) -> tuple[datetime, str]:
    return moment(said.published), said.id


def _take_over(conn: Connection, desk: Desk, key: int, seq: int, old: int) -> set[int]:
    """A statement that came late, but was published before the first with its words, takes that one's place; gives the
    statements that were linked to it."""
    twins = [old, *twinning.twins_of(conn, [old]).get(old, [])]
    linked = {side for row in fetch.links_of(conn, [old]) for side in (row.left, row.right)} - set(twins)
    pairs = desk.pairs(conn, [seq, *twins])
    derived.drop_keys(conn, "statement_keys", [(k, old) for k in claims.keys(pairs[old][1])])
    twinning.take_over(conn, key, seq, old)
    desk.near.drop(pairs[old][0].published)
    links = [(twin, claims.compare(*pairs[seq], *pairs[twin])) for twin in twins if twin in pairs]
    derived.insert_links(conn, [(*_sides(link, seq, twin, pairs), link) for twin, link in links if link is not None])
    return linked


def _mean(conn: Connection, desk: Desk, alone: Sequence[int], said: Mapping[int, Said], at: float | None) -> None:
    """Gives statements their vectors, unless they have them from an earlier linking."""
    missing = [seq for seq in alone if said[seq].vector is None]
    found = dict(zip(missing, desk.encode([said[seq].text for seq in missing]), strict=True))
    derived.set_vectors(conn, found)
    desk.set_vectors(found)
    for seq in alone:
        desk.near.add(conn, at, seq, found.get(seq) or said[seq].vector or b"")


def _candidates(conn: Connection, desk: Desk, alone: Sequence[int], at: float | None) -> dict[int, list[int]]:
    """For each statement the others that may say the same, or the contrary."""
    pairs = desk.pairs(conn, alone)
    keys = {seq: claims.keys(pairs[seq][1]) for seq in alone}
    derived.insert_keys(conn, "statement_keys", ((key, seq) for seq in alone for key in keys[seq]))
    vectors = unpack([pairs[seq][0].vector or b"" for seq in alone]) if alone else np.zeros((0, 0), dtype=np.float32)
    near = desk.near.find(conn, at, vectors, NEAR, BY_MEANING + 1)
    by_words = {seq: sharing.sharing(conn, "statement_keys", keys[seq], existing=False) for seq in alone}
    doubtful = sorted({other for shared in by_words.values() for other, n in shared.items() if n < SURE})
    meant = vectoring.vectors_of(conn, doubtful)
    out = {}
    for row, seq, nearest in zip(vectors, alone, near, strict=True):
        shared = by_words[seq]
        shared.pop(seq, None)
        far = _far([(other, meant[other]) for other, n in shared.items() if n < SURE and other in meant], row)
        best = _best(conn, {other: n for other, n in shared.items() if other not in far})
        out[seq] = list(dict.fromkeys([*best, *(other for other in nearest if other != seq)]))
    return out


def _best(conn: Connection, shared: Mapping[int, int]) -> list[int]:
    """BY_WORDS of some statements, those that share most keys; of equals those with the lower ids."""
    if len(shared) <= BY_WORDS:
        return list(shared)
    names = twinning.names_of(conn, list(shared))
    return sorted(names, key=lambda other: (-shared[other], names[other]))[:BY_WORDS]


def _far(others: Sequence[tuple[int, bytes]], vector: Vectors) -> set[int]:
    """Those of some statements that are not ALIKE in meaning."""
    if not others or not vector.any():
        return set()
    near = unpack([found for _, found in others]) @ vector
    return {seq for (seq, _), cosine in zip(others, near.tolist(), strict=True) if cosine < ALIKE}


def _decide(conn: Connection, desk: Desk, seq: int, others: Sequence[int]) -> list[tuple[int, int, Link]]:
    pairs = desk.pairs(conn, [seq, *others])
    rows = []
    for other in others:
        if other not in pairs:
            continue
        link = claims.compare(*pairs[seq], *pairs[other])
        if link is None or not link.confirmed:
            against = disputes.contrast(*pairs[seq], *pairs[other])
            link = against if against is not None and (link is None or against.confirmed) else link
        if link is not None:
            rows.append((*_sides(link, seq, other, pairs), link))
    return rows


def _sides(link: Link, one: int, two: int, pairs: Mapping[int, Pair]) -> tuple[int, int]:
    return (one, two) if link.left == pairs[one][0].id else (two, one)


def regroup(conn: Connection, desk: Desk, touched: Iterable[int], judged: Mapping[tuple[str, str], Verdict]) -> None:
    """Cuts all that hangs together with some statements by confirmed links into claims, anew."""
    seqs = sorted(touched)
    centres = twinning.centre_of(conn, seqs)  # a twin has its centre's claim, and none of its own
    around = twinning.around(conn, sorted({centres.get(seq, seq) for seq in seqs}), MOST_AROUND)
    if not around:
        return
    pairs = desk.pairs(conn, around)
    number = {pairs[seq][0].id: seq for seq in around}
    links = [
        Link(left=pairs[r.left][0].id, right=pairs[r.right][0].id, kind=r.kind, score=r.score, reasons=r.reasons)
        for r in fetch.links_of(conn, around)
        if r.kind in SAME and (r.confirmed or r.judged == "yes") and r.left in pairs and r.right in pairs
    ]
    groups = claims.component([pairs[seq][0] for seq in around], links, judged)
    found: dict[int, int | None] = {}
    for group in groups:
        first = min(group, key=lambda i: (moment(pairs[number[i]][0].published), i))
        found |= dict.fromkeys((number[i] for i in group), number[first])
    derived.set_claims(conn, found)
    twinning.claim_twins(conn, around)
