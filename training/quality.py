"""The quality gate.

    python training/quality.py [DATA] [SCORERS] [--raise]
    python training/quality.py --lower NAME VALUE --why "..."
    python training/quality.py [DATA] --pin --why "..."

Measures the reader on the dev parts, on the golden cases and on labelled quotations, pronouns, names and times
(measures.py), and compares each figure with its floor in floors.json, which also holds the digest of each gold file: a
figure counts only on the data it was pinned on. DATA defaults to SAYSO_DATA or ../shared/data, SCORERS to SAYSO_SCORERS
or the `score` folder beside DATA.

Exit codes: 0 every figure holds; 1 refused (a figure is below its floor, or a gold file has changed); 2 nothing was
measured (no data, wrong usage), which is no pass. A floor goes up with --raise; it goes down only by name and with a
reason, both of which stay on record in floors.json. The golden cases grow with the rules and have no digest: they are
part of the repository. So are the labels of training/gold, but these were drawn once and are not to move.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from floors import ROOM, Figures, Floors, below, changed, lowered, pinned, raised, table
from measures import measure_all

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
HOLDS, REFUSED, NOT_MEASURED = 0, 1, 2
GOLD = (
    "attribution/polnear-dev.jsonl",
    "attribution/scu-dev.jsonl",
    "attribution/cofenet-polnear-valid.jsonl",
    "news_gold/meantime/intra-doc_annotation",
    "training/gold/quotations-dev.json",
    "training/gold/resolution-dev.json",
)
"""Files, and a folder, under DATA; what begins with OWN lies in this repository: labels by article id and offset."""
OWN = "training/"
Measured = Callable[[Path, Path], Figures]


def digests(data: Path) -> dict[str, str]:
    """SHA-256 of each gold file; of a folder, over the paths and digests of its files. Raises OSError where one cannot
    be read."""
    return {name: _digest(_place(data, name)) for name in GOLD}


def _place(data: Path, name: str) -> Path:
    return (HERE.parent if name.startswith(OWN) else data) / name


def _digest(path: Path) -> str:
    if not path.is_dir():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    files = sorted((p.relative_to(path).as_posix(), p) for p in path.rglob("*") if p.is_file())
    return hashlib.sha256("".join(f"{name}\0{_digest(p)}\n" for name, p in files).encode()).hexdigest()


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
    scoring = [scorers / f"{name}.py" for name in ("attribution", "sourcing", "tags")]
    return [p for p in [*(_place(data, name) for name in GOLD), *scoring] if not p.exists()]


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
