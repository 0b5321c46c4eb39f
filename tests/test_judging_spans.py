"""Corrections made in files that Sayso wrote: taken in, applied at once and to newer readings, taken back."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from judgingfolk import FIRE, OTHER, REST, reading
from sayso.export import annotation, brat
from sayso.front import Archive
from sayso.linking.judging_spans import is_corrected
from sayso.records import Reading

A, B = reading("ander.example", 6, FIRE), reading("brask.example", 7, FIRE)
SHORT = "that the warehouse of the Tarnmoor ropeworks burned down"


@pytest.fixture
def archive(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Archive(tmp_path / "a.db") as found:
        found.add([A, B])
        yield found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    brat.write_folder([A], tmp_path / "brat")
    return tmp_path / "brat"


def ann(folder: Path) -> Path:
    return folder / f"{A.report.id}.ann"


def edit(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def line(folder: Path, label: str) -> str:
    """The first T line with this label."""
    return next(
        x for x in ann(folder).read_text(encoding="utf-8").split("\n") if x.split("\t")[1:2] and f"\t{label} " in x
    )


def texts(archive: Archive, of: Reading = A) -> list[tuple[str, str, str | None]]:
    """(form, content, source's name) of each statement of a report."""
    return [(s.form, s.text, s.name) for s in archive.statements() if s.report == of.report.id]


def shorter(folder: Path) -> None:
    """Somebody shortens the content in brat."""
    start = A.statements[0].content_spans[0][0]
    old = line(folder, "Content")
    words = A.report.text[start : start + len(SHORT)]
    assert words == SHORT
    edit(ann(folder), (old, f"{old.split(chr(9))[0]}\tContent {start} {start + len(SHORT)}\t{words}"))


def test_a_file_that_nobody_edited_changes_nothing(archive: Archive, folder: Path) -> None:
    before = texts(archive)
    found = archive.import_judgements([folder])
    assert (found.changed, found.added, found.deleted, found.same, found.errors) == (0, 0, 0, 1, ())
    assert archive.judgements() == []
    assert texts(archive) == before


def test_a_shorter_content_holds_for_this_and_for_a_newer_reading(archive: Archive, folder: Path) -> None:
    shorter(folder)
    found = archive.import_judgements([ann(folder)], by="Ida")
    assert (found.changed, found.added, found.deleted, found.errors) == (1, 0, 0, ())
    wanted = [("indirect", SHORT, "Inger Dahl"), ("own", REST, "ander.example")]
    assert texts(archive) == wanted
    again = archive.import_judgements([folder])  # the same once more: nothing new
    assert (again.changed, again.same) == (0, 1)
    archive.relink()
    assert texts(archive) == wanted
    (added,) = archive.add([reading("ander.example", 6, FIRE, model="two", cut=3)])
    assert added.reread
    assert texts(archive) == wanted
    assert archive.add([A])[0].reread is False  # known: the corrected one stays
    assert texts(archive) == wanted
    archive.undo(by="Ida")
    assert texts(archive)[0][1] == f"that {FIRE}"[:-3]  # what the newer model read
    assert [j.kind for j in archive.judgements()] == ["changed", "undo changed"]


def test_a_verdict_on_a_link_survives_a_corrected_span(archive: Archive, folder: Path) -> None:
    archive.judge(A.statements[0].id, B.statements[0].id, "no")
    shorter(folder)
    archive.import_judgements([folder])
    for _ in range(2):
        claims = [c for c in archive.claims() if any(m.said.form != "own" for m in c.members)]
        assert [len(c.members) for c in claims] == [1, 1]
        archive.relink()


def test_a_deleted_statement_falls_to_the_outlets_own_voice(archive: Archive, folder: Path) -> None:
    name = line(folder, "Content").split("\t")[0]
    lines = ann(folder).read_text(encoding="utf-8").split("\n")
    kept = [x for x in lines if f"Arg1:{name} " not in x and x.split("\t")[0] != name and f" {name}" not in x]
    ann(folder).write_text("\n".join(kept), encoding="utf-8")
    found = archive.import_judgements([folder])
    assert (found.changed, found.added, found.deleted, found.errors) == (0, 0, 1, ())
    sentence = A.report.text[: A.report.text.index(REST) - 1]
    assert texts(archive) == [("own", sentence, "ander.example"), ("own", REST, "ander.example")]
    claims = [c for c in archive.claims() for m in c.members if m.said.report == A.report.id and m.said.form != "own"]
    assert claims == []
    archive.undo()
    assert texts(archive)[0][0] == "indirect"


def test_an_added_statement_with_a_new_source_takes_the_place_of_own_voice(archive: Archive, folder: Path) -> None:
    text = A.report.text
    at = text.index("Rain")
    with ann(folder).open("a", encoding="utf-8") as file:
        file.write(f"T90\tContent {at + 5} {len(text)}\t{text[at + 5 :]}\n")
        file.write(
            f"T91\tSource {at} {at + 4}\tRain\nR90\tSaidBy Arg1:T90 Arg2:T91\nA90\tKind T91 named_organization\n"
        )
        file.write("A91\tAct T90 predict\n")
    found = archive.import_judgements([folder])
    # The own-voice statement is still marked in the file, but a sentence is attributed or not.
    assert (found.added, found.deleted, found.errors) == (1, 0, ())
    assert texts(archive) == [("indirect", f"that {FIRE}", "Inger Dahl"), ("indirect", text[at + 5 :], "Rain")]
    wanted = texts(archive)
    archive.add([reading("ander.example", 6, FIRE, model="two")])
    assert texts(archive) == wanted
    added = next(s for s in archive.statements() if s.name == "Rain")
    assert (added.act, added.kind) == ("predict", "named organization")


def test_another_kind_of_source(archive: Archive, folder: Path) -> None:
    edit(ann(folder), ("named_person", "named_organization"))
    assert archive.import_judgements([folder]).sources == 1
    assert {s.kind for s in archive.statements() if s.report == A.report.id} == {"named organization", "outlet"}


def page(readings: list[Reading]) -> dict[str, Any]:
    out = io.StringIO()
    annotation.write(readings, out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_web_annotations_come_back(archive: Archive, tmp_path: Path) -> None:
    whole = page([A, B])
    file = tmp_path / "page.jsonld"
    file.write_text(json.dumps(whole), encoding="utf-8")
    assert archive.import_judgements([file]).same == 2
    for item in whole["items"]:
        if item["id"].startswith(f"urn:sayso:statement:{A.statements[0].id}:content"):
            place, quote = item["target"]["selector"]
            place["end"], quote["exact"] = place["start"] + len(SHORT), SHORT
    whole["items"] = [i for i in whole["items"] if not i["id"].startswith(f"urn:sayso:statement:{B.statements[1].id}")]
    file.write_text(json.dumps(whole), encoding="utf-8")
    found = archive.import_judgements([file], by="Ida")
    assert (found.changed, found.added, found.deleted, found.errors) == (1, 0, 1, ())
    assert texts(archive)[0][1] == SHORT
    assert {j.by for j in archive.judgements()} == {"Ida"}


def test_what_cannot_be_taken_is_told_and_the_others_go_on(archive: Archive, folder: Path, tmp_path: Path) -> None:
    stranger = reading("corvik.example", 9, OTHER)
    brat.write_folder([B, stranger], folder)
    shorter(folder)
    broken = folder / f"{B.report.id}.ann"
    edit(broken, ("R1\tSaidBy", "R1\tSaidBy Arg1:T999"))
    found = archive.import_judgements([folder, tmp_path / "none.jsonld"])
    assert found.changed == 1
    assert len(found.errors) == 3
    where = {e.split(":")[0] for e in found.errors}
    number = (
        broken.read_text(encoding="utf-8")
        .split("\n")
        .index(next(x for x in broken.read_text().split("\n") if "T999" in x))
    )
    assert where == {
        f"{broken}, line {number + 1}", f"{folder / stranger.report.id}.ann, line 1", str(tmp_path / "none.jsonld"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("\tContent ", "\tContend ", "line 4: the label 'Contend' is none of Sayso's"),
        ("Act T4 assert", "Act T4 shout", "Act 'shout' is none of assert"),
        ("\tSource 0 10\t", "\tSource 0 99999\t", "line 1: a span that is not in the text"),
        ("\tSource 0 10\t", "\tSource 1 11\t", "line 1: the marked words do not stand there"),
        ("\tSource 0 10\t", "\tSource zero 10\t", "line 1: is damaged"),
    ],
)
def test_a_damaged_line_is_named(archive: Archive, folder: Path, old: str, new: str, why: str) -> None:
    content = line(folder, "Content").split("\t")[0]
    number = ann(folder).read_text(encoding="utf-8").split("\n").index(line(folder, "Content")) + 1
    edit(ann(folder), (old.replace("T4", content), new.replace("T4", content)))
    found = archive.import_judgements([folder])
    (error,) = found.errors
    assert error.startswith(str(ann(folder)))
    assert why.replace("line 4", f"line {number}") in error
    assert archive.judgements() == []


def test_an_edited_text_is_refused_with_its_first_offset(archive: Archive, folder: Path) -> None:
    edit(folder / f"{A.report.id}.txt", ("Rain fell", "Rain fall"))
    (error,) = archive.import_judgements([folder]).errors
    at = A.report.text.index("Rain fell") + 6
    assert f"offset {at} " in error
    assert archive.judgements() == []


def test_the_models_own_reading_is_kept(archive: Archive, folder: Path) -> None:
    from sayso.archive import fetch, judged

    shorter(folder)
    archive.import_judgements([folder])
    with archive._store.read() as conn:
        number = fetch.find_report(conn, A.report.id)
        assert number is not None
        newest, *_, first = judged.readings_of(conn, number)
    assert is_corrected(newest)
    assert first == A


def test_a_web_annotation_of_another_text_or_damaged_is_told_with_its_line(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "page.jsonld"
    out = io.StringIO()
    annotation.write([A, B], out)
    lines = out.getvalue().split("\n")
    lines[2] = lines[2].replace('"start": ', '"start": 1')
    file.write_text(
        "\n".join(lines).replace("ropeworks burned down because a lamp", "ropeworks burned up because a lamp", 1)
    )
    found = archive.import_judgements([file])
    assert len(found.errors) == 1
    assert f"offset {A.report.text.index('down')} " in found.errors[0]
    assert found.same == 1  # the other report is as it was
    file.write_text("\n".join(lines))
    (error,) = archive.import_judgements([file]).errors
    assert error.startswith(f"{file}, line 3: ")
    file.write_text("\n".join(lines[:4]))
    (error,) = archive.import_judgements([file]).errors
    assert error.startswith(f"{file}, line 4: is no JSON")
    file.write_text("{}")
    (error,) = archive.import_judgements([file]).errors
    assert "neither brat nor" in error
