"""Miniature archives: what the archive must answer about two to eight invented reports, counted by hand beforehand.

tests/archive/README.md tells the format and the rules of counting. Only keys that are present are checked.

    python tests/archivecases.py [FOLDER]     folder by folder: the share of asks and counts that are right
    ... --failing                             what differs, case by case (never for held-out ones)
    ... --summary                             only the line that sums up
    ... --examples                            the example reports instead, with what differs
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import archivedoor as door
from archiveexpect import about, compare_ask, compare_entities, compare_stories, compare_versions
from sayso.records import Reading

HERE = Path(__file__).parent / "archive"
CASES, HELD_OUT, EXAMPLES = HERE / "cases", HERE / "cases" / "held-out", HERE / "examples.json"
KEYS = {"why", "families", "reports", "asks", "stories", "entities", "apart", "versions"}
COUNTS = ("reports", "outlets", "families", "texts", "sources", "named", "unnamed")


@dataclass(frozen=True, slots=True)
class Case:
    """One miniature archive. `key` is its path below the folder of cases: the reason, a stroke, the name."""

    key: str
    data: Mapping[str, Any]

    @property
    def reason(self) -> str:
        return self.key.split("/")[-2]

    def readings(self) -> list[Reading]:
        """The readings of its reports, in the order of the file."""
        return [door.reading(r.get("url"), r.get("published"), r.get("title"), r["text"]) for r in self.data["reports"]]


@dataclass(slots=True)
class Outcome:
    """What differs: for each ask, for the rest (stories, entities, versions), and for the reports in reversed order."""

    asks: list[list[str]] = field(default_factory=list)
    counts: int = 0
    counts_right: int = 0
    rest: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)

    @property
    def right(self) -> bool:
        """Whether everything expected was found (the order of arrival is judged apart)."""
        return not self.rest and not any(self.asks)


def load(folder: Path) -> list[Case]:
    """All cases below a folder, by name; those put aside are left out unless the folder lies among them."""
    aside = HELD_OUT.resolve() in [folder.resolve(), *folder.resolve().parents]
    paths = [p for p in sorted(folder.rglob("*.json")) if p.name != "floor.json"]
    paths = [p for p in paths if aside or HELD_OUT.resolve() not in p.resolve().parents]
    return [Case(f"{p.parent.name}/{p.stem}", json.loads(p.read_text(encoding="utf-8"))) for p in paths]


def examples() -> tuple[list[Reading], Mapping[str, Any]]:
    """The repository's own example reports, read; and what must be answered about them."""
    from sayso.intake import reports
    from sayso.records import Report

    folder = Path(__file__).parent.parent / "examples"
    found = [r for path in sorted(folder.glob("*.txt")) for r in reports(path) if isinstance(r, Report)]
    readings = [door.reading_of(r) for r in found]
    return readings, json.loads(EXAMPLES.read_text(encoding="utf-8"))


def outcome(data: Mapping[str, Any], readings: Sequence[Reading]) -> Outcome:
    """Adds the readings to two fresh archives, in the order given and reversed, and compares what they answer."""
    result = Outcome()
    with tempfile.TemporaryDirectory() as folder:
        forth = door.opened(Path(folder) / "forth.db", data.get("families"), readings)
        back = door.opened(Path(folder) / "back.db", data.get("families"), readings[::-1])
        try:
            _expected(result, data, readings, forth)
            result.order = list(_unlike(data, forth, back))
        finally:
            door.close(forth)
            door.close(back)
    return result


def _expected(result: Outcome, data: Mapping[str, Any], readings: Sequence[Reading], archive: door.Door) -> None:
    for want in data.get("asks", ()):
        claims = door.ask(archive, want["query"])
        wrong = compare_ask(want, claims[0] if claims else None)
        at = next((n for n, c in enumerate(claims) if about(want.get("claim", ""), c)), None)
        if wrong and at:
            wrong.append(f"the claim meant comes as number {at + 1}")
        result.asks.append(wrong)
        result.counts += len(want["counts"])
        if not any(w.startswith(("no claim", "another claim")) for w in wrong):
            result.counts_right += len(want["counts"]) - sum(w.startswith("counts.") for w in wrong)
    if "stories" in data:
        result.rest += compare_stories(data["stories"], readings, door.stories(archive))
    if "entities" in data or "apart" in data:
        result.rest += compare_entities(data, readings, door.entities(archive))
    for want in data.get("versions", ()):
        result.rest += compare_versions(want, door.versions(archive, want["url"]))


