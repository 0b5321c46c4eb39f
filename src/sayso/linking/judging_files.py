"""Files that Sayso wrote and somebody edited: brat stand-off and W3C Web Annotation, read back into marked statements.

Both kinds become the same plain thing, `Marked`, so that the difference to a stored reading is found in one way: the
reading is written again, read back in the same way, and the two are held side by side.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal, get_args

from sayso.errors import ReadingError
from sayso.export import brat
from sayso.export.plain import visible
from sayso.records import Act, Form, Kind, Span

PARTS: Final = {"Content": "content", "Own": "content", "Source": "source", "Cue": "cue", "Addressee": "addressee"}
_LABELS: Final = frozenset((*PARTS, "Furniture"))
_JOINS: Final = {"SaidBy": "source", "CuedBy": "cue", "SaidTo": "addressee"}
_NOTE = re.compile(r"(?:^|; )(statement|source) = ([0-9a-f]{16})(?=;|$)")
_STATEMENT, _SOURCE, _REPORT = "urn:sayso:statement:", "urn:sayso:source:", "urn:sayso:report:"
_TAGS: Final = {
    "source": "source",
    "cue": "cue",
    "content": "content",
    "addressee": "addressee",
    "own voice": "content",
}


@dataclass(slots=True)
class MarkedStatement:
    """One statement as a file has it: spans in code points, `who` the id of its source where the file says so, `kind`
    that source's kind where it is marked, `line` where it stands in the file."""

    line: int
    own: bool = False
    content: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    form: str | None = None
    act: str | None = None
    negated: bool = False
    who: str | None = None
    kind: str | None = None


@dataclass(slots=True)
class Marked:
    """What a file says of one report: statements by id (new ones by a name of the file's own), kinds of
    sources by id."""

    report: str
    text: str
    statements: dict[str, MarkedStatement] = field(default_factory=dict)
    kinds: dict[str, set[str]] = field(default_factory=dict)
    where: str = ""
    form: Literal["brat", "annotation"] = "brat"
    rest: Callable[[], Marked] | None = None
    """Reads what is marked, where that is still to be done: whether the text is the right one is asked first."""

    def whole(self) -> Marked:
        """With its statements. Raises ReadingError, with the line, for what is damaged."""
        return self.rest() if self.rest is not None else self


def marked(path: Path) -> Iterator[Marked | ReadingError]:
    """The reports of a file or folder; an error for each that cannot be read, naming file and line. The others go on.

    Known are folders of .ann with .txt and of Web Annotation files (.json, .jsonld), one .ann or .txt (the other beside
    it), a brat stream, and Web Annotation JSON.
    """
    try:
        if path.is_dir():
            found = sorted(f for f in path.iterdir() if f.suffix in (".ann", ".json", ".jsonld"))
            if not found:
                yield ReadingError(f"{path}: there is no .ann, .json or .jsonld file in this folder")
            for file in found:
                if file.suffix == ".ann":
                    yield _pair(file)
                else:
                    yield from marked(file)
            return
        if path.suffix in (".ann", ".txt") and path.with_suffix(".ann").is_file():
            yield _pair(path.with_suffix(".ann"))
            return
        text = _text(path)
    except OSError as error:
        yield ReadingError(f"{path}: cannot be read: {error.strerror or error}")
        return
    except ReadingError as error:
        yield error
        return
    yield from _stream(path, text) if text.startswith("==> ") else _pages(path, text)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReadingError(f"{path}: is no UTF-8 text, byte {error.start}") from error


def _pair(ann: Path) -> Marked | ReadingError:
    """The two files of one report."""
    try:
        beside = ann.with_suffix(".txt")
        if not beside.is_file():
            return ReadingError(f"{ann}: its text, {beside.name}, is not beside it")
        return _later(ann.stem, _text(beside), _text(ann), str(ann))
    except OSError as error:
        return ReadingError(f"{ann}: cannot be read: {error.strerror or error}")
    except ReadingError as error:
        return error


def _stream(path: Path, text: str) -> Iterator[Marked | ReadingError]:
    held: dict[str, str] = {}
    try:
        for name, body in brat.split(text):
            held[name] = body
            stem, _, suffix = name.rpartition(".")
            if suffix == "ann" and f"{stem}.txt" in held:
                yield _later(stem, held[f"{stem}.txt"], body, f"{path}, {name}")
    except ReadingError as error:
        yield ReadingError(f"{path}: {error}")


# brat --------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Ann:
    """The lines of one .ann file, by their first letter."""

    spans: dict[str, tuple[int, str, tuple[Span, ...]]] = field(default_factory=dict)  # T: line, label, spans
    joins: list[tuple[int, str, str, str]] = field(default_factory=list)  # R: line, label, from, to
    facts: list[tuple[int, str, str, str]] = field(default_factory=list)  # A: line, label, of, value
    groups: list[list[str]] = field(default_factory=list)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)


