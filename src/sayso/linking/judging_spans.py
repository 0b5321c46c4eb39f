"""Corrections of spans: a reading as people corrected it, on top of what the model read.

A correction is a judgement with the subject "span": `kind` says what was done ("changed", "added", "deleted" a
statement; "source": another kind of source), the first anchor finds the statement (or source) in any reading of the
report, and the second is what it should be (JSON). They are applied in the order they were given. The outcome is a
Reading like any other: a statement whose spans changed is another statement with an id of its own, what pointed to the
old one points to it; a deleted one is gone, and its sentence falls to the outlet's own voice where no other attribution
touches it; own voice gives way where an attribution was added.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sayso.across import Judgement
from sayso.errors import ReadingError
from sayso.links.anchors import ENOUGH, anchor, find, find_source, overlap
from sayso.records import Act, Form, Reading, Report, Source, Span, Statement

MARK: Final = " + judgements "
"""What the model of a corrected reading has behind its name, with the number of corrections ever made in the report:
so that taking one back makes a newer reading, too."""
WHY: Final = "corrected by a person"
THERE: Final = 0.8
"""Share of code points from which a statement that a person added is taken to be there already: above what nested
statements share. By hand."""
PARTS: Final = ("content", "source", "cue", "addressee")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A statement as a person wants it. `who` is an anchor of its source; or, of a source that the reading does not
    know, JSON with its kind, name and span; None: nobody."""

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    form: Form = "indirect"
    act: Act | None = None
    negated: bool = False
    who: str | None = None

    def dump(self, report: Report, change: str) -> str:
        """As the second anchor of a judgement; with the words of each span, for whoever reads it."""
        parts = {p: [[s, e, report.text[s:e]] for s, e in getattr(self, p)] for p in PARTS}
        facts = {"form": self.form, "act": self.act, "negated": self.negated, "who": self.who}
        data = {"kind": "correction", "report": report.id, "id": "", "change": change, **parts, **facts}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Wanted:
    """What `Wanted.dump` wrote. Raises ReadingError for anything else."""
    try:
        data = json.loads(text)
        parts: dict[str, Any] = {p: tuple((int(s), int(e)) for s, e, _ in data[p]) for p in PARTS}
        return Wanted(**parts, **{k: data[k] for k in ("form", "act", "negated", "who")})
    except (ValueError, KeyError, TypeError) as error:
        raise ReadingError(f"no correction: {text[:60]!r}") from error


def new_source(kind: str, name: str, span: Span) -> str:
    """`Wanted.who` for a source that the reading does not know."""
    return json.dumps({"kind": "new source", "is": kind, "name": name, "at": list(span)}, ensure_ascii=False)


def is_corrected(reading: Reading) -> bool:
    """Whether people's corrections are in a reading already."""
    return MARK in reading.model


def corrected(reading: Reading, told: Sequence[Judgement], count: int, *, always: bool = False) -> Reading:
    """The reading with the corrections in it, in their order; the same object where nothing differs (unless `always`:
    then it is a newer reading all the same). `count` is how many corrections the report ever had."""
    if is_corrected(reading):
        return reading
    work = _Work(reading)
    for judgement in told:
        work.apply(judgement)
    out = work.result()
    if not always and (out.statements, out.sources) == (reading.statements, reading.sources):
        return reading
    return replace(out, model=f"{reading.model}{MARK}{count}")


