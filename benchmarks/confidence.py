"""How honest `confidence` is: python benchmarks/confidence.py DATA SCORERS [--write CARD]

PolNeAR dev: every statement that is scored, right as the scorer's `linked` counts. The confidence is out of fold (five
folds by article, training/calibrate.py), so no article helped to fit its own. Beside it the model's own score, and the
same confidence against a stricter "right": cue, source and content identical to the word.

SCU dev (AP, Reuters, local news): a foreign set, read with what ships. Its gold has passages, no spans, so "right" is
what its scorer's precision counts: a sentence with a statement that gold statements cover by at least half. That asks
for less than a right source and content (so it should be right more often than the confidence says), and its gold
leaves out statements that PolNeAR's holds (less often). So the order counts here (AUROC, the least sure fifth), and the
calibration error is shown for what it is.

ECE in points, over ten bins of equal numbers; AUROC; share right of all and without the least sure fifth.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
from calibrate import examples, figures
from card import put
from corpora import lines
from right import scorer
from sayso import Reader
from sayso.pipeline import report_of
from sureness import Sureness, sureness

MARKS = (
    "<!-- confidence: python benchmarks/confidence.py DATA SCORERS --write docs/model-card.md -->",
    "<!-- end of confidence -->",
)
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


def table(found: Mapping[str, Sureness]) -> str:
    """The figures as a Markdown table."""
    rows = ["| | statements | calibration error | AUROC | right | without the least sure fifth |"]
    rows.append("|---|--:|--:|--:|--:|--:|")
    rows += [
        f"| {name} | {f.n:,} | {f.ece:.1f} points | {f.auroc:.3f} | {f.whole:.1f} % | {f.sure:.1f} % |"
        for name, f in found.items()
    ]
    return "\n".join(rows)


def main() -> None:
    """Prints the figures of both sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorers", type=Path)
    parser.add_argument("--write", type=Path, metavar="CARD", help="the page that holds them, docs/model-card.md")
    a = parser.parse_args()
    found = {f"PolNeAR dev: {name}": f for name, f in figures(examples(a.data, a.scorers)).items()}
    foreign = list(sentences(a.data, a.scorers))
    found["SCU dev: confidence, sentences"] = sureness([c for c, _ in foreign], [right for _, right in foreign])
    for name, f in found.items():
        print(f"{name}\n{f}\n{f.table()}\n")
    if a.write:
        a.write.write_text(put(a.write.read_text(encoding="utf-8"), table(found), MARKS), encoding="utf-8")


if __name__ == "__main__":
    main()