def _unlike(data: Mapping[str, Any], forth: door.Door, back: door.Door) -> Iterator[str]:
    """What the two orders of arrival answer differently."""
    for want in data.get("asks", ()):
        one, other = (_signature(door.ask(archive, want["query"])) for archive in (forth, back))
        if one != other:
            parts = sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
            yield f"{want['query']!r}: " + ", ".join(f"{key} {one.get(key)} / {other.get(key)}"[:300] for key in parts)
    if set(door.stories(forth)) != set(door.stories(back)):
        yield "stories"


def _signature(claims: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What of the first claim must not depend on the order of arrival: all but the score."""
    if not claims:
        return {}
    claim = claims[0]
    lists = {
        f"statements.{key}": [one[key] for one in claim["statements"]] for key in ("id", "source", "entity", "via")
    }
    lists["circles"] = sorted(claim["circles"])
    acts = {key: sorted(one["id"] for one in claim[key]) for key in ("disputes", "retracts")}
    return {**{key: claim[key] for key in ("id", "text", "counts", "first")}, **lists, **acts}


@dataclass(slots=True)
class Share:
    """How many cases, asks, counts, other expectations and orders are right, of how many."""

    cases: list[int] = field(default_factory=lambda: [0, 0])
    asks: list[int] = field(default_factory=lambda: [0, 0])
    counts: list[int] = field(default_factory=lambda: [0, 0])
    order: list[int] = field(default_factory=lambda: [0, 0])

    def take(self, result: Outcome) -> None:
        """Counts one outcome in."""
        for part, right, of in (
            (self.cases, int(result.right), 1),
            (self.asks, sum(not wrong for wrong in result.asks), len(result.asks)),
            (self.counts, result.counts_right, result.counts),
            (self.order, int(not result.order), 1),
        ):
            part[0] += right
            part[1] += of

    def __str__(self) -> str:
        parts = (("cases", self.cases), ("asks", self.asks), ("counts", self.counts), ("order", self.order))
        return "  ".join(f"{name} {right:3d}/{of:3d}" for name, (right, of) in parts)


def share(results: Iterable[Outcome]) -> Share:
    """The sum over many outcomes."""
    total = Share()
    for result in results:
        total.take(result)
    return total


def main(arguments: Sequence[str]) -> int:
    """The command line; see the module's docstring."""
    failing, summary = "--failing" in arguments, "--summary" in arguments
    if "--examples" in arguments:
        readings, data = examples()
        result = outcome(data, readings)
        _show(Case("examples/examples", data), result)
        print(f"{'examples':14s} {share([result])}")
        return 0
    folders = [Path(a) for a in arguments if not a.startswith("--")] or [CASES]
    if failing and any(HELD_OUT.resolve() in [f.resolve(), *f.resolve().parents] for f in folders):
        print("the held-out cases are scored as a whole and never shown one by one", file=sys.stderr)
        return 2
    cases = [c for f in folders for c in load(f)]
    results = {c.key: outcome(c.data, c.readings()) for c in cases}
    if failing:
        for case in cases:
            _show(case, results[case.key])
    if not summary:
        for reason in sorted({c.reason for c in cases}):
            print(f"{reason:14s} {share(results[c.key] for c in cases if c.reason == reason)}")
    print(f"{'all':14s} {share(results.values())}")
    return 0


def _show(case: Case, result: Outcome) -> None:
    for want, wrong in zip(case.data.get("asks", ()), result.asks, strict=True):
        if wrong:
            print(f"{case.key}: {want['query']!r}")
            print("".join(f"    {line}\n" for line in wrong), end="")
    for line in result.rest:
        print(f"{case.key}: {line}")
    for line in result.order:
        print(f"{case.key}: order: {line}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
