"""Copies, measured: edits of own texts, the example reports, and (given a folder) two streams of real reports.

    python benchmarks/copies.py                       # edits, examples, time
    python benchmarks/copies.py FOLDER                # also small_streams: agreement with its machine-made labels

`FOLDER` holds NAME_articles.csv (id, publisher, scrape_time, text with ### between paragraphs) and
NAME_silver_labels.csv (id, reuse_cluster_050). benchmarks/copies_decisions.json holds what a reader decided on each
pair where the two differed at any time in the making: ids, verdict and reason, no text.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sayso import intake
from sayso.across import Copy
from sayso.intake.meta import credit
from sayso.links.copies import Sheet, compare, fingerprints, origins, sheet
from sayso.links.copies.shingles import numbers
from sayso.records import Report

ROOT = Path(__file__).parent.parent
MADE = json.loads((ROOT / "tests" / "archive" / "copies" / "texts.json").read_text(encoding="utf-8"))
TEXTS: dict[str, list[str]] = MADE["texts"]
SYNONYMS: dict[str, str] = MADE["synonyms"]
DECISIONS = Path(__file__).parent / "copies_decisions.json"
ROUNDS = 20
"""Edits of each kind for each text; the random numbers are fixed."""

Edit = Callable[[random.Random, list[str]], list[str]]


def abridged(rng: random.Random, parts: list[str]) -> list[str]:
    """The headline, the lead and half of the rest."""
    kept = sorted(rng.sample(range(2, len(parts)), (len(parts) - 2) // 2))
    return [*parts[:2], *(parts[i] for i in kept)]


def shuffled(rng: random.Random, parts: list[str]) -> list[str]:
    """All paragraphs in another order."""
    return [parts[0], *rng.sample(parts[1:], len(parts) - 1)]


def renamed(rng: random.Random, parts: list[str]) -> list[str]:
    """A new headline and a line on top."""
    return [rng.choice(["What happened, and why", "A night in the valley"]), "By our own correspondent", *parts[1:]]


def rewritten(rng: random.Random, parts: list[str], lost: float = 1 / 12) -> list[str]:
    """Words exchanged by the table, and every twelfth word of the rest left out."""
    out = []
    for part in parts:
        row = [SYNONYMS.get(word, word) for word in part.split()]
        out.append(" ".join(word for word in row if rng.random() > lost))
    return out


def rewritten_much(rng: random.Random, parts: list[str]) -> list[str]:
    """The same, with every sixth word left out."""
    return rewritten(rng, parts, 1 / 6)


def cut_and_rewritten(rng: random.Random, parts: list[str]) -> list[str]:
    """Abridged, then rewritten, under a new headline."""
    return renamed(rng, rewritten(rng, abridged(rng, parts)))


def spliced(rng: random.Random, parts: list[str], host: list[str]) -> list[str]:
    """One or two paragraphs of the text within another."""
    first = rng.randrange(1, len(parts) - 2)
    at = rng.randrange(2, len(host))
    return [*host[:at], *parts[first : first + rng.choice((1, 2))], *host[at:]]


EDITS: tuple[Edit, ...] = (abridged, shuffled, renamed, rewritten, rewritten_much, cut_and_rewritten)


def report(parts: list[str], host: str, hour: int) -> Report:
    """A report at that hour of one day."""
    at = f"2031-01-01T{hour:02}:00"
    return Report(text="\n\n".join(parts), url=f"https://{host}/{hour}", outlet=host, published=at)


def edits() -> None:
    """Each edit of each text against the text itself, and against all others."""
    rng = random.Random(4)
    names = [name for name in TEXTS if name != "ferry again"]
    for edit in EDITS:
        right = met = total = 0
        for name, _ in itertools.product(names, range(ROUNDS)):
            one, two = report(TEXTS[name], "first.example", 6), report(edit(rng, TEXTS[name]), "second.example", 9)
            found = compare(sheet(one), sheet(two))
            right += bool(found and found.whole and found.original == one.id)
            met += bool(set(fingerprints(one.text)) & set(fingerprints(two.text)))
            total += 1
        print(f"{edit.__name__:20} whole, right direction {right}/{total}   share a fingerprint {met}/{total}")
    right = met = total = false = apart = 0
    for (name, other), _ in itertools.product(itertools.permutations(names, 2), range(3)):
        one = report(TEXTS[name], "first.example", 6)
        two = report(spliced(rng, TEXTS[name], TEXTS[other]), "second.example", 9)
        found = compare(sheet(one), sheet(two))
        right += bool(found and not found.whole and found.original == one.id)
        met += bool(set(fingerprints(one.text)) & set(fingerprints(two.text)))
        total += 1
    print(f"{'spliced':20} passage, right direction {right}/{total}   share a fingerprint {met}/{total}")
    for name, other in itertools.combinations(TEXTS, 2):
        one, two = report(TEXTS[name], "a.example", 6), report(TEXTS[other], "b.example", 7)
        apart += 1
        false += compare(sheet(one), sheet(two)) is not None
    print(f"{'independent texts':20} copies found {false}/{apart} (0 is right)")


def examples() -> None:
    """The example reports: which are copies, and the origins."""
    sheets = [sheet(r) for path in sorted((ROOT / "examples").glob("*.txt")) for r in intake.reports(path)
              if isinstance(r, Report)]  # fmt: skip
    found = pairs(sheets)
    by = {s.report: s.head.outlet for s in sheets}
    for copy in found:
        print(f"  {by[copy.copy]} from {by[copy.original]}: share {copy.share:.2f}, whole {copy.whole}")
    held = {origin.id: origin for origin in origins(sheets, found).values()}
    print(f"examples: {len(sheets)} reports, {len(found)} copies, {len(held)} origins (two versions of one page apart)")


def pairs(sheets: list[Sheet]) -> list[Copy]:
    """The copies among all pairs."""
    return [found for a, b in itertools.combinations(sheets, 2) if (found := compare(a, b))]


def streams(folder: Path) -> None:
    """Agreement with the machine-made labels, and with what a reader decided where the two differed."""
    csv.field_size_limit(1 << 24)
    decided = json.loads(DECISIONS.read_text(encoding="utf-8"))["pairs"] if DECISIONS.exists() else []
    for path in sorted(folder.glob("*_articles.csv")):
        name = path.name.removesuffix("_articles.csv")
        read = {tuple(sorted(row["ids"])): row["one_text"] for row in decided if row["stream"] == name}
        with (folder / f"{name}_silver_labels.csv").open(encoding="utf-8") as file:
            cluster = {row["id"]: row["reuse_cluster_050"] for row in csv.DictReader(file)}
        sheets = dict(articles(path))
        found = {tuple(sorted((a, b))): compare(sheets[a], sheets[b]) for a, b in itertools.combinations(sheets, 2)}
        silver = {pair: cluster[pair[0]] == cluster[pair[1]] for pair in found}
        mine = {pair: bool(copy and copy.whole) for pair, copy in found.items()}
        roots = origins(list(sheets.values()), [copy for copy in found.values() if copy])
        folded = {pair: roots[sheets[pair[0]].report].id == roots[sheets[pair[1]].report].id for pair in found}
        for label, said in (("pairs", mine), ("origins", folded)):
            agree = sum(said[pair] == silver[pair] for pair in found)
            after = sum(said[pair] == read.get(pair, silver[pair]) for pair in found)
            print(f"{name} {label}: {agree}/{len(found)} agree with silver, {after} with silver as read;"
                  f" {sum(silver.values())} are copies by silver, {sum(said.values())} here")  # fmt: skip
        for pair in found:
            if mine[pair] != silver[pair]:
                print(f"  differs: {pair} silver {silver[pair]}, here {mine[pair]}, read {read.get(pair, 'not yet')}")
        parts = sum(1 for copy in found.values() if copy and not copy.whole)
        print(f"{name}: {len(set(cluster.values()))} origins by silver, {len({o.id for o in roots.values()})} here;"
              f" {parts} pairs share passages only")  # fmt: skip


def articles(path: Path) -> Iterator[tuple[str, Sheet]]:
    """(id, sheet) of each row."""
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            text = "\n".join(part.strip() for part in row["text"].split("###"))
            outlet = row["publisher"].split("/")[0]
            yield row["id"], sheet(Report(text=text, outlet=outlet, published=row["scrape_time"], credit=credit(text)))


def speed() -> None:
    """Time per sheet, per pair of strangers, per pair of copies: the best of several runs, processor time."""
    parts = [TEXTS[name] for name in TEXTS if name != "ferry again"]
    reports = [report(row, "first.example", i) for i, row in enumerate(parts)]
    sheets = [sheet(r) for r in reports]
    twins = [sheet(report(abridged(random.Random(1), row), "second.example", 20)) for row in parts]

    def fresh(r: Report) -> None:
        numbers.cache_clear()
        fingerprints(r.text)
        sheet(r)

    strangers = list(itertools.combinations(sheets, 2))
    count = sum(len(s.tokens) for s in sheets) // len(sheets)
    print(f"texts of {count} words on average")
    print(f"sheet and fingerprints of one report: {best(fresh, [(r,) for r in reports]):.3f} ms")
    print(f"a pair of strangers: {best(compare, strangers):.4f} ms")
    print(f"a pair of copies: {best(compare, list(zip(sheets, twins, strict=True))):.3f} ms")


def best(what: Callable[..., object], rows: list[tuple[object, ...]], runs: int = 30) -> float:
    """Milliseconds of one call, in the best run."""
    least = float("inf")
    for _ in range(runs):
        start = time.process_time()
        for row in rows:
            what(*row)
        least = min(least, time.process_time() - start)
    return 1000 * least / len(rows)


def main() -> int:
    """Everything in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    options = parser.parse_args()
    edits()
    examples()
    if options.folder:
        streams(options.folder)
    speed()
    return 0


if __name__ == "__main__":
    sys.exit(main())
