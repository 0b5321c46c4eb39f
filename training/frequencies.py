"""Counts in how many passages of news each stem stands: the table behind sayso/links/words.py.

    python training/frequencies.py ../shared/data > src/sayso/links/frequencies.txt

A passage is five paragraphs of a document: about as long as a short report. Only texts whose licences allow it are
counted (PolNeAR train, news_open, Re-DocRED); a count is a fact about them and gives none of them back.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sayso.links.words import stems

PARAGRAPHS = 5
LEAST = 3
"""Passages a stem must stand in to be listed: rarer ones are as good as never seen."""


def texts(data: Path) -> Iterator[str]:
    for line in (data / "attribution/polnear-train.jsonl").open(encoding="utf-8"):
        yield json.loads(line)["text"]
    for path in sorted((data / "news_open").rglob("*")):
        if path.is_file():
            yield path.read_text(encoding="utf-8", errors="replace").partition("\n")[2]
    for path in sorted((data / "names/redocred").rglob("*.json")):
        for item in json.loads(path.read_text(encoding="utf-8")):
            yield " ".join(word for sentence in item["sents"] for word in sentence)


def main(data: Path) -> None:
    seen, passages, counts = set[str](), 0, Counter[str]()
    for text in texts(data):
        lines = [line for line in text.splitlines() if line.strip()]
        for first in range(0, len(lines), PARAGRAPHS):
            passage = "\n".join(lines[first : first + PARAGRAPHS])
            if passage in seen:
                continue
            seen.add(passage)
            passages += 1
            counts.update(set(stems(passage)))
    print("# stem, tab, passages it stands in; the nameless one is all passages (training/frequencies.py)")
    print(f"\t{passages}")
    for word, n in sorted(counts.items()):
        if n >= LEAST:
            print(f"{word}\t{n}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
