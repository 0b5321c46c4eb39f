"""Every format but HTML: what is written, read again, gives what was there; and hostile text does no harm."""

from __future__ import annotations

import csv
import json
import re
import time
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any, TextIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ReadingError
from sayso.export import annotation, brat, html, jsonl, people
from sayso.export import csv as table
from sayso.export.plain import encodable, for_terminal
from sayso.records import Reading, Report, Span, Statement
from test_export_data import hostile, readings, sample

Writer = Callable[..., None]
WRITERS: dict[str, Writer] = {
    "people": people.write,
    "jsonl": jsonl.write,
    "html": html.write,
    "csv": table.write,
    "annotation": annotation.write,
    "brat": brat.write,
}


def written(writer: Writer, *readings: Reading, **options: Any) -> str:
    out = StringIO(newline="")
    writer(readings, out, **options)
    return out.getvalue()


@pytest.mark.parametrize("name", WRITERS)
def test_writers_stream(name: str) -> None:
    """The first reading is out before the second is asked for."""
    out = StringIO()

    def source() -> Iterator[Reading]:
        yield sample()
        assert "Ilka Dorran" in out.getvalue()
        yield sample()

    WRITERS[name](source(), out)
    assert out.getvalue().count("Ilka Dorran") >= 2


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("reading", [hostile(), Reading(report=Report(text=""))])
def test_writers_write_utf8_whatever_the_text(name: str, reading: Reading) -> None:
    written(WRITERS[name], reading).encode("utf-8")


@pytest.mark.parametrize("name", WRITERS)
def test_writers_take_no_readings(name: str) -> None:
    text = written(WRITERS[name])
    assert text == "" or name in ("html", "csv", "annotation")


@pytest.mark.parametrize("name", WRITERS)
def test_time_grows_with_the_text_and_no_faster(name: str) -> None:
    """Eight times the statements take less than twenty times as long (64 times would be quadratic)."""

    def seconds(count: int) -> float:
        line = "“" * 10 + "said he " + "x" * 30 + "\n"
        report = Report(text=line * count)
        key = report.id  # hashes the text: once
        statements = tuple(
            Statement(
                report=key,
                content_spans=((n * len(line), n * len(line) + 40),),
                extents=((n * len(line), n * len(line) + 40),),
                form="own" if n % 2 else "indirect",
            )
            for n in range(count)
        )
        reading = Reading(report=report, statements=statements)
        start = time.process_time()  # not the clock's: the machine may have other work
        written(WRITERS[name], reading)
        return time.process_time() - start

    seconds(50)
    assert min(seconds(8000) for _ in range(3)) < 20 * min(seconds(1000) for _ in range(3)) + 0.1


@pytest.mark.parametrize("reading", [sample(), hostile()])
def test_jsonl_gives_the_reading_back(reading: Reading) -> None:
    text = written(jsonl.write, reading, reading)
    lines = text.splitlines()
    assert len(lines) == 2
    assert all(Reading.from_dict(json.loads(line)) == reading for line in lines)


@given(readings())
def test_jsonl_gives_any_reading_back(reading: Reading) -> None:
    assert Reading.from_dict(json.loads(written(jsonl.write, reading))) == reading


@given(st.text(st.characters() | st.sampled_from("'=+-@\t\r \n"), max_size=8))
def test_defused_cells_are_no_formulas_and_can_be_restored(cell: str) -> None:
    defused = table.defuse(cell)
    assert defused.lstrip()[:1] not in tuple("=+-@") or not cell
    assert defused[:1] not in ("\t", "\r", "\n")
    assert table.restore(defused) == cell
    assert defused == cell or defused == "'" + cell


@given(readings())
def test_csv_has_a_row_a_statement(reading: Reading) -> None:
    rows = list(csv.DictReader(StringIO(written(table.write, reading), newline="")))
    assert [r["statement"] for r in rows] == [s.id for s in reading.statements]
    for row, statement in zip(rows, reading.statements, strict=True):
        assert json.loads(row["content_spans"]) == [list(s) for s in statement.content_spans]
        pieces = [encodable(reading.report.text[s:e]) for s, e in statement.content_spans]
        assert table.restore(row["content"]) == " … ".join(pieces)
        assert row["form"] == statement.form


def test_csv_of_hostile_text_runs_nothing() -> None:
    rows = list(csv.reader(StringIO(written(table.write, hostile()), newline="")))
    assert len({len(r) for r in rows}) == 1
    assert not [c for r in rows for c in r if c.lstrip()[:1] in tuple("=+-@") and c]
    assert '\'=HYPERLINK("http://x")' in {c for r in rows for c in r}


