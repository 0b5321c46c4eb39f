"""How well reports are gathered into stories: BCubed over news-cluster-dev (in date order) and ECB+ (without dates).

    python benchmarks/stories.py DATA [--curve]

DATA holds `stories/news-cluster-dev.jsonl` and `stories/ecbplus`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from sayso.links.stories import Outline, arrange, keys, outline, placing, similarity
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


def measured(
    gold: Sequence[str], outlines: Sequence[Outline], threshold: float | None = None
) -> tuple[float, float, float]:
    """BCubed of one pass, with the threshold that ships or another."""
    kept = placing.THRESHOLD, placing.MERGE
    if threshold is not None:
        placing.THRESHOLD = placing.MERGE = threshold
    try:
        stories = arrange(outlines, similar=_SIMILAR)
    finally:
        placing.THRESHOLD, placing.MERGE = kept
    return bcubed(gold, [stories[o.report] for o in outlines])


_SIMILAR: dict[tuple[str, str], float] = {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--curve", action="store_true", help="F1 at other thresholds")
    options = parser.parse_args()
    for name, rows in (
        ("news-cluster-dev", news(options.data / "stories")),
        ("ECB+ 1-35", ecbplus(options.data / "stories")),
    ):
        gold = [event for event, _ in rows]
        began = time.perf_counter()
        outlines = [outline(report) for _, report in rows]
        made = time.perf_counter() - began
        print(f"{name}: precision {{:.3f}} recall {{:.3f}} F1 {{:.3f}}".format(*measured(gold, outlines)), end="")
        print(
            f"   outline {1e3 * made / len(rows):.2f} ms, {sum(len(o.to_bytes()) for o in outlines) / len(rows):.0f} bytes"
        )
        if options.curve:
            for step in range(16, 40, 2):
                print(f"   {step / 100:.2f}  {{:.3f}} {{:.3f}} {{:.3f}}".format(*measured(gold, outlines, step / 100)))
        found = {key for o in outlines for key in keys(o)}
        print(f"   {len(found) / len(rows):.1f} new keys a report")
        began = time.perf_counter()
        for a, b in zip(outlines, outlines[1:], strict=False):
            similarity(a, b)
        print(f"   similarity {1e6 * (time.perf_counter() - began) / len(rows):.1f} microseconds")


if __name__ == "__main__":
    main()
