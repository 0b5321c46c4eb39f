"""The quality gate.

    python training/quality.py [DATA] [SCORERS] [--raise]
    python training/quality.py --lower NAME VALUE --why "..."
    python training/quality.py [DATA] --pin --why "..."

Measures the reader on the dev parts and on the golden cases, and compares each figure with its floor in floors.json,
which also holds the digest of each gold file: a figure counts only on the data it was pinned on. DATA defaults to
SAYSO_DATA or ../shared/data, SCORERS to SAYSO_SCORERS or the `score` folder beside DATA.

Exit codes: 0 every figure holds; 1 refused (a figure is below its floor, or a gold file has changed); 2 nothing was
measured (no data, wrong usage), which is no pass. A floor goes up with --raise; it goes down only by name and with a
reason, both of which stay on record in floors.json. The golden cases need no digest: they are part of the repository.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from floors import ROOM, Figures, Floors, below, changed, lowered, pinned, raised, table

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
HOLDS, REFUSED, NOT_MEASURED = 0, 1, 2
GOLD = (
    "attribution/polnear-dev.jsonl",
    "attribution/scu-dev.jsonl",
    "attribution/cofenet-polnear-valid.jsonl",
)
Measured = Callable[[Path, Path], Figures]


def digests(data: Path) -> dict[str, str]:
    """SHA-256 of each gold file. Raises OSError where one cannot be read."""
    return {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in GOLD}


def measure_all(data: Path, scorers: Path) -> Figures:
    """Every figure of MEASURES, in per cent. One process: the model is loaded once and kept by the reader."""
    folder = HERE.parent / "build" / "quality"
    figures: Figures = {}
    for measured in MEASURES:
        figures |= measured(data, scorers, folder)
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
    sys.path.append(str(HERE.parent / "tests"))
    from casefile import HELD_OUT, STATEMENTS, load, outcome, report_for, share
    from sayso import Reader

    reader, figures = Reader(), {}
    for name, where in (("cases", STATEMENTS), ("held-out cases", HELD_OUT)):
        part = share(outcome(c, reader.read(report_for(c))) for c in load(where))
        figures[f"{name}: statements"] = round(100 * part.statements_right / max(1, part.statements), 2)
        figures[f"{name}: whole"] = round(100 * part.cases_right / max(1, part.cases), 2)
    return figures


MEASURES: tuple[Callable[[Path, Path, Path], Figures], ...] = (_attribution, _confidence, _sourcing, _tags, _cases)
"""What is measured, in this order, each from data, scorers and a folder to write to. A new figure is a function here,
and a floor for each of its names (--raise sets one)."""


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=Path(os.environ.get("SAYSO_DATA", "../shared/data")))
    parser.add_argument("scorers", type=Path, nargs="?")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--raise", action="store_true", dest="up", help=f"floors up to {ROOM} below the figures of now")
    change.add_argument("--lower", nargs=2, metavar=("NAME", "VALUE"), help="one floor down; needs --why")
    change.add_argument("--pin", action="store_true", help="take the gold files as they are now; needs --why")
    parser.add_argument("--why", default="", help="the reason that is kept on record")
    a = parser.parse_args(given)
    a.scorers = a.scorers or Path(os.environ.get("SAYSO_SCORERS", a.data.parent / "score"))
    return a


def _missing(data: Path, scorers: Path) -> list[Path]:
    """What is needed to measure, and is not there."""
    wanted = [data / name for name in GOLD] + [scorers / f"{n}.py" for n in ("attribution", "sourcing", "tags")]
    return [p for p in wanted if not p.is_file()]


def main(given: Sequence[str] | None = None, *, measured: Measured = measure_all, path: Path = FLOORS) -> int:
    """The command line; `measured` and `path` are seams for tests. Gives the exit code."""
    a = _arguments(given)
    floors = Floors.read(path)
    if a.lower:
        try:
            lowered(floors, a.lower[0], float(a.lower[1]), a.why).write(path)
        except ValueError as error:
            print(error, file=sys.stderr)
            return NOT_MEASURED
        print(f"lowered: {a.lower[0]} to {a.lower[1]}; nothing was measured")
        return HOLDS
    missing = _missing(a.data, a.scorers)
    if missing:
        print(f"nothing was measured: {missing[0]} is not there (give DATA and SCORERS)", file=sys.stderr)
        return NOT_MEASURED
    found = digests(a.data)
    if a.pin:
        try:
            pinned(floors, found, a.why).write(path)
        except ValueError as error:
            print(error, file=sys.stderr)
            return NOT_MEASURED
        print("pinned the gold files as they are; nothing was measured")
        return HOLDS
    if refusals := changed(found, floors):  # figures on other data prove nothing: do not even measure
        print("refused:", *refusals, sep="\n  ", file=sys.stderr)
        return REFUSED
    now = measured(a.data, a.scorers)
    if a.up:
        floors = raised(now, floors)
        floors.write(path)
    print(table(now, floors))
    if refusals := below(now, floors):
        print("refused:", *refusals, sep="\n  ", file=sys.stderr)
        return REFUSED
    return HOLDS


if __name__ == "__main__":
    raise SystemExit(main())
