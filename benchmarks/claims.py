"""How well the same claim is told from a near one: pairs written for this project, and public data beside them.

    python benchmarks/claims.py [DATA] [--held] [--errors] [--plain]

Prints, with statement vectors and without (`--plain`: without only), precision and recall of the confirmed links and of
confirmed and suggested ones together, how many true pairs share a key, and the time a pair takes. `--held` scores the
pairs that were put aside before thresholds were set (tests/archive/claims/pairs-held.json) instead of the others.

DATA (optional) holds `claims/checkthat2020` and `claims/claimdiff`. CheckThat 2020: the rank at which the earlier claim
of a tweet comes (mean average precision of `likeness` over all claims of the dev part). ClaimDiff: of the pairs of two
articles on one topic, how many are linked, by whether they were marked as strengthening or weakening each other.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sayso.across import Link, Said
from sayso.links.claims import compare, keys
from sayso.links.claims.pairs import likeness
from sayso.links.matter import align, matter
from sayso.links.matter.overlap import shares

CASES = Path(__file__).parent.parent / "tests" / "archive" / "claims"


def said(side: dict[str, Any], identity: str, vector: bytes | None = None) -> Said:
    """A statement as the pair files write it: a text, and what differs from an asserted one of one day."""
    name = side.get("name")
    return Said(
        id=identity,
        report=f"report of {identity}",
        text=side["text"],
        sentence=side["text"],
        form="indirect",
        act=side.get("act", "assert"),
        negated=side.get("negated", False),
        published=side.get("published", "2025-03-04"),
        name=name,
        entity=name,
        kind="named person" if name else None,
        vector=vector,
    )


def pairs(file: Path) -> list[dict[str, Any]]:
    """The pairs of a file."""
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["pairs"]
    return found


def meanings(texts: Sequence[str]) -> dict[str, bytes]:
    """The statement vectors of some texts."""
    from sayso.reader.model.vectors import vectors

    wanted = sorted(set(texts))
    return dict(zip(wanted, vectors(wanted), strict=True))


def score(rows: list[dict[str, Any]], known: dict[str, bytes], errors: bool) -> None:
    """Prints precision and recall of one file's pairs."""
    made: list[tuple[dict[str, Any], Link | None, bool]] = []
    for row in rows:
        a, b = (said(row[side], side, known.get(row[side]["text"])) for side in "ab")
        ma, mb = matter(a), matter(b)
        made.append((row, compare(a, ma, b, mb), bool({*keys(ma)} & {*keys(mb)})))
    true = [r for r in made if r[0]["want"] != "no"]
    for what, good in (("confirmed", True), ("confirmed or suggested", False)):
        linked = [r for r in made if r[1] and (r[1].confirmed or not good)]
        right = [r for r in linked if r[0]["want"] != "no"]
        print(
            f"  {what}: precision {len(right) / max(1, len(linked)):.3f}, recall {len(right) / len(true):.3f}"
            f" ({len(right)} of {len(true)}; {len(linked) - len(right)} wrong)"
        )
    kind = {"words": "same-words", "same": "same-claim"}
    print("  another kind than wanted:", sum(r[1] is not None and r[1].kind != kind[r[0]["want"]] for r in true))
    print(f"  share a key: {sum(r[2] for r in true)} of {len(true)} true pairs")
    if errors:
        _errors(made)


def _errors(made: list[tuple[dict[str, Any], Link | None, bool]]) -> None:
    for row, link, met in made:
        bad = (row["want"] == "no" and link) or (row["want"] != "no" and (not link or not link.confirmed or not met))
        if bad:
            state = f"{'' if link.confirmed else 'suggested '}{link.kind} {link.score}" if link else "none"
            print(f"    want {row['want']} ({row['why']}), got {state}{'' if met else ', no key'}")
            print(f"      {row['a']['text']}\n      {row['b']['text']}")
            if link:
                print(f"      {'; '.join(link.reasons)}")


def speed(rows: list[dict[str, Any]], known: dict[str, bytes]) -> None:
    """Prints what preparing a statement and comparing a pair cost: the pairs as they are, and each with all others."""
    sides = [said(row[s], f"{i}{s}", known.get(row[s]["text"])) for i, row in enumerate(rows) for s in "ab"]
    matters = [matter(s) for s in sides]
    begin = time.perf_counter()
    for one in sides:
        matter(one)
    prepared = time.perf_counter()
    for m in matters:
        keys(m)
    keyed = time.perf_counter()
    for a, ma in zip(sides, matters, strict=True):
        for b, mb in zip(sides, matters, strict=True):
            compare(a, ma, b, mb)
    strange = time.perf_counter()
    for _ in range(10):
        for i in range(0, len(sides), 2):
            compare(sides[i], matters[i], sides[i + 1], matters[i + 1])
    end = time.perf_counter()
    count = len(sides)
    print(
        f"  a statement: prepared {(prepared - begin) / count * 1e6:.0f} microseconds, keyed"
        f" {(keyed - prepared) / count * 1e6:.0f}, {sum(len(keys(m)) for m in matters) / count:.1f} keys"
    )
    print(
        f"  a pair: {(strange - keyed) / count**2 * 1e6:.1f} microseconds among all,"
        f" {(end - strange) / count * 2 / 10 * 1e6:.0f} of near ones"
    )


