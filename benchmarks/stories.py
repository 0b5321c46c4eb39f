"""How well reports are gathered into stories: BCubed over news-cluster-dev (in date order) and ECB+ (without dates).

    python benchmarks/stories.py DATA [--curve]

The order of undated reports is by id. --curve shows that nothing hangs on the exact threshold, on either half.
DATA holds `stories/news-cluster-dev.jsonl` and `stories/ecbplus`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from sayso.links.stories import Outline, arrange, outline, placing, similarity
from sayso.records import Report


def news(folder: Path) -> list[tuple[str, Report]]:
    """(event, report) of news-cluster-dev."""
    found = []
    with (folder / "news-cluster-dev.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            title, body = row["title"] or None, row["text"] or ""
            text = f"{title}\n\n{body}" if title else body
            found.append(
                (str(row["event"]), Report(text=text, title=title, url=row["url"], published=row["published"]))
            )
    return found


def ecbplus(folder: Path) -> list[tuple[str, Report]]:
    """(sub-topic, report) of ECB+: the first sentence that is no URL is taken for the title; there are no dates."""
    found = []
    for path in sorted((folder / "ecbplus").glob("*/*.xml")):
        sentences: dict[int, list[str]] = defaultdict(list)
        for token in ElementTree.parse(path).getroot().iter("token"):
            sentences[int(token.get("sentence", "0"))].append(token.text or "")
        lines = [" ".join(sentences[n]) for n in sorted(sentences)]
        lines = lines[1:] if lines[0].startswith("http") else lines
        part = "ecbplus" if path.stem.endswith("ecbplus") else "ecb"
        text = f"{lines[0]}\n\n" + "\n".join(lines[1:])
        found.append(
            (path.parent.name + part, Report(text=text, title=lines[0], url=f"https://ecb.example/{path.stem}"))
        )
    return found


def bcubed(gold: Sequence[str], found: Sequence[str]) -> tuple[float, float, float]:
    """(precision, recall, F1) of a clustering, averaged over its items (Bagga and Baldwin 1998)."""
    both, golds, founds = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    precision = sum(n * n / founds[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / golds[g] for (g, _), n in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def measured(gold: Sequence[str], outlines: Sequence[Outline]) -> str:
    """BCubed of one pass, as text."""
    stories = arrange(outlines)
    return "precision {:.3f} recall {:.3f} F1 {:.3f}".format(*bcubed(gold, [stories[o.report] for o in outlines]))


def curve(gold: Sequence[str], outlines: Sequence[Outline]) -> None:
    """Prints BCubed at other thresholds: all events, and the two halves of the events (by turns, twins together)."""
    kept, half = placing.THRESHOLD, {event: n // 2 % 2 for n, event in enumerate(sorted(set(gold)))}
    for step in range(12, 32, 2):
        placing.THRESHOLD = placing.MERGE = step / 100
        parts = [[n for n, event in enumerate(gold) if half[event] == side] for side in (0, 1)]
        halves = [measured([gold[n] for n in part], [outlines[n] for n in part]) for part in parts]
        print(f"   {step / 100:.2f}  {measured(gold, outlines)}   halves {halves[0][-5:]} {halves[1][-5:]}")
    placing.THRESHOLD = placing.MERGE = kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--curve", action="store_true", help="F1 at other thresholds, whole and by halves")
    options = parser.parse_args()
    folder = options.data / "stories"
    sets = {"news-cluster-dev, in date order": news(folder), "ECB+ 1-35, without dates": ecbplus(folder)}
    every = [row for rows in sets.values() for row in rows]
    sets["both, as if all were of one day"] = [(event, replace(r, published="2020-01-01")) for event, r in every]
    for name, rows in sets.items():
        gold = [event for event, _ in rows]
        began = time.perf_counter()
        outlines = [outline(report) for _, report in rows]
        made = time.perf_counter()
        print(f"{name}: {measured(gold, outlines)}")
        placed = time.perf_counter()
        for a, b in pairwise(outlines):
            similarity(a, b)
        compared = time.perf_counter()
        size = sum(len(o.to_bytes()) for o in outlines) / len(rows)
        print(f"   outline {1e3 * (made - began) / len(rows):.2f} ms and {size:.0f} bytes a report, ", end="")
        print(f"placing {1e3 * (placed - made) / len(rows):.2f} ms, ", end="")
        print(f"similarity {1e6 * (compared - placed) / len(rows):.1f} microseconds")
        if options.curve:
            curve(gold, outlines)


if __name__ == "__main__":
    main()