def test_csv_names_the_source() -> None:
    rows = list(csv.DictReader(StringIO(written(table.write, sample()), newline="")))
    assert [r["source"] for r in rows][:3] == ["Ilka Dorran", "Ilka Dorran", "Osk Brenn"]
    assert rows[5]["via"] == "Tessaly Wire"
    assert rows[5]["negated"] == "true"
    assert (rows[4]["source"], rows[4]["kind"]) == ("", "")
    assert rows[6]["form"] == "own"


def _annotated(reading: Reading) -> tuple[str, dict[tuple[str, str], list[Span]]]:
    """The text in an annotation page, and the spans by (statement id, tag); checks every selector against the text."""
    page = json.loads(written(annotation.write, reading))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    whole, *items = page["items"]
    text = whole["body"]["value"]
    assert len({i["id"] for i in page["items"]}) == len(page["items"])
    spans: dict[tuple[str, str], list[Span]] = {}
    for item in items:
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert item["target"]["source"] == whole["body"]["id"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])
        tag, link = item["body"][0]["value"], item["body"][1]
        assert link["purpose"] == "linking"
        spans.setdefault((link["source"].rsplit(":", 1)[1], tag), []).append((start, end))
    return text, spans


@given(readings())
def test_annotations_give_every_span_back(reading: Reading) -> None:
    text, spans = _annotated(reading)
    assert text == reading.report.text
    expected: dict[tuple[str, str], list[Span]] = {}
    for s in reading.statements:
        tags = ("source", "cue", "own voice" if s.form == "own" else "content", "addressee")
        for tag, found in zip(tags, (s.source_spans, s.cue_spans, s.content_spans, s.addressee_spans), strict=True):
            if found:
                expected[s.id, tag] = list(found)
    assert spans == expected


def test_annotations_carry_the_facts() -> None:
    items = json.loads(written(annotation.write, sample()))["items"]
    assert items[0]["target"] == "https://lantern.example/harbour"
    nested = next(i for i in items if i["id"].endswith(":content:0") and "sayso:within" in i["body"][1])
    assert nested["body"][1]["sayso:source"] == "Osk Brenn"
    assert nested["target"]["scope"] == "https://lantern.example/harbour"
    relayed = next(i["body"][1] for i in items[1:] if i["body"][1].get("sayso:via"))
    assert (relayed["sayso:via"], relayed["sayso:negated"]) == (["Tessaly Wire"], True)


_T = re.compile(r"(T\d+)\t(\w+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")


def _parsed(
    ann: str, text: str
) -> tuple[dict[str, tuple[str, list[Span]]], list[tuple[str, str, str]], list[list[str]]]:
    """The T lines (checked against the text), the relations, and the fields of all other lines of an .ann file."""
    marks: dict[str, tuple[str, list[Span]]] = {}
    relations: list[tuple[str, str, str]] = []
    others: list[list[str]] = []
    for line in ann.split("\n")[:-1]:
        if line.startswith("T"):
            found = _T.fullmatch(line)
            assert found, line
            spans = [(int(a), int(b)) for a, b in (p.split() for p in found[3].split(";"))]
            words = " ".join(text[s:e] for s, e in spans)
            assert len(words) == len(found[4])
            assert all(a == b or not a.isprintable() or a == "\t" for a, b in zip(words, found[4], strict=True))
            marks[found[1]] = (found[2], spans)
        elif line.startswith("R"):
            _, rest = line.split("\t")
            label, left, right = rest.split(" ")
            relations.append((label, left.removeprefix("Arg1:"), right.removeprefix("Arg2:")))
        else:
            others.append(line.split("\t"))
    return marks, relations, others


def _letters(text: str, spans: tuple[Span, ...] | list[Span]) -> set[int]:
    """The offsets of the spans but for line breaks and lines of only white space: brat takes no such piece."""
    found: set[int] = set()
    for start, end in spans:
        at = start
        for line in text[start:end].split("\n"):
            found |= set(range(at, at + len(line))) if line.strip() else set()
            at += len(line) + 1
    return found


@given(readings())
def test_brat_gives_every_span_back(reading: Reading) -> None:
    (name, text), (other, ann) = brat.split(written(brat.write, reading))
    assert (name, other) == (f"{reading.report.id}.txt", f"{reading.report.id}.ann")
    assert text == encodable(reading.report.text)
    marks, relations, others = _parsed(ann, text)
    notes = {f[1].split()[1]: f[2] for f in others if f[0].startswith("#")}
    anchors = {
        notes[t].split(";")[0].removeprefix("statement = "): t for t in notes if notes[t].startswith("statement")
    }
    assert all(left in marks and right in marks for _, left, right in relations)
    for statement in reading.statements:
        wanted = _letters(text, statement.content_spans)
        if not wanted:
            continue
        label, spans = marks[anchors[statement.id]]
        assert label == ("Own" if statement.form == "own" else "Content")
        assert {n for s, e in spans for n in range(s, e)} == wanted
        cues = [marks[r][1] for kind, left, r in relations if kind == "CuedBy" and left == anchors[statement.id]]
        cued = {n for spans in cues for s, e in spans for n in range(s, e)}
        assert cued == _letters(text, statement.cue_spans)