def checkthat(folder: Path, plain: bool) -> None:
    """Prints the mean average precision of tweet -> earlier claim by `likeness`: the ten best by words with meaning."""
    with (folder / "verified_claims.docs.tsv").open(encoding="utf-8") as file:
        claims = {row[0]: row[1] for row in list(csv.reader(file, delimiter="\t"))[1:]}
    with (folder / "dev" / "tweets.queries.tsv").open(encoding="utf-8") as file:
        tweets = {row[0]: row[1] for row in list(csv.reader(file, delimiter="\t"))[1:]}
    gold: dict[str, set[str]] = {}
    for line in (folder / "dev" / "tweet-vclaim-pairs.qrels").read_text(encoding="utf-8").splitlines():
        tweet, _, claim, _ = line.split("\t")
        gold.setdefault(tweet, set()).add(claim)
    docs = [(i, matter(said({"text": t}, i))) for i, t in claims.items()]
    total = 0.0
    for identity, wanted in gold.items():
        query = matter(said({"text": tweets[identity]}, identity))
        near = sorted(docs, key=lambda d: (-sum(shares(query, d[1])), d[0]))[:10]
        known = {} if plain else meanings([tweets[identity], *(claims[c] for c, _ in near)])
        asked = matter(said({"text": tweets[identity]}, identity, known.get(tweets[identity])))
        found = [(c, matter(said({"text": claims[c]}, c, known.get(claims[c])))) for c, _ in near]
        ranked = sorted(found, key=lambda d: (-likeness(align(asked, d[1])), d[0]))[:5]
        hits, precision = 0, 0.0
        for place, (claim, _) in enumerate(ranked, 1):
            if claim in wanted:
                hits += 1
                precision += hits / place
        total += precision / min(5, len(wanted))
    print(f"checkthat2020 dev{' without vectors' if plain else ''}: MAP@5 {total / len(gold):.3f}, {len(gold)} tweets")


def claimdiff(folder: Path, plain: bool) -> None:
    """Prints how many of the pairs of two articles on one topic are linked, by how they were marked."""
    strong = json.loads((folder / "ClaimDiff-S" / "ClaimDiff-strength-train.json").read_text(encoding="utf-8"))["data"]
    weak = json.loads((folder / "ClaimDiff-W" / "ClaimDiff-weak-train.json").read_text(encoding="utf-8"))["data"]
    weakens = {row["pair_id"] for row in weak if row["relation"] == 1}
    known = {} if plain else meanings([row[c] for row in strong for c in ("claim_a", "claim_b")])
    seen = {"strengthens": [0, 0, 0], "weakens": [0, 0, 0], "neither": [0, 0, 0]}
    for row in strong:
        group = "strengthens" if row["relation"] == 1 else "weakens" if row["pair_id"] in weakens else "neither"
        a, b = (said({"text": row[c]}, c, known.get(row[c])) for c in ("claim_a", "claim_b"))
        link = compare(a, matter(a), b, matter(b))
        for place, is_so in enumerate((True, link is not None, link is not None and link.confirmed)):
            seen[group][place] += is_so
    for group, (pairs_, linked, confirmed) in seen.items():
        print(f"claimdiff, {group}: {pairs_} pairs, {linked} linked, {confirmed} of them confirmed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, metavar="DATA")
    parser.add_argument("--held", action="store_true", help="score the pairs that were put aside")
    parser.add_argument("--errors", action="store_true", help="print every pair that is not as wanted")
    parser.add_argument("--plain", action="store_true", help="without statement vectors only")
    args = parser.parse_args()
    rows = pairs(CASES / ("pairs-held.json" if args.held else "pairs.json"))
    known = {} if args.plain else meanings([row[s]["text"] for row in rows for s in "ab"])
    for name, vectors in (("with vectors", known), ("without vectors", {})):
        if vectors or name == "without vectors":
            print(f"{len(rows)} pairs, {name}:")
            score(rows, vectors, args.errors)
            speed(rows, vectors)
    if args.data:
        checkthat(args.data / "claims" / "checkthat2020", args.plain)
        claimdiff(args.data / "claims" / "claimdiff", args.plain)


if __name__ == "__main__":
    main()
