"""What a person changed in a file that Sayso wrote: the difference to the stored reading, as judgements on spans."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.across import Judgement
from sayso.errors import ReadingError
from sayso.export import annotation, brat
from sayso.linking.judging_files import Marked, MarkedStatement, standoff, web_annotations
from sayso.linking.judging_spans import Wanted, anchor_of, new_source
from sayso.links.anchors import ENOUGH, anchor, anchor_source, overlap
from sayso.records import Act, Form, Kind, Reading, Source, Span, Statement

QUOTES = '"“”„«»'
_COMPARED = ("own", "content", "source", "cue", "addressee", "act", "negated")


def same_text(found: Marked, text: str) -> None:
    """Raises ReadingError, with the first offset that differs, where a file has another text than the stored."""
    if found.text == text:
        return
    at = next(
        (i for i, (a, b) in enumerate(zip(found.text, text, strict=False)) if a != b), min(len(found.text), len(text))
    )
    line = found.text.count("\n", 0, at) + 1
    raise ReadingError(
        f"{found.where}: the text of report {found.report} differs from the stored one from offset {at} on (line {line}"
        f" of the text: {found.text[at : at + 20]!r}, stored {text[at : at + 20]!r}); mark the text, do not edit it"
    )


def best_base(found: Marked, readings: Sequence[Reading]) -> Reading:
    """The reading that a file was written from: the one with most of its statements, the newest of several."""
    return max(readings, key=lambda r: sum(s.id in found.statements for s in r.statements))


def differences(found: Marked, base: Reading) -> Iterator[Judgement]:
    """The corrections in a file, against the reading that it was written from; without by and at."""
    was = _written(base, like=found)
    known = {s.id: s for s in base.statements}
    gone = [k for k in was.statements if k not in found.statements]
    fresh = [k for k in found.statements if k not in was.statements]
    for key in list(fresh):  # drawn anew, with the note lost
        twin = _redrawn(found.statements[key], gone, was.statements)
        if twin is not None:
            found.statements[twin] = found.statements.pop(key)
            gone.remove(twin)
            fresh.remove(key)
    for key in gone:
        yield Judgement(subject="span", kind="deleted", anchors=(anchor(base, key),), verdict="yes")
    for key, old in was.statements.items():
        now = found.statements.get(key)
        if now is not None and _differ(old, now):
            wanted = _wanted(now, old, known[key], base)
            both = (anchor(base, key), wanted.dump(base.report, "changed"))
            yield Judgement(subject="span", kind="changed", anchors=both, verdict="yes")
    for key in fresh:
        wanted = _wanted(found.statements[key], None, None, base)
        both = (anchor_of(base.report, wanted), wanted.dump(base.report, "added"))
        yield Judgement(subject="span", kind="added", anchors=both, verdict="yes")
    yield from _kinds(found.kinds, was.kinds, base)


def _written(base: Reading, like: Marked) -> Marked:
    """The base as it was written, read back in the same way."""
    if like.form == "brat":
        return standoff(base.report.id, base.report.text, brat.annotate(base), "the stored reading")
    out = io.StringIO()
    annotation.write([base], out)
    (found,) = web_annotations(json.loads(out.getvalue())["items"], out.getvalue(), "the stored reading")
    if isinstance(found, ReadingError):
        raise found
    return found.whole()


def _redrawn(now: MarkedStatement, gone: Sequence[str], was: Mapping[str, MarkedStatement]) -> str | None:
    best = max(gone, key=lambda k: overlap(now.content, was[k].content), default=None)
    if best is None or overlap(now.content, was[best].content) < ENOUGH or was[best].own != now.own:
        return None
    return best


def _differ(old: MarkedStatement, now: MarkedStatement) -> bool:
    if any(getattr(old, k) != getattr(now, k) for k in _COMPARED) or (now.form and old.form != now.form):
        return True
    return now.who is not None and now.who != old.who


def _wanted(now: MarkedStatement, old: MarkedStatement | None, known: Statement | None, base: Reading) -> Wanted:
    """What a person wants; parts that he left alone stay as they were read (a file cuts spans at line breaks)."""
    spans: dict[str, tuple[Span, ...]] = {}
    for part in ("content", "source", "cue", "addressee"):
        same = old is not None and known is not None and getattr(old, part) == getattr(now, part)
        spans[part] = getattr(known, f"{part}_spans") if same else _joined(getattr(now, part), base.report.text)
    form: Form = "own" if now.own else now.form if now.form and now.form != "own" else _form(spans["content"], base)  # type: ignore[assignment]
    act: Act | None = None if form == "own" else now.act or "assert"  # type: ignore[assignment]
    who = None if form == "own" else _who(now, old, known, base)
    return Wanted(
        content=spans["content"], source=spans["source"], cue=spans["cue"], addressee=spans["addressee"],
        form=form, act=act, negated=now.negated, who=who,
    )  # fmt: skip


def _joined(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Pieces with nothing but white space between them are one span."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def _form(content: Sequence[Span], base: Reading) -> Form:
    """By the quotation marks: all in them, some, none."""
    words = " ".join(base.report.text[s:e] for s, e in content).strip()
    if words[:1] in QUOTES and words[-1:] in QUOTES and len(words) > 1:
        return "direct"
    return "mixed" if any(c in QUOTES for c in words) else "indirect"


def _who(now: MarkedStatement, old: MarkedStatement | None, known: Statement | None, base: Reading) -> str | None:
    """The source that a statement now has: as `Wanted.who`."""
    sources = {s.id: s for s in base.sources}
    if old is not None and known is not None and (now.source, now.who) == (old.source, old.who):
        return _anchor(base, sources.get(known.source_id or ""))
    if now.who in sources:
        return _anchor(base, sources[now.who])
    if not now.source:
        return None
    best = max(
        base.sources, key=lambda s: max((overlap([m], now.source) for m in s.mentions), default=0.0), default=None
    )
    if best is not None and any(overlap([m], now.source) >= ENOUGH for m in best.mentions):
        return _anchor(base, best)
    for s in base.statements:
        if s.source_id in sources and overlap(s.source_spans, now.source) >= ENOUGH:
            return _anchor(base, sources[s.source_id])
    span = now.source[0]
    name = base.report.text[span[0] : span[1]]
    return new_source(now.kind or _kind(name), name, span)


def _kind(name: str) -> Kind:
    """Of a source for which a file gives no kind: a person, named where every longer word begins with a capital."""
    words = [w for w in name.split() if len(w) > 3]
    return "named person" if words and all(w[:1].isupper() for w in words) else "unnamed person"


def _anchor(base: Reading, source: Source | None) -> str | None:
    if source is None:
        return None
    data = json.loads(anchor_source(base, source.id))
    return json.dumps({**data, "is": source.kind, "name": source.name}, ensure_ascii=False, separators=(",", ":"))


def _kinds(now: Mapping[str, set[str]], was: Mapping[str, set[str]], base: Reading) -> Iterator[Judgement]:
    for source in base.sources:
        new = sorted(now.get(source.id, set()) - was.get(source.id, set()))
        if new and was.get(source.id):
            what = {"kind": "correction", "report": base.report.id, "id": "", "change": "source", "is": new[0]}
            both = (anchor_source(base, source.id), json.dumps(what, ensure_ascii=False, separators=(",", ":")))
            yield Judgement(subject="span", kind="source", anchors=both, verdict="yes")


def signed(judgement: Judgement, by: str, at: str) -> Judgement:
    """The judgement with who gave it, and when."""
    return replace(judgement, by=by, at=at)
