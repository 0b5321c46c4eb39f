"""Draws quotations to be labelled by reading: python training/gold/draw_quotations.py DATA dev|train [--most N]

The rule: every mark that can open a quotation (a double mark, or a single curly one, with a word behind it and none
before it), in the first version of each article, in an order shuffled by a seed. Nothing of the program is asked, so a
quotation whose marks it pairs wrongly is as likely to be drawn as any. Who labels walks down the list and keeps what is
speech: four words or more that somebody is said to have said, written or shouted. Titles, names, terms, shorter pieces
and what stands within another quotation are passed over, until there are enough: 100 of dev to measure by, 60 of train
to tune on.

What is kept, in quotations-dev.json and quotations-train.json, is no text: the article's id, the quotation with its
marks, the source where it stands nearest (a second one where either is right), its fullest name or null, all as offsets
(code points, half-open), and a style:

    cue beside it                whole sentences, and their source in the same sentence
    source in another sentence   whole sentences that stand alone; the source is before or behind
    fragment                     words in quotation marks within indirect speech
    signature, transcript        a name behind a dash; a label before
"""

from __future__ import annotations

import argparse
import json
import random
import re
from pathlib import Path

SEED = "sayso quotations 1"
"""Any would do; it was chosen before a quotation was seen, and not again."""
BEFORE, BEHIND = 1600, 700
"""Characters printed on either side: enough for a speaker named two or three paragraphs earlier."""

_OPENING = re.compile(r"(?<![\w.,!?…])(?:[\"“]|``|‘)(?=[\w\[(‘'“.…$])")


def drawn(articles: Path, part: str) -> list[tuple[str, int]]:
    """Article ids and offsets of opening marks, in the order in which they are to be read."""
    found: list[tuple[str, int]] = []
    seen: set[str] = set()
    for line in articles.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        stem = article["id"].rsplit("_", 1)[0]
        if stem not in seen:
            seen.add(stem)
            found += [(article["id"], m.start()) for m in _OPENING.finditer(article["text"])]
    random.Random(f"{SEED} {part}").shuffle(found)
    return found


def main() -> None:
    """Prints the drawn quotations with their surroundings; the mark that was drawn stands behind `>>>`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("part", choices=("dev", "train"))
    parser.add_argument("--most", type=int, default=150)
    a = parser.parse_args()
    articles = a.data / "attribution" / f"polnear-{a.part}.jsonl"
    texts = {d["id"]: d["text"] for d in map(json.loads, articles.read_text(encoding="utf-8").splitlines())}
    for i, (key, at) in enumerate(drawn(articles, a.part)[: a.most]):
        text = texts[key]
        print(f"=== {i} {key} {at}\n{text[max(0, at - BEFORE) : at]}>>>{text[at : at + BEHIND]}\n")


if __name__ == "__main__":
    main()