class _Work:
    """A reading while it is corrected."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.sentences = sorted({span for s in reading.statements for span in s.extents})
        self.now: dict[str, str | None] = {}  # what became of the ids
        self.left: set[Span] = set()  # sentences that a statement left
        self.taken: set[Span] = set()  # sentences in which one was put

    def apply(self, judgement: Judgement) -> None:
        if judgement.kind == "source":
            self._kind(judgement)
            return
        found = self._found(judgement)
        if judgement.kind == "deleted":
            if found is not None:
                self._put(found, None)
            return
        self._put(found, self._made(load(judgement.anchors[1]), found))

    def _found(self, judgement: Judgement) -> Statement | None:
        """The statement that a judgement is about; own voice is not taken for an attribution, nor the other way."""
        key = find(judgement.anchors[0], self.reading)
        found = next((s for s in self.reading.statements if s.id == key), None)
        data = json.loads(judgement.anchors[0])
        if found is None or (found.form == "own") != data["own"]:
            return None
        if judgement.kind == "added" and key != data["id"]:
            wanted = load(judgement.anchors[1])
            if overlap(wanted.content, found.content_spans) < THERE:
                return None
        return found

    def _kind(self, judgement: Judgement) -> None:
        key, kind = find_source(judgement.anchors[0], self.reading), json.loads(judgement.anchors[1])["is"]
        sources = tuple(replace(s, kind=kind) if s.id == key else s for s in self.reading.sources)
        self.reading = replace(self.reading, sources=sources)

    def _made(self, wanted: Wanted, old: Statement | None) -> Statement:
        spans = (*wanted.content, *wanted.source, *wanted.cue)
        extents = tuple(x for x in self.sentences if any(x[0] < e and s < x[1] for s, e in spans))
        base = old or Statement(report=self.reading.report.id, content_spans=wanted.content, extents=(), form="own")
        return replace(
            base,
            content_spans=wanted.content,
            source_spans=wanted.source,
            cue_spans=wanted.cue,
            addressee_spans=wanted.addressee,
            extents=extents or wanted.content,
            form=wanted.form,
            act=wanted.act,
            negated=wanted.negated,
            source_id=self._source(wanted),
            confidence=1.0,
            reasons=(*(r for r in base.reasons if r != WHY), WHY),
        )

    def _source(self, wanted: Wanted) -> str | None:
        """The id of the source that is wanted; one that the reading does not have is made."""
        if wanted.form == "own":
            return next((s.id for s in self.reading.sources if s.kind == "outlet"), None)
        if wanted.who is None:
            return None
        data: Mapping[str, Any] = json.loads(wanted.who)
        if data["kind"] == "source":
            if known := find_source(wanted.who, self.reading):
                return known
            mentions = [(p[0], p[1]) for p in data["pieces"]]
            made = {"kind": data.get("is", "unnamed person"), "name": data.get("name")}
        else:
            mentions, made = [tuple(data["at"])], {"kind": data["is"], "name": data["name"]}
            for s in self.reading.sources:
                if any(overlap([m], mentions) >= ENOUGH for m in s.mentions):
                    return s.id
        source = Source(report=self.reading.report.id, mentions=tuple(mentions), **made)
        self.reading = replace(self.reading, sources=(*self.reading.sources, source))
        return source.id

    def _put(self, old: Statement | None, new: Statement | None) -> None:
        """Puts a statement in the place of another; None for none."""
        statements = [s for s in self.reading.statements if new is None or s.id != new.id or s is old]
        if old is not None:
            self.left |= set(old.extents)
            self.now[old.id] = new.id if new else None
            at = statements.index(old)
            statements[at : at + 1] = [new] if new else []
        elif new is not None:
            at = next((i for i, s in enumerate(statements) if _start(s) > _start(new)), len(statements))
            statements.insert(at, new)
        if new is not None:
            self.taken |= set(new.extents)
        self.reading = replace(self.reading, statements=tuple(statements))

    def result(self) -> Reading:
        """The reading: every sentence covered, once; every reference to what there is."""
        statements = [self._refer(s) for s in self.reading.statements]
        attributed = [x for s in statements if s.form != "own" for x in s.extents]
        statements = [
            s for s in statements if s.form != "own" or not (set(s.extents) & self.taken) or not _meets(s, attributed)
        ]
        covered = [*attributed, *(x for s in statements if s.form == "own" for x in s.extents)]
        outlet = next((s.id for s in self.reading.sources if s.kind == "outlet"), None)
        for span in sorted(self.left - set(covered)):
            if not any(span[0] < e and s < span[1] for s, e in covered):
                own = Statement(
                    report=self.reading.report.id, content_spans=(span,), extents=(span,), form="own",
                    source_id=outlet, reasons=(WHY,),
                )  # fmt: skip
                at = next((i for i, s in enumerate(statements) if _start(s) > span), len(statements))
                statements.insert(at, own)
        furniture = tuple(f for f in self.reading.furniture if not any(f[0] < e and s < f[1] for s, e in self.taken))
        return replace(self.reading, statements=tuple(statements), furniture=furniture)

    def _refer(self, statement: Statement) -> Statement:
        changes = {}
        for key in ("within", "continues", "repeats"):
            was = getattr(statement, key)
            now = was
            for _ in range(len(self.now) + 1):  # changed more than once
                if now not in self.now or self.now[now] == now:
                    break
                now = self.now[now]
            if now != was:
                changes[key] = now
        return replace(statement, **changes) if changes else statement


def _meets(statement: Statement, spans: Sequence[Span]) -> bool:
    return any(x[0] < e and s < x[1] for x in statement.extents for s, e in spans)


def _start(statement: Statement) -> Span:
    return min((*statement.extents, *statement.content_spans), default=(0, 0))


def anchor_of(report: Report, wanted: Wanted) -> str:
    """What finds a statement again that no model has read: an anchor of it as it is wanted."""
    statement = Statement(
        report=report.id, content_spans=wanted.content, extents=(), form=wanted.form,
        source_spans=wanted.source, cue_spans=wanted.cue,
    )  # fmt: skip
    return anchor(Reading(report=report, statements=(statement,)), statement.id)
