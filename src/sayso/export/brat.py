"""brat stand-off: for each report ID.txt, the text, and ID.ann, what is marked in it.

    T  Source, Cue, Content, Addressee, Own, Furniture; ";" joins several pieces, and a piece ends at a line break
    R  from a statement's Content (or Own): SaidBy, CuedBy, SaidTo, Via; to another Content: Within, Continues, Repeats
    A  Form, Act, Negated of a Content; Kind of a Source
    *  Equiv: the mentions of one source
    #  notes: the id of the statement, its said_on, the name and role of a source

One stream holds them one after another, each behind a line `==> NAME LENGTH <==`, LENGTH in code points, and before a
line break of its own. So nothing in a text can pass for such a line; `split` takes the stream apart again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO, get_args

from sayso.errors import ReadingError
from sayso.export.plain import encodable, visible
from sayso.records import Act, Form, Kind, Reading, Source, Span, Statement

_HEAD = re.compile(r"==> (\S+) (\d+) <==\n")
_LINKS = (("Within", "within"), ("Continues", "continues"), ("Repeats", "repeats"))
_SAFE_NOTE = re.compile(r"\s+")
_ANY = "Content|Own"


def _word(value: str) -> str:
    """An attribute's value as brat wants it: no white space."""
    return value.replace(" ", "_")


CONFIG = f"""[entities]
Source
Cue
Content
Addressee
Own
Furniture

[relations]
SaidBy Arg1:{_ANY}, Arg2:Source
CuedBy Arg1:{_ANY}, Arg2:Cue
SaidTo Arg1:{_ANY}, Arg2:Addressee
Via Arg1:{_ANY}, Arg2:Source
Within Arg1:{_ANY}, Arg2:{_ANY}
Continues Arg1:{_ANY}, Arg2:{_ANY}
Repeats Arg1:{_ANY}, Arg2:{_ANY}
Equiv Arg1:Source, Arg2:Source, <REL-TYPE>:symmetric-transitive
<OVERLAP> Arg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Form Arg:{_ANY}, Value:{"|".join(get_args(Form))}
Act Arg:{_ANY}, Value:{"|".join(get_args(Act))}
Kind Arg:Source, Value:{"|".join(_word(k) for k in get_args(Kind))}
Negated Arg:{_ANY}
"""
"""annotation.conf for brat: what may stand in the .ann files."""


