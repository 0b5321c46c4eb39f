"""How well names and times are read, on MEANTIME (Wikinews): persons, organizations, places; TIMEX3.

    python benchmarks/meantime.py DATA [--half looked|held] [--errors names|times]

DATA holds `news_gold/meantime`; meantime_corpus.py tells what of it is gold, meantime_scores.py what is right. The
reader gets each whole article, its title apart, with the annotated creation time as the moment of publication. Articles
are split by turns (in the order of their paths): rules were mended on the `looked` half alone; `held` is what counts.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from meantime_corpus import FOLDER, Named, Time, articles
from meantime_scores import Scores


def read(text: str, published: str) -> tuple[list[Named], list[Time]]:
    """What the reader sees in a text."""
    from sayso import Reader

    reader = Reader()
    names = [Named(n.label, n.start, n.end) for n in reader.names(text)]
    return names, [Time(t.type, t.value, t.start, t.end) for t in reader.times(text, published)]


def scored(data: Path, half: str | None = None, errors: str | None = None) -> Scores:
    """The counts of the whole, or of the half `looked` or `held`; prints the errors of `names` or `times`."""
    scores = Scores()
    for number, one in enumerate(articles(data / FOLDER)):
        if half is None or (half == "held") == number % 2:
            scores.add(one, *read(one.text, one.published), errors)
    return scores


def figures(data: Path) -> dict[str, float]:
    """F1 of names and of the values of dates and times, both halves together, in per cent. Raises ValueError where DATA
    has no article."""
    scores = scored(data)
    if not scores.names:
        raise ValueError(f"{data / FOLDER}: no articles")
    return {"names": 100 * scores.names["names"].f1, "time values": 100 * scores.times["DATE, TIME value"].f1}


def main() -> None:
    """Print the figures of the whole, or of one half."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("looked", "held"))
    parser.add_argument("--errors", choices=("names", "times"), help="print every error (only ever of the looked half)")
    options = parser.parse_args()
    if options.errors and options.half != "looked":
        parser.error("--errors goes with --half looked")
    scores = scored(options.data, options.half, options.errors)
    for name, count in [*scores.names.items(), *sorted(scores.times.items())]:
        print(f"{name:36} {count}")


if __name__ == "__main__":
    main()
