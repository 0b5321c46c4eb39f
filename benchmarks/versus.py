"""Our whole reading beside other programs on the same text, in one run on one core: python benchmarks/versus.py [DATA]

    --limit N    only the first N documents of DATA/news_open (default 60)        --rounds N   (default 3)

- a BERT-base-sized encoder alone under the same runtime, in 32 and in 8 bits (random weights), on the windows that our
  encoder sees: at most 256 pieces, which favours it, since with the 512 it is made for attention costs more;
- a bare MiniLM-L6 in plain 8 bits on the same windows;
- a spaCy pipeline of the size of its small English model with textacy's direct quotations on top, where the extra
  `bench` is installed.

The encoders get their pieces ready made; ours and spaCy begin with the text. All take turns on each group of reports,
the fastest of the rounds counts, and seconds are CPU seconds of this process with all its threads, so that a busy
neighbour disturbs all alike and a second core helps nobody.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from encoders import bert_base, plain_minilm
from news import reports, words_of
from sayso import Reader
from sayso.pipeline import groups
from sayso.records import Report

OURS, BERT, SPACY = "Sayso, the whole reading", "BERT-base-sized encoder alone, 32 bits", "spaCy, small, and textacy"
AGAINST_BERT, AGAINST_SPACY = 16.0, 1.0
"""How many times the words per second of each ours is to read, at least."""

Run = Callable[[list[Report]], Callable[[], Any]]
"""Makes a group ready, and gives what is timed."""


def contestants(reader: Reader) -> dict[str, Run]:
    """Name -> how it runs a group of reports; spaCy only where it is installed."""
    vocabulary = reader._tagger.vocabulary

    def windows(group: list[Report]) -> list[Any]:
        return [w.ids for r in group for w in vocabulary.windows(vocabulary.words(r.text))]

    def bare(encoder: Any) -> Run:
        def ready(group: list[Report]) -> Callable[[], Any]:
            ids = windows(group)
            return lambda: encoder.run(ids)

        return ready

    found: dict[str, Run] = {
        OURS: lambda group: lambda: list(reader.read_many(group)),
        "bare MiniLM-L6, plain 8 bits": bare(plain_minilm()),
        "BERT-base-sized encoder alone, 8 bits": bare(bert_base(int8=True)),
        BERT: bare(bert_base(int8=False)),
    }
    try:
        from small_english import SmallEnglish

        spacy = SmallEnglish()
    except ImportError:
        return found
    found[SPACY] = lambda group: lambda: spacy.run([r.text for r in group])
    return found


def seconds(runs: dict[str, Run], texts: list[Report], rounds: int) -> dict[str, float]:
    """CPU seconds of each, the fastest of `rounds` for each group; the order turns round every time."""
    total = dict.fromkeys(runs, 0.0)
    for group in groups(texts):
        ready = {name: run(group) for name, run in runs.items()}
        best = dict.fromkeys(runs, float("inf"))
        for turn in range(rounds):
            for name in list(ready)[:: -1 if turn % 2 else 1]:
                begun = time.process_time()
                ready[name]()
                best[name] = min(best[name], time.process_time() - begun)
        for name in runs:
            total[name] += best[name]
    return total


def versus_lines(data: Path, limit: int | None, rounds: int) -> list[str]:
    """Measures everything here; gives Markdown lines."""
    texts = reports(data, limit)
    runs = contestants(Reader(threads=1))
    seconds(runs, texts[:2], 1)  # warm up
    took = seconds(runs, texts, rounds)
    words = words_of(texts)
    rows = [
        f"| {name} | {words / s:,.0f} | {took[BERT] / s:.1f} | {took[SPACY] / s:.2f} |"
        if SPACY in took
        else f"| {name} | {words / s:,.0f} | {took[BERT] / s:.1f} | not installed |"
        for name, s in took.items()
    ]
    return [
        f"{len(texts)} documents, {words:,} words. Wanted of ours: {AGAINST_BERT:.0f} times BERT-base in 32 bits, "
        f"{AGAINST_SPACY:.0f} times spaCy.",
        "",
        "| | words per second of one core | times BERT-base, 32 bits | times spaCy |",
        "|---|--:|--:|--:|",
        *rows,
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=Path("../shared/data"))
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    a = parser.parse_args()
    print("\n".join(versus_lines(a.data, a.limit, a.rounds)))
