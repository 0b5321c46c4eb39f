"""People's verdicts as the links ask for them: the newest on each matter, by the ids that things have now.

A judgement keeps anchors (sayso.links.anchors), not ids: when a report is read anew, its statements and sources get new
ids, and each anchor is looked for in the new reading. An **undo** is a judgement too (kind "undo KIND", the same
anchors): it takes the newest standing one on its matter back, so that the one before it holds again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.engine import Connection

from sayso.across import Judgement, Verdict
from sayso.archive import fetch, judged
from sayso.errors import ReadingError
from sayso.links import anchors
from sayso.records import Reading

UNDO: Final = "undo "
SAME: Final = ("same-words", "same-claim")
"""Kinds that one verdict answers together: whether two statements are one claim."""
Pair = tuple[str, str]


def matter_of(judgement: Judgement) -> tuple[object, ...]:
    """What was judged: verdicts with the same matter replace each other."""
    kind = judgement.kind.removeprefix(UNDO)
    if judgement.subject == "span":
        return "span", tuple(thing_of(a)[1:] for a in judgement.anchors[:1])
    family = "same" if kind in SAME else kind
    return judgement.subject, family, frozenset(thing_of(a)[1:] for a in judgement.anchors)


def thing_of(anchor: str) -> tuple[str, str, str]:
    """(kind, report id, id of the thing then) of an anchor. Raises ReadingError for what is none."""
    try:
        data = json.loads(anchor)
        return str(data["kind"]), str(data["report"]), str(data["id"])
    except (ValueError, KeyError, TypeError) as error:
        raise ReadingError(f"no anchor: {anchor[:60]!r}") from error


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that hold, in the order they were given: on each matter the newest that was not taken back."""
    stacks: dict[tuple[object, ...], list[tuple[int, Judgement]]] = {}
    for number, judgement in enumerate(judgements):
        stack = stacks.setdefault(matter_of(judgement), [])
        if not judgement.kind.startswith(UNDO):
            stack.append((number, judgement))
        elif stack:
            stack.pop()
    return [j for _, j in sorted((s[-1] for s in stacks.values() if s), key=lambda found: found[0])]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """One pair that was judged, by the ids of now: `left` acts on `right` where the kind has a direction."""

    left: str
    right: str
    kind: str
    verdict: Verdict


@dataclass(slots=True)
class Judged:
    """What people said, by the ids of now: `statements` on pairs (is it one claim), `sources` on pairs (is it one
    entity); `unsure` are pairs of sources that a person left open; `of` holds all verdicts on links by statement.
    `spans` are corrections by report id (sayso.linking.judging_spans), `counts` how many each report ever had.
    """

    statements: dict[Pair, Verdict] = field(default_factory=dict)
    sources: dict[frozenset[str], bool] = field(default_factory=dict)
    unsure: set[frozenset[str]] = field(default_factory=set)
    of: dict[str, list[Verdicts]] = field(default_factory=dict)
    spans: dict[str, list[Judgement]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    _standing: list[Judgement] = field(default_factory=list)
    _anchors: dict[str, list[str]] = field(default_factory=dict)
    _ids: dict[str, str | None] = field(default_factory=dict)
    _ready: bool = False

    @property
    def any(self) -> bool:
        """Whether a link or a source was ever judged."""
        return bool(self._standing)

    def get_ready(self, conn: Connection) -> None:
        """Finds everything that was judged in the readings of now."""
        if self._ready or not self._standing:
            return
        self._ready = True
        every = [(a, *thing_of(a)) for found in self._anchors.values() for a in found]
        for kind, table in (("statement", "statements"), ("source", "sources")):
            known = judged.numbers(conn, table, [thing for _, k, _, thing in every if k == kind])
            self._ids.update({a: thing for a, k, _, thing in every if k == kind and thing in known})
        for report in sorted({r for a, _, r, _ in every if a not in self._ids}):
            seq = fetch.find_report(conn, report)
            reading = fetch.reading_of(conn, seq) if seq is not None else None
            for anchor in self._anchors[report]:
                self._ids[anchor] = found_in(anchor, reading) if reading else None
        self._tell()

    def meet(self, conn: Connection, reading: Reading) -> None:
        """To be called when a report has a (new) reading: what was judged in it is found there."""
        self.get_ready(conn)
        now = {anchor: found_in(anchor, reading) for anchor in self._anchors.get(reading.report.id, ())}
        if any(self._ids.get(anchor) != thing for anchor, thing in now.items()):
            self._ids |= now
            self._tell()

    def _tell(self) -> None:
        """Fills the verdicts, the newest last: it wins where two anchors have come to mean one thing."""
        links: dict[tuple[str, str, str], Verdicts] = {}
        sources: dict[frozenset[str], Verdict] = {}
        for j in self._standing:
            ids = [self._ids.get(a) for a in j.anchors]
            one, two = ids if len(ids) == 2 else (None, None)
            if one is None or two is None or one == two:
                continue
            if j.subject == "entity":
                sources[frozenset((one, two))] = j.verdict
            else:
                links[(*sorted((one, two)), "same" if j.kind in SAME else j.kind)] = Verdicts(  # type: ignore[index]
                    one, two, j.kind, j.verdict
                )
        self.sources = {p: v == "yes" for p, v in sources.items() if v != "unsure"}
        self.unsure = {p for p, v in sources.items() if v == "unsure"}
        self.statements = {(a, b): v.verdict for (a, b, k), v in links.items() if k == "same" and v.verdict != "unsure"}
        self.of = {}
        for (a, b, _), found in links.items():
            self.of.setdefault(a, []).append(found)
            self.of.setdefault(b, []).append(found)


def found_in(anchor: str, reading: Reading) -> str | None:
    """The id of what an anchor means in a reading, or None."""
    return (anchors.find if thing_of(anchor)[0] == "statement" else anchors.find_source)(anchor, reading)


def judged_of(judgements: Sequence[Judgement]) -> Judged:
    """The standing verdicts of an archive's judgements (oldest first); `Judged.get_ready` finds what they are about."""
    out = Judged()
    for j in judgements:
        if j.subject == "span":
            report = thing_of(j.anchors[0])[1]
            out.counts[report] = out.counts.get(report, 0) + 1
    for j in standing(judgements):
        if j.subject == "span":
            out.spans.setdefault(thing_of(j.anchors[0])[1], []).append(j)
            continue
        out._standing.append(j)
        for anchor in j.anchors:
            held = out._anchors.setdefault(thing_of(anchor)[1], [])
            if anchor not in held:
                held.append(anchor)
    return out
