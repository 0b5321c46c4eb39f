"""Draws the cases of the resolution gold: sources that are a pronoun or a description, from PolNeAR's own spans.

    python training/gold/draw_resolution.py DATA/attribution/polnear-dev.jsonl --seed 31 --count 400

prints one line a case: article id, start and end of the source (code points of the article's text, half-open). Who is
meant was then written down by reading, before any run of the reader, and lies in `training/gold/resolution-*.json`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

_WORD = re.compile(r"\w+")
PRONOUNS = frozenset(
    _WORD.findall(
        "he him his himself she her herself they them their themselves it its itself who whom whose which i my"
        " we our us"
    )
)
OPENERS = frozenset(_WORD.findall("the this that these those his her its their my our"))
"""How a description begins that says of somebody known who it is; "a spokesman" brings in somebody new."""
OFFICES = frozenset(
    _WORD.findall(
        "republican republicans democrat democrats democratic gop libertarian president senator governor secretary"
        " state mayor congressman congresswoman speaker judge justice house white vice of"
    )
)
"""Words of party and office, which do not make a description a proper name though they are written with a capital."""
MOST = 12
"""Words of a description; longer ones are clauses and mostly hold their name."""

Case = tuple[str, int, int]


def first_versions(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    """The articles of a PolNeAR file, each once: the version of the annotator who stands first."""
    seen: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        key = article["id"].rsplit("_", 1)[0]
        if key not in seen:
            seen.add(key)
            yield article


def unnamed(source: str) -> bool:
    """Whether a source is a pronoun alone or a description without a proper name.

    >>> unnamed("she"), unnamed("the former senator"), unnamed("The Ruiz campaign"), unnamed("a senator")
    (True, True, False, False)
    """
    found = _WORD.findall(source)
    if not found or len(found) > MOST:
        return False
    if len(found) == 1:
        return found[0].lower() in PRONOUNS
    capitals = [word for word in found[1:] if word[0].isupper() and word.lower() not in OFFICES]
    return found[0].lower() in OPENERS and not capitals


def draw(path: Path, seed: int) -> list[Case]:
    """All such sources of the file that stand in one piece, each span once, in an order that the seed gives."""
    cases = {
        (article["id"], *map(int, a["source"][0]))
        for article in first_versions(path)
        for a in article["attributions"]
        if len(a["source"]) == 1 and unnamed(article["text"][slice(*a["source"][0])])
    }
    order = sorted(cases)
    random.Random(seed).shuffle(order)
    return order


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("polnear", type=Path)
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--count", type=int, default=400)
    a = parser.parse_args()
    for case in draw(a.polnear, a.seed)[: a.count]:
        print(json.dumps(case))
