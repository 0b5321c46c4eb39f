"""How honest `confidence` is: python benchmarks/confidence.py DATA SCORERS [--foreign]

PolNeAR dev: every statement that is scored, right as the scorer's `linked` counts. The confidence is out of fold (five
folds by article, training/calibrate.py), so no article helped to fit its own. Beside it the model's own score, and the
same confidence against a stricter "right": cue, source and content identical to the word.

SCU dev (AP, Reuters, local news): a foreign set, read with what ships. Its gold has passages, no spans, so "right" is
what its scorer's precision counts: a sentence with a statement that gold statements cover by at least half. That asks
for less than a right source and content (so it should be right more often than the confidence says), and its gold
leaves out statements that PolNeAR's holds (less often). So the order counts here (AUROC, the least sure fifth), and the
calibration error is shown for what it is. `--foreign` reads SCU alone.

ECE in points, over ten bins of equal numbers; AUROC; share right of all and without the least sure fifth.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
from calibrate import examples, report
from corpora import lines
from right import scorer
from sayso import Reader
from sayso.pipeline import report_of
from sureness import sureness

COVERED = 0.5
"""Share of a sentence that gold covers where it counts as right: the scorer's."""


def sentences(data: Path, scorers: Path) -> Iterator[tuple[float, bool]]:
    """Confidence and right of each sentence that a statement of SCU dev stands in, counted as its scorer does. Raises
    FileNotFoundError where data or scorer are not there."""
    score, carry = scorer(scorers, "sourcing"), scorer(scorers).carry
    reader = Reader()
    for gold in lines(data / "attribution/scu-dev.jsonl"):
        reading = reader.read(report_of(gold["text"]))
        move = carry(reading.report.text, gold["text"])
        spans = [w for s in gold["statements"] if (w := score.locate(s["statement"], gold["text"])) is not None]
        for s in reading.statements:
            if s.form != "own" and s.act not in score.ATTITUDES:
                for extent in s.extents:
                    if where := move(*extent):
                        yield s.confidence, score.cover(where, spans) >= COVERED


def main() -> None:
    """Prints the figures of both sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorers", type=Path)
    parser.add_argument("--foreign", action="store_true", help="SCU dev alone")
    a = parser.parse_args()
    if not a.foreign:
        print("PolNeAR dev")
        report(examples(a.data, a.scorers))
        print()
    found = list(sentences(a.data, a.scorers))
    figures = sureness([c for c, _ in found], [right for _, right in found])
    print(f"SCU dev, sentences\n{figures}\n{figures.table()}")


if __name__ == "__main__":
    main()
