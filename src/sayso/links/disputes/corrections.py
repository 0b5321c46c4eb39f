"""Where an outlet takes back or corrects an earlier report of its own, as far as its text says so.

1. take the report into sentences, each with its statements: whose words are they?
2. in each sentence of the outlet's own, look for the words of disputes/corrections.toml
3. what was wrong: what stands behind those words, or the outlet's own report that "that was wrong" points back to
4. all of them make one correction of the outlet; each source that takes something back makes one more

Nothing is guessed: where the text does not say what was wrong, `wrong` is empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from sayso.links.disputes.signs import Sign, outlet_named, own_report, sign, speaks
from sayso.links.disputes.stand import LONGEST, taken_back
from sayso.links.matter.names import names
from sayso.links.matter.times import times
from sayso.links.words import fold, words
from sayso.records import Reading, Source, Span, Statement

CorrectionKind = Literal["withdraws", "corrects", "apologizes", "takes back"]

_RANK: Final[dict[str, int]] = {"withdraws": 0, "corrects": 1, "apologizes": 2}
"""Which of several signs names the correction: to withdraw a report is more than to regret a word of it."""
_NEAR: Final = 40
"""Code points between a statement and "That was wrong.": the sentence in front of it, across a paragraph at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a report takes back. Spans are code points of its text, half-open.

    `statement` is the id of the statement that takes it back. `of` is the source that takes back its own words; None
    where the outlet corrects itself. `spans` show that it does, `wrong` what was wrong, `wrong_texts` the same as text.
    `whole`: an entire report is withdrawn. `dates` (ISO days) and `names` are those the correction mentions.
    """

    report: str
    statement: str
    kind: CorrectionKind
    outlet: str | None
    published: str | None
    of: str | None = None
    spans: tuple[Span, ...] = ()
    wrong: tuple[Span, ...] = ()
    wrong_texts: tuple[str, ...] = ()
    whole: bool = False
    dates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    retells: tuple[tuple[str, str], ...] = ()
    """(id, content) of the statements that only tell again what is taken back: they do not carry it."""


class _Line(NamedTuple):
    """A sentence with the statements that stand in it."""

    start: int
    end: int
    statements: list[Statement]


def corrections(reading: Reading) -> tuple[Correction, ...]:
    """The corrections in one report: the outlet's own first, then those of its sources, in reading order."""
    lines = _lines(reading)
    sources = {s.id: s for s in reading.sources}
    own = _own(reading, lines, sources)
    return (*((own,) if own else ()), *_taken_back(reading, sources))


def _lines(reading: Reading) -> list[_Line]:
    found: dict[Span, list[Statement]] = {}
    for statement in reading.statements:
        for span in statement.extents:
            found.setdefault(span, []).append(statement)
    return [_Line(start, end, found[start, end]) for start, end in sorted(found)]


def _own(reading: Reading, lines: list[_Line], sources: dict[str, Source]) -> Correction | None:
    """Steps 2 to 4 for the outlet itself."""
    report, text = reading.report, reading.report.text
    signs: list[tuple[_Line, Sign]] = []
    wrong: list[Span] = []
    for index, line in enumerate(lines):
        if not _outlets(line, sources, report.outlet, text):
            continue
        seen = sign(text[line.start : line.end][:LONGEST], report.outlet)
        if seen is None:
            continue
        if seen.points_back:
            told = _told_before(lines[:index], line, sources, reading)
            if told is None:
                continue
            wrong += told
        signs.append((line, seen))
        wrong += [(line.start + s, line.start + e) for s, e in seen.wrong]
    sure = [(line, s) for line, s in signs if s.alone]
    if not sure:
        return None
    line, best = min(sure, key=lambda x: (_RANK[x[1].kind], x[0].start))
    whole = any(s.whole for _, s in signs)
    if whole:
        wrong += _all_told(reading, sources)
    wrong = sorted(set(wrong))
    shown = [(x.start, x.end) for x, _ in signs]
    return Correction(
        report=report.id,
        statement=_speaker(line).id,
        kind=best.kind,
        outlet=report.outlet,
        published=report.published,
        spans=tuple(shown),
        wrong=tuple(wrong),
        wrong_texts=tuple(text[s:e] for s, e in wrong),
        whole=whole,
        dates=_dates(text, [*shown, *_around(lines, wrong)], report.published),
        names=_names(text, [*shown, *wrong]),
        reasons=tuple(dict.fromkeys(s.reason for _, s in signs)),
        retells=_retells(reading, wrong),
    )


def _retells(reading: Reading, wrong: Sequence[Span]) -> tuple[tuple[str, str], ...]:
    """The statements whose content is what was wrong."""
    text = reading.report.text
    found = [
        s
        for s in reading.statements
        if s.form != "own" and s.content_spans and all(_lies_in(span, wrong) for span in s.content_spans)
    ]
    return tuple((s.id, " … ".join(text[a:b] for a, b in s.content_spans)) for s in found)