def _later(report: str, text: str, ann: str, where: str) -> Marked:
    return Marked(report, text, where=where, rest=partial(standoff, report, text, ann, where))


def standoff(report: str, text: str, ann: str, where: str) -> Marked:
    """One report in brat's form. Raises ReadingError, with the line, for what is damaged."""
    lines = _Ann()
    for number, line in enumerate(ann.split("\n"), 1):
        if line.strip():
            try:
                _line(lines, line.rstrip("\r"), number, text)
            except (ValueError, IndexError) as error:
                why = str(error) if isinstance(error, _FlawError) else "is damaged"
                raise ReadingError(f"{where}, line {number}: {why} ({line[:60]!r})") from error
    try:
        return _gather(lines, Marked(report, text, where=where))
    except _FlawError as error:
        raise ReadingError(f"{where}, {error}") from error


class _FlawError(ValueError):
    """What is wrong with a line, in words."""


def _line(out: _Ann, line: str, number: int, text: str) -> None:
    fields = line.split("\t")
    name, letter = fields[0], line[0]
    if letter == "T":
        label, _, where = fields[1].partition(" ")
        if label not in _LABELS:
            raise _FlawError(f"the label {label!r} is none of Sayso's")
        found = [(int(a), int(b)) for a, _, b in (piece.partition(" ") for piece in where.split(";"))]
        if any(not 0 <= a < b <= len(text) for a, b in found):
            raise _FlawError("a span that is not in the text")
        words = " ".join(text[a:b] for a, b in found)
        if len(fields) > 2 and fields[2].split() not in (words.split(), visible(words).split()):
            raise _FlawError(f"the marked words do not stand there, but {words[:40]!r}")
        if name in out.spans:
            raise _FlawError(f"{name} stands twice")
        out.spans[name] = (number, label, tuple(sorted(found)))
    elif letter == "R":
        label, one, two = fields[1].split()
        out.joins.append((number, label, one.removeprefix("Arg1:"), two.removeprefix("Arg2:")))
    elif letter in "AM":
        label, of, *value = fields[1].split()
        out.facts.append((number, label, of, value[0] if value else ""))
    elif letter == "#":
        _, of = fields[1].split()
        out.notes.setdefault(of, {}).update(_NOTE.findall(fields[2]) if len(fields) > 2 else ())
    elif letter == "*":
        out.groups.append(fields[1].split()[1:])
    else:
        raise _FlawError("is no line of a .ann file")


def _gather(ann: _Ann, out: Marked) -> Marked:
    names: dict[str, str] = {}
    for t, (line, label, spans) in ann.spans.items():
        if label in ("Content", "Own"):
            key = ann.notes.get(t, {}).get("statement", t)
            key = t if key in out.statements else key  # a copied note
            names[t] = key
            out.statements[key] = MarkedStatement(line, own=label == "Own", content=spans)
    who, kinds = _identities(ann, out)
    for line, label, one, two in ann.joins:
        if one not in ann.spans or two not in ann.spans:
            raise _FlawError(f"line {line}: joins {one} and {two}, and one of them is not there")
        part = _JOINS.get(label)
        if part is None or one not in names:
            continue  # Via, Within, Continues, Repeats: not for hands
        statement = out.statements[names[one]]
        if PARTS.get(ann.spans[two][1]) != part:
            raise _FlawError(f"line {line}: {label} leads to what is marked as {ann.spans[two][1]}")
        setattr(statement, part, tuple(sorted((*getattr(statement, part), *ann.spans[two][2]))))
        if part == "source":
            statement.who, statement.kind = who.get(two), kinds.get(two)
    _attributes(ann, out, names)
    return out


def _identities(ann: _Ann, out: Marked) -> tuple[dict[str, str], dict[str, str]]:
    """Of the T lines of sources: the id of the source, and its kind."""
    kinds = {of: value.replace("_", " ") for _, label, of, value in ann.facts if label == "Kind"}
    for line, label, _, value in ann.facts:
        if label == "Kind" and value.replace("_", " ") not in get_args(Kind):
            raise _FlawError(f"line {line}: the kind {value!r} is none of {', '.join(get_args(Kind))}")
    who = {t: facts["source"] for t, facts in ann.notes.items() if "source" in facts and t in ann.spans}
    who = {t: s for t, s in who.items() if ann.spans[t][1] == "Source"}
    for t, source in who.items():
        if t in kinds:
            out.kinds.setdefault(source, set()).add(kinds[t])
    for group in ann.groups:
        of = next((who[t] for t in group if t in who), None)
        kind = next((kinds[t] for t in group if t in kinds), None)
        for t in group:
            if of is not None:
                who.setdefault(t, of)
            if kind is not None:
                kinds.setdefault(t, kind)
    return who, kinds