class _Ann:
    """The .ann file of one reading in the making: it hands out brat's numbers."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.lines = reading, list[str]()
        self.counts = dict.fromkeys("TRA#", 0)
        self.seen: dict[tuple[str, str | None, tuple[Span, ...]], str] = {}

    def _number(self, letter: str) -> str:
        self.counts[letter] += 1
        return f"{letter}{self.counts[letter]}"

    def span(self, label: str, spans: tuple[Span, ...], of: str | None = None) -> str | None:
        """The T id of a marked stretch (`of`: the source it belongs to), or None where it is only white space."""
        key = (label, of, spans)
        if spans and key not in self.seen:
            text = self.reading.report.text
            pieces = [p for s, e in sorted(spans) for p in _by_line(text, s, e)]
            if not pieces:
                return None
            self.seen[key] = name = self._number("T")
            words = visible(" ".join(text[s:e] for s, e in pieces)).replace("\t", " ")
            self.lines.append(f"{name}\t{label} {';'.join(f'{s} {e}' for s, e in pieces)}\t{words}")
        return self.seen.get(key)

    def relation(self, label: str, left: str | None, right: str | None) -> None:
        if left and right and left != right:
            self.lines.append(f"{self._number('R')}\t{label} Arg1:{left} Arg2:{right}")

    def attribute(self, label: str, of: str, value: str | None = None) -> None:
        self.lines.append(f"{self._number('A')}\t{label} {of}" + (f" {_word(value)}" if value else ""))

    def note(self, of: str, **facts: str | None) -> None:
        said = "; ".join(f"{k} = {_SAFE_NOTE.sub(' ', visible(v))}" for k, v in facts.items() if v)
        self.lines.append(f"{self._number('#')}\tAnnotatorNotes {of}\t{said}")


def _by_line(text: str, start: int, end: int) -> Iterator[Span]:
    """A span cut at its line breaks, which brat does not let a piece cross."""
    while start < end:
        cut = text.find("\n", start, end)
        cut = end if cut < 0 else cut
        if text[start:cut].strip():
            yield start, cut
        start = cut + 1


def _statement(ann: _Ann, statement: Statement, sources: dict[str | None, Source]) -> str | None:
    """Mark one statement; gives the T id of its content."""
    of = statement.id  # two statements with the same content stay two
    anchor = ann.span("Own" if statement.form == "own" else "Content", statement.content_spans, of)
    if anchor is None:
        return None
    source = sources.get(statement.source_id)
    ann.attribute("Form", anchor, statement.form)
    if statement.act:
        ann.attribute("Act", anchor, statement.act)
    if statement.negated:
        ann.attribute("Negated", anchor)
    ann.note(anchor, statement=statement.id, source=source.name if source else None, said_on=statement.said_on)
    ann.relation("SaidBy", anchor, ann.span("Source", statement.source_spans, statement.source_id))
    ann.relation("CuedBy", anchor, ann.span("Cue", statement.cue_spans))
    for span in statement.addressee_spans:
        ann.relation("SaidTo", anchor, ann.span("Addressee", (span,)))
    for medium in statement.via:
        if medium in sources and sources[medium].mentions:
            ann.relation("Via", anchor, ann.span("Source", sources[medium].mentions[:1], medium))
    return anchor


def annotate(reading: Reading) -> str:
    """The .ann file of one reading."""
    ann = _Ann(reading)
    sources: dict[str | None, Source] = {s.id: s for s in reading.sources}
    for source in reading.sources:
        mentions = [t for span in source.mentions if (t := ann.span("Source", (span,), source.id))]
        for name in mentions[:1]:
            ann.attribute("Kind", name, source.kind)
            ann.note(name, source=source.id, name=source.name, role=source.role)
        if len(mentions) > 1:
            ann.lines.append(f"*\tEquiv {' '.join(mentions)}")
    anchors = {s.id: _statement(ann, s, sources) for s in reading.statements}
    for statement in reading.statements:
        for label, key in _LINKS:
            ann.relation(label, anchors[statement.id], anchors.get(getattr(statement, key)))
    for span in reading.furniture:
        ann.span("Furniture", (span,))
    return "".join(line + "\n" for line in ann.lines)


def files(reading: Reading) -> Iterator[tuple[str, str]]:
    """(name, text) of the two files of one reading."""
    yield f"{reading.report.id}.txt", encodable(reading.report.text)
    yield f"{reading.report.id}.ann", annotate(reading)


def write(readings: Iterable[Reading], out: TextIO) -> None:
    """Write all files into one stream. Open `out` with newline="" so that every line break stays as it is."""
    for reading in readings:
        for name, text in files(reading):
            out.write(f"==> {name} {len(text)} <==\n{text}\n")


def write_folder(readings: Iterable[Reading], folder: Path) -> None:
    """Write the files into a folder, which is made if need be, with the annotation.conf that brat asks for."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "annotation.conf").write_text(CONFIG, encoding="utf-8")
    for reading in readings:
        for name, text in files(reading):
            with (folder / name).open("w", encoding="utf-8", newline="") as file:
                file.write(text)


def split(stream: str) -> Iterator[tuple[str, str]]:
    """(name, text) of every file in what `write` wrote. Raises ReadingError where it is cut off or is something else.

    >>> list(split("==> a.txt 3 <==\\nx\\ny\\n==> a.ann 0 <==\\n\\n"))
    [('a.txt', 'x\\ny'), ('a.ann', '')]
    """
    at = 0
    while at < len(stream):
        head = _HEAD.match(stream, at)
        end = head.end() + int(head[2]) if head else 0
        if head is None or stream[end : end + 1] != "\n":
            raise ReadingError(f"brat stream broken at character {at}: expected '==> NAME LENGTH <==' and its file")
        yield head[1], stream[head.end() : end]
        at = end + 1