def _lies_in(span: Span, wrong: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in wrong)


def _outlets(line: _Line, sources: dict[str, Source], outlet: str | None, text: str) -> bool:
    """Whether a sentence is the outlet's own: nobody is cited, or the outlet itself is."""
    for statement in line.statements:
        source = sources.get(statement.source_id or "")
        if statement.form == "own" or (source is not None and _is_outlet(source, outlet)):
            return True
        if source is None and not statement.source_spans:
            return True
    return False


def _is_outlet(source: Source, outlet: str | None) -> bool:
    return source.kind == "outlet" or outlet_named(source.name, outlet) or own_report(source.name)


def _speaker(line: _Line) -> Statement:
    """The statement of a sentence that stands for the correction: the outlet's own before any other."""
    return min(line.statements, key=lambda s: (s.form != "own", s.extents[0], s.id))


def _told_before(lines: list[_Line], line: _Line, sources: dict[str, Source], reading: Reading) -> list[Span] | None:
    """What "That was wrong." points back to: the outlet's own telling, in the sentence in front of it."""
    if not lines or line.start - lines[-1].end > _NEAR:
        return None
    told = next((s for s in lines[-1].statements if _by_outlet(s, sources, reading)), None)
    return list(told.content_spans) if told else None


def _all_told(reading: Reading, sources: dict[str, Source]) -> list[Span]:
    """All that a report which withdraws another says the outlet had told: it repeats what it takes back."""
    told = [s.content_spans for s in reading.statements if _by_outlet(s, sources, reading)]
    return [span for spans in told for span in spans]


def _by_outlet(statement: Statement, sources: dict[str, Source], reading: Reading) -> bool:
    """Whether the outlet tells that it had said something: it is the source, or nobody is read as the source and it is
    named in that sentence ("The Call reported on Monday that ...")."""
    if statement.form == "own" or not statement.cue_spans:
        return False
    source, report = sources.get(statement.source_id or ""), reading.report
    if source is not None:
        return _is_outlet(source, report.outlet)
    return any(speaks(report.text[start:end][:LONGEST], report.outlet) for start, end in statement.extents)


def _taken_back(reading: Reading, sources: dict[str, Source]) -> list[Correction]:
    """Sources that take back what they said: "X withdrew his claim that ..."."""
    report, text = reading.report, reading.report.text
    out = []
    for statement in reading.statements:
        source = sources.get(statement.source_id or "")
        if statement.form == "own" or statement.negated or source is None or not source.name or not statement.cue_spans:
            continue
        if _is_outlet(source, report.outlet):
            continue
        cue = " ".join(text[s:e] for s, e in statement.cue_spans)
        head = text[slice(*statement.content_spans[0])][:120] if statement.content_spans else ""
        found = taken_back(_folded(cue), _folded(head))
        if found is None or not statement.content_spans:
            continue
        wrong = list(statement.content_spans)
        out.append(
            Correction(
                report=report.id,
                statement=statement.id,
                kind="takes back",
                outlet=report.outlet,
                published=report.published,
                of=source.name,
                spans=statement.extents,
                wrong=tuple(wrong),
                wrong_texts=tuple(text[s:e] for s, e in wrong),
                whole=outlet_like(head),
                dates=_dates(text, statement.extents, report.published),
                names=_names(text, wrong),
                reasons=(f"{source.name} takes it back: “{found}”",),
            )
        )
    return out


def outlet_like(head: str) -> bool:
    """Whether what is taken back is a whole report: "its report that", "the article"."""
    return any(fold(w) in ("report", "article", "story") for w in head.split()[:4])


def _folded(text: str) -> list[str]:
    return [fold(text[w.start : w.end]) for w in words(text)][:12]


def _around(lines: list[_Line], wrong: Sequence[Span]) -> list[Span]:
    """The sentences in which something wrong is told: "On 7 March the paper reported that ..."."""
    return [(x.start, x.end) for x in lines if any(x.start <= s < x.end for s, _ in wrong)]


def _dates(text: str, spans: Sequence[Span], published: str | None) -> tuple[str, ...]:
    found: set[str] = set()
    for start, end in spans:
        piece = text[start:end][:LONGEST]
        for first, last in times(piece, words(piece), published)[0]:
            if first == last:
                found.add(date.fromordinal(first).isoformat())
    return tuple(sorted(found))


def _names(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for start, end in spans:
        piece = text[start:end][:LONGEST]
        for name in names(piece, words(piece), frozenset())[0]:
            found[" ".join(name)] = None
    return tuple(found)
