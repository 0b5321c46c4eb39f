"""Figures of a model or of the whole reader on the dev parts: python training/evaluate.py DATA SCORERS [--write DIR]

Converts Readings to what the scorers read, runs them as they are, and prints what they print.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora import ROLES, lines
from sayso.reader.model.tagger import Tagger
from scu import sourcing_rows

if TYPE_CHECKING:
    from sayso import Reader


def mark_scores(tagger: Tagger, dev: Path) -> dict[str, float]:
    """Exact span F1 (per cent) of the tag head for each role, on the first version of each article."""
    hit, said, gold = (dict.fromkeys(ROLES, 0) for _ in range(3))
    seen = set()
    for d in lines(dev):
        key = d["id"].rsplit("_", 1)[0]
        if key in seen:
            continue
        seen.add(key)
        true = {r: {tuple(s) for a in d["attributions"] for s in a[r]} for r in ROLES}
        found: dict[str, set[tuple[int, int]]] = {r: set() for r in ROLES}
        for m in tagger.marks(d["text"]):
            found[m.label].add((m.start, m.end))
        for r in ROLES:
            hit[r] += len(true[r] & found[r])
            said[r] += len(found[r])
            gold[r] += len(true[r])
    return {r: round(200 * hit[r] / max(1, said[r] + gold[r]), 2) for r in ROLES}


def attribution_rows(data: Path, reader: Reader) -> Iterator[dict[str, Any]]:
    """PolNeAR dev as read: statements that are neither own voice nor `within` nor `continues`."""
    from sayso.pipeline import report_of

    for d in lines(data / "attribution/polnear-dev.jsonl"):
        reading = reader.read(report_of(d["text"], published=d.get("published")))
        kept = [s for s in reading.statements if s.form != "own" and not s.within and not s.continues]
        yield {
            "id": d["id"],
            "text": reading.report.text,
            "statements": [
                {"source": s.source_spans, "cue": s.cue_spans, "content": s.content_spans, "confidence": s.confidence}
                for s in kept
            ],
        }


def tag_rows(data: Path, reader: Reader) -> Iterator[dict[str, Any]]:
    """cofenet-polnear-valid, from `Reader.marks` on each instance's tokens joined by spaces."""
    for d in lines(data / "attribution/cofenet-polnear-valid.jsonl"):
        text, at = "", []
        for token in d["tokens"]:
            start = len(text) + (1 if text else 0)
            text += (" " if text else "") + token
            at.append((start, len(text)))
        labels = ["O"] * len(at)
        for m in reader.marks(text):
            touched = [i for i, (s, e) in enumerate(at) if s < m.end and e > m.start]
            for n, i in enumerate(touched):
                labels[i] = ("I-" if n else "B-") + m.label
        yield {"tokens": d["tokens"], "labels": labels}


TASKS = {
    "attribution": ("attribution.py", "polnear-dev.jsonl", attribution_rows),
    "sourcing": ("sourcing.py", "scu-dev.jsonl", sourcing_rows),
    "tags": ("tags.py", "cofenet-polnear-valid.jsonl", tag_rows),
}


def measure(task: str, data: Path, scorers: Path, folder: Path, model: str = "best") -> dict[str, Any]:
    """Runs the reader over a task's dev part and the scorer over the outcome; the scorer's own figures."""
    from sayso import Reader

    script, gold, rows = TASKS[task]
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / f"{task}.jsonl"
    with out.open("w", encoding="utf-8") as f:
        for row in rows(data, Reader(model=model)):
            f.write(json.dumps(row) + "\n")
    command = [sys.executable, str(scorers / script), str(data / "attribution" / gold), str(out), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorers", type=Path)
    parser.add_argument("--task", choices=TASKS, action="append")
    parser.add_argument("--model", default="best")
    parser.add_argument("--write", type=Path, default=Path("build/quality"))
    a = parser.parse_args()
    for name in a.task or TASKS:
        print(name, json.dumps(measure(name, a.data, a.scorers, a.write, a.model)))
