"""Golden cases: what a Reading of an invented report must hold, written by hand before the rules that give it.

A file is a JSON list of cases; where it lies says of which kind they are (`wild`, `negative`, `synthetic`) and its
name says why they exist. Spans are given by their text and located here (see `place`); only keys that are present are
checked.

    python tests/casefile.py [FOLDER]            the share of right statements and cases, reason by reason
    python tests/casefile.py --failing [FOLDER]  the keys and mismatches of the cases that fail (not for held-out ones)
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from casecheck import Outcome, Share, check, outcome, share
from caseplace import Case, Placed, occurrences, place
from sayso.records import Report

__all__ = [
    "Case",
    "Outcome",
    "Placed",
    "Share",
    "check",
    "load",
    "occurrences",
    "outcome",
    "place",
    "report_for",
    "share",
]

HERE = Path(__file__).parent / "cases"
STATEMENTS, HELD_OUT = HERE / "statements", HERE / "held-out"


def load(folder: Path) -> list[Case]:
    """All cases under a folder, in the order of file names. Raises ValueError where a file is not a list of cases."""
    cases = []
    for path in sorted(folder.rglob("*.json")):
        if path.name == "floor.json":
            continue
        data = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(data, list):
            raise ValueError(f"{path}: expected a list of cases")
        name = path.relative_to(folder).with_suffix("").as_posix()
        cases += [Case(file=name, **entry) for entry in data]  # an unknown key raises TypeError
    return cases


def report_for(case: Case) -> Report:
    """The Report of a case, made the way the program makes it."""
    from sayso.pipeline import report_of

    given = case.report
    report: Report = report_of(
        given["text"], title=given.get("title"), url=given.get("url"), published=given.get("published")
    )
    return report


def main(arguments: Sequence[str]) -> int:
    """The command line; see the module's docstring."""
    from sayso import Reader

    failing = "--failing" in arguments
    folders = [Path(a) for a in arguments if not a.startswith("--")] or [STATEMENTS]
    cases = [c for f in folders for c in load(f)]
    if failing and any(HELD_OUT.resolve() in [f.resolve(), *f.resolve().parents] for f in folders):
        print("the held-out cases are scored as a whole and never shown one by one", file=sys.stderr)
        return 2
    reader = Reader()
    outcomes = {c.key: outcome(c, reader.read(report_for(c))) for c in cases}
    if failing:
        for key, result in outcomes.items():
            for message in (*(m for ms in result.statements for m in ms), *result.rest):
                print(f"{key}\n    {message}")
    for file in Counter(c.file for c in cases):
        print(f"{file:40s} {share(outcomes[c.key] for c in cases if c.file == file)}")
    print(f"{'all':40s} {share(outcomes.values())}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
