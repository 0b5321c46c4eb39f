"""Whether `ask` finds the claim that a text is about: python benchmarks/retrieval.py ../shared/data

Ranks the 10,375 verified claims of CheckThat! 2020 (claim and title) for each tweet with sayso.links.search, and prints
MAP@5. The train part's tweets set the weights; the dev part's are the figure.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from sayso.links.search import query, score
from sayso.reader.model.vectors import vectors

TOP = 5


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.reader(f, delimiter="\t"))[1:]


def main(data: Path) -> None:
    folder = data / "claims/checkthat2020"
    claims = rows(folder / "verified_claims.docs.tsv")
    place = {c[0]: i for i, c in enumerate(claims)}
    meant = vectors([c[1] for c in claims])
    titles = vectors([c[2] for c in claims])
    for part in ("train", "dev"):
        lines = (folder / part / "tweet-vclaim-pairs.qrels").read_text(encoding="utf-8").splitlines()
        right = {line.split()[0]: place[line.split()[2]] for line in lines if line}
        total, asked = 0.0, [t for t in rows(folder / part / "tweets.queries.tsv") if t[0] in right]
        for number, text in asked:
            q = query(text, vectors)
            found = [
                max(score(q, c[1], c[2], v), score(q, c[1], c[2], t))
                for c, v, t in zip(claims, meant, titles, strict=True)
            ]
            mine = found[right[number]]
            rank = sum(s > mine for s in found) + sum(s == mine for s in found[: right[number]])
            total += 1 / (rank + 1) if rank < TOP else 0
        print(f"{part}: MAP@5 {total / len(asked):.4f} over {len(asked)} tweets")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