def _attributes(ann: _Ann, out: Marked, names: Mapping[str, str]) -> None:
    allowed = {"Form": get_args(Form), "Act": get_args(Act)}
    for line, label, of, value in ann.facts:
        if of not in names:
            continue
        if label in allowed and value not in allowed[label]:
            raise _FlawError(f"line {line}: {label} {value!r} is none of {', '.join(allowed[label])}")
        if label == "Negated":
            out.statements[names[of]].negated = True
        elif label in allowed:
            setattr(out.statements[names[of]], label.lower(), value)


# Web Annotation ----------------------------------------------------------------------------------------------------


def _pages(path: Path, text: str) -> Iterator[Marked | ReadingError]:
    try:
        page = json.loads(text)
    except json.JSONDecodeError as error:
        yield ReadingError(f"{path}, line {error.lineno}: is no JSON: {error.msg}")
        return
    items = page.get("items") if isinstance(page, dict) else None
    if not isinstance(items, list):
        yield ReadingError(f"{path}, line 1: is neither brat nor a page of Web Annotations")
        return
    yield from web_annotations(items, text, str(path))


def web_annotations(items: list[Any], text: str, where: str) -> Iterator[Marked | ReadingError]:
    """The reports of Web Annotation items, and an error for each item that belongs to none; `text` is the file, to tell
    lines by."""
    reports: dict[str, Marked] = {}
    spans: dict[str, list[Any]] = {}
    for item in items:
        try:
            body = item["body"]
            if isinstance(body, dict) and str(body.get("id", "")).startswith(_REPORT):
                key = body["id"].removeprefix(_REPORT)
                reports[key] = Marked(key, body["value"] + "", where=where, form="annotation")
            else:
                spans.setdefault(str(item["target"]["source"]).removeprefix(_REPORT), []).append(item)
        except (KeyError, TypeError, AttributeError):
            yield ReadingError(f"{where}, line {_line_of(item, text)}: is an annotation that is damaged")
    for name, found in spans.items():
        if name not in reports:
            line = _line_of(found[0], text)
            yield ReadingError(f"{where}, line {line}: is about {name[:60]!r}, a text that is not in the file")
    for key, report in reports.items():
        report.rest = partial(_filled, report, spans.get(key, []), text)
        yield report


def _filled(empty: Marked, items: Sequence[Any], text: str) -> Marked:
    out = Marked(empty.report, empty.text, where=empty.where, form="annotation")
    for item in items:
        line = _line_of(item, text)
        try:
            _span(out, item, line)
        except (KeyError, TypeError, ValueError, AttributeError, StopIteration) as error:
            why = str(error) if isinstance(error, _FlawError) else "is an annotation that is damaged"
            raise ReadingError(f"{out.where}, line {line}: {why}") from error
    out.statements = {k: s for k, s in out.statements.items() if s.content}
    return out


def _line_of(item: Any, text: str) -> int:
    key = item.get("id") if isinstance(item, dict) else None
    at = text.find(json.dumps(key, ensure_ascii=False)) if isinstance(key, str) else -1
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def _span(out: Marked, item: Mapping[str, Any], line: int) -> None:
    """One annotation of one span."""
    bodies = item["body"] if isinstance(item["body"], list) else [item["body"]]
    tag = next((b["value"] for b in bodies if b.get("purpose") == "tagging"), None)
    link = next((b for b in bodies if str(b.get("source", "")).startswith(_STATEMENT)), None)
    if tag not in _TAGS or link is None:
        raise _FlawError(f"needs one of the tags {', '.join(_TAGS)}, and a link to its statement ({_STATEMENT}ID)")
    selectors = item["target"]["selector"]
    selectors = selectors if isinstance(selectors, list) else [selectors]
    place = next(s for s in selectors if s.get("type") == "TextPositionSelector")
    start, end = place["start"], place["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(out.text)):
        raise _FlawError("a span that is not in the text")
    quote = next((s for s in selectors if s.get("type") == "TextQuoteSelector"), None)
    if quote is not None and quote["exact"] != out.text[start:end]:
        raise _FlawError(f"the marked words do not stand there, but {out.text[start:end][:40]!r}")
    statement = out.statements.setdefault(link["source"].removeprefix(_STATEMENT), MarkedStatement(line))
    part = _TAGS[tag]
    setattr(statement, part, tuple(sorted((*getattr(statement, part), (start, end)))))
    if part == "content":
        statement.line, statement.own = line, tag == "own voice"
        statement.negated = bool(link.get("sayso:negated", False))
        for key, allowed in (("form", get_args(Form)), ("act", get_args(Act)), ("kind", get_args(Kind))):
            value = link.get(f"sayso:{key}")
            if value is not None and value not in allowed:
                raise _FlawError(f"{key} {value!r} is none of {', '.join(allowed)}")
            if key != "kind" or value != "outlet":
                setattr(statement, key, value)
    if part == "source":
        who = next((b["source"] for b in bodies if str(b.get("source", "")).startswith(_SOURCE)), None)
        statement.who = who.removeprefix(_SOURCE) if who else None
        if who and link.get("sayso:kind"):
            out.kinds.setdefault(who.removeprefix(_SOURCE), set()).add(link["sayso:kind"])
