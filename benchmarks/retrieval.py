"""Whether `ask` finds the claim that a text is about: python benchmarks/retrieval.py ../shared/data [dev train]

Ranks the 10,375 verified claims of CheckThat! 2020 (claim and title) for each tweet with sayso.links.search, and prints
MAP@5. The train part's tweets set the weights; the dev part's are the figure.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sayso.links.search import Query, query, score
from sayso.links.words import stems
from sayso.reader.model.vectors import vectors

Vectors = npt.NDArray[np.float32]
TOP, BY_WORDS, BY_MEANING = 5, 300, 100


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.reader(f, delimiter="\t"))[1:]


def postings(claims: list[list[str]]) -> dict[str, list[int]]:
    """Stem -> the claims whose text or title have it."""
    out: dict[str, list[int]] = {}
    for i, claim in enumerate(claims):
        for stem in set(stems(f"{claim[1]}\n{claim[2]}")):
            out.setdefault(stem, []).append(i)
    return out


def candidates(asked: Query, held: dict[str, list[int]], meant: Vectors) -> set[int]:
    """As `ask` finds them: those that share most, by the rarity of words, and the nearest in meaning."""
    shared = Counter[int]()
    for stem, weight in asked.weights.items():
        for i in held.get(stem, ()):
            shared[i] += weight
    near = (meant @ asked.vectors[0]).argsort()[::-1][:BY_MEANING]
    return {i for i, _ in shared.most_common(BY_WORDS)} | {int(i) for i in near}


def main(data: Path, parts: list[str]) -> None:
    folder = data / "claims/checkthat2020"
    claims = rows(folder / "verified_claims.docs.tsv")
    place = {c[0]: i for i, c in enumerate(claims)}
    meant, titles = vectors([c[1] for c in claims]), vectors([c[2] for c in claims])
    matrix = np.frombuffer(b"".join(meant), dtype=np.int8).reshape(len(meant), -1).astype(np.float32)
    held = postings(claims)
    for part in parts:
        lines = (folder / part / "tweet-vclaim-pairs.qrels").read_text(encoding="utf-8").splitlines()
        right = {line.split()[0]: place[line.split()[2]] for line in lines if line}
        total, asked = 0.0, [t for t in rows(folder / part / "tweets.queries.tsv") if t[0] in right]
        for number, text in asked:
            q = query(text, vectors)
            found = {
                i: max(score(q, claims[i][1], claims[i][2], v) for v in (meant[i], titles[i]))
                for i in candidates(q, held, matrix)
            }
            ranked = sorted(found, key=lambda i: (-found[i], i))[:TOP]
            total += 1 / (ranked.index(right[number]) + 1) if right[number] in ranked else 0
        print(f"{part}: MAP@{TOP} {total / len(asked):.4f} over {len(asked)} tweets")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or ["dev"])