def test_brat_says_what_brat_needs() -> None:
    reading = sample()
    files = dict(brat.split(written(brat.write, reading, reading)))
    marks, relations, others = _parsed(files[f"{reading.report.id}.ann"], reading.report.text)
    labels = {label for label, _ in marks.values()} | {r[0] for r in relations}
    entities, rest = brat.CONFIG.split("[relations]")
    allowed = set(entities.split()[1:]) | {line.split(" ")[0] for line in rest.splitlines()}
    assert labels <= allowed
    assert {f[1].split()[0] for f in others if f[0].startswith("A")} <= allowed
    assert {"Within", "Continues", "Repeats", "Via", "SaidTo"} <= labels
    assert ["*", "Equiv T1 T2"] in others


def test_brat_streams_are_taken_apart_whatever_is_in_them() -> None:
    reading = hostile()
    assert list(brat.split(written(brat.write, reading, sample()))) == [*brat.files(reading), *brat.files(sample())]


@pytest.mark.parametrize("stream", ["x", "==> a.txt 5 <==\nabc\n", "==> a.txt 3 <==\nabc", "==> a.txt 3 <==\nabcd\n"])
def test_broken_brat_streams_are_refused(stream: str) -> None:
    with pytest.raises(ReadingError, match="brat stream broken"):
        list(brat.split(stream))


def test_brat_fills_a_folder(tmp_path: Any) -> None:
    brat.write_folder([sample(), hostile()], tmp_path / "new")
    names = {p.name for p in (tmp_path / "new").iterdir()}
    assert names == {"annotation.conf", *(n for r in (sample(), hostile()) for n, _ in brat.files(r))}
    name, text = next(brat.files(hostile()))
    assert (tmp_path / "new" / name).read_bytes().decode() == text


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def _people(reading: Reading, out: TextIO | None = None, **options: Any) -> str:
    out = out or StringIO()
    people.write([reading], out, **options)
    return out.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_people_see_sources_and_under_them_what_they_said() -> None:
    lines = [line.strip() for line in _people(sample(), width=200).splitlines()]
    order = [
        "Ilka Dorran · Transport Minister · named person",
        "2 said [assert, mixed, on 2031-05-03, repeats 1]",
        "3 Osk Brenn, deputy (named person) had told [assert, indirect, to her]",
        "repairs were too dear",
        "4 (goes on) [assert, indirect, goes on from 2]",
        "A dockers’ union · unnamed group",
        "6 told [deny, negated, mixed, via Tessaly Wire]",
        "Nobody is named for this",
        "5 Reportedly [assert, indirect]",
        "lantern.example says in its own voice",
        "- The harbour opened in 1911.",
    ]
    assert [line for line in lines if line in order] == order


def test_colour_is_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    plain, coloured = _people(sample()), _people(sample(), Terminal())
    assert "\x1b" not in plain
    assert "\x1b[1;36mIlka" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == plain.split()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in _people(sample(), Terminal())


@given(readings(), st.integers(20, 120))
def test_people_see_every_word_and_no_line_too_long(reading: Reading, width: int) -> None:
    from rich.cells import cell_len

    text = _people(reading, width=width)
    assert max(map(cell_len, text.split("\n"))) <= width + 1
    everything = "".join(text.split())
    for statement in reading.statements:
        for start, end in statement.content_spans:
            said = for_terminal(reading.report.text[start:end])
            assert all(word[:4] in everything for word in said.split())


def test_people_see_no_escape_of_a_hostile_text() -> None:
    text = _people(hostile())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "␛[31mred" in text


def test_nothing_is_read_in_a_language_not_known() -> None:
    text = _people(Reading(report=Report(text="Hola", language="es"), supported=False))
    assert "Not read: the language (es) is not supported." in text


def test_statements_in_a_ring_are_shown_all_the_same() -> None:
    report = Report(text="one two")
    first = Statement(report=report.id, content_spans=((0, 3),), extents=((0, 7),), form="indirect")
    second = Statement(report=report.id, content_spans=((4, 7),), extents=((0, 7),), form="indirect", within=first.id)
    ring = Statement(report=report.id, content_spans=((0, 3),), extents=((0, 7),), form="indirect", within=second.id)
    text = _people(Reading(report=report, statements=(ring, second)))
    assert "one" in text
    assert "two" in text
