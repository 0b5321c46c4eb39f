"""What the quality gate measures, all in per cent. A new figure is a function here and a name in MEASURES.

Figures of the repository's own cases and benchmarks come from functions in tests/ and benchmarks/: what a program there
prints is what counts here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from floors import Figures

ROOT = Path(__file__).parent.parent


def measure_all(data: Path, scorers: Path) -> Figures:
    """Every figure of MEASURES, in per cent. One process: the model is loaded once and kept by the reader."""
    sys.path += [str(ROOT / folder) for folder in ("tests", "benchmarks") if str(ROOT / folder) not in sys.path]
    figures: Figures = {}
    for measured in MEASURES:
        figures |= measured(data, scorers, ROOT / "build" / "quality")
    return figures


def _attribution(data: Path, scorers: Path, folder: Path) -> Figures:
    from evaluate import measure

    said = measure("attribution", data, scorers, folder)
    figures = {f"attribution: {name}": said[name][2] for name in ("linked", "whole")}
    figures["attribution: source right"] = said["source right"]
    return figures | {f"attribution: span {role}": said[f"span {role}"][2] for role in ("source", "cue", "content")}


def _confidence(data: Path, scorers: Path, folder: Path) -> Figures:
    """Of the readings that `_attribution` left in `folder`, so it costs next to nothing. What ships was fitted on these
    articles, with eight numbers; benchmarks/confidence.py has it out of fold, some tenths lower."""
    from corpora import lines
    from right import articles, scorer, verdicts
    from sureness import sureness

    score, sure, right = scorer(scorers), [], []
    read = {row["id"]: row for row in lines(folder / "attribution.jsonl")}
    for gold in articles(data / "attribution/polnear-dev.jsonl"):
        row = read[gold["id"]]
        said, _ = verdicts(score, gold, row["text"], row["statements"])
        sure += [s["confidence"] for s in row["statements"]]
        right += [v.right for v in said]
    found = sureness(sure, right)
    return {
        "confidence: calibrated": round(100 - found.ece, 2),
        "confidence: AUROC": round(100 * found.auroc, 2),
        "confidence: sure part above": round(found.sure - found.whole, 2),
    }


def _sourcing(data: Path, scorers: Path, folder: Path) -> Figures:
    from evaluate import measure

    found = measure("sourcing", data, scorers, folder)
    return {f"sourcing: {name}": found[name] for name in ("found", "precision", "type", "name")}


def _tags(data: Path, scorers: Path, folder: Path) -> Figures:
    from evaluate import measure

    tags = measure("tags", data, scorers, folder)
    return {f"tags: {role}": tags[role]["exact"][2] for role in ("source", "cue", "content")}


def _cases(data: Path, scorers: Path, folder: Path) -> Figures:
    from casefile import HELD_OUT, STATEMENTS, load, outcome, report_for, share
    from sayso import Reader

    reader, figures = Reader(), {}
    for name, where in (("cases", STATEMENTS), ("held-out cases", HELD_OUT)):
        part = share(outcome(c, reader.read(report_for(c))) for c in load(where))
        figures[f"{name}: statements"] = round(100 * part.statements_right / max(1, part.statements), 2)
        figures[f"{name}: whole"] = round(100 * part.cases_right / max(1, part.cases), 2)
    return figures


def _quotations(data: Path, scorers: Path, folder: Path) -> Figures:
    from quotations import figures

    return _titled("quotations", figures(data))


def _resolution(data: Path, scorers: Path, folder: Path) -> Figures:
    from resolution import figures

    return _titled("resolution", figures(data))


def _meantime(data: Path, scorers: Path, folder: Path) -> Figures:
    from meantime import figures

    return _titled("meantime", figures(data))


def _titled(title: str, figures: Mapping[str, float]) -> Figures:
    return {f"{title}: {name}": round(value, 2) for name, value in figures.items()}


MEASURES: tuple[Callable[[Path, Path, Path], Figures], ...] = (
    _attribution,
    _confidence,
    _sourcing,
    _tags,
    _cases,
    _quotations,
    _resolution,
    _meantime,
)
"""What is measured, in this order, each from data, scorers and a folder to write to. Each of its names needs a floor
(--raise sets one)."""
