"""`sayso export`: what a user types, what stands in the file afterwards, and what goes wrong, in one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pyarrow as pa
import pytest
from pyarrow import parquet

import sayso
from exported import FILE, TABLES, archive, as_lines, listed, valid
from sayso.cli import run
from sayso.cli.tables import Table
from sayso.export.tables import columns
from sayso.export.tables.place import as_text, written
from sayso.export.tables.records import TableName
from sayso.linking.tables import Document


@pytest.fixture(autouse=True)
def made() -> None:
    archive()


def export(*args: str) -> int:
    return run(["--archive", str(FILE), "export", *args])


def one_line(capsys: pytest.CaptureFixture[str], *words: str) -> None:
    """What stands on stderr: one line with these words in it."""
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and told.startswith("sayso: "), told
    for word in words:
        assert word in told


def test_the_command_knows_every_table_and_document() -> None:
    assert [t.value for t in Table] == [*get_args(TableName), *get_args(Document)]


@pytest.mark.parametrize("table", TABLES)
def test_standard_output_is_json_lines(table: TableName, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(table) == 0
    assert capsys.readouterr().out == as_lines(archive().rows(table))


def test_the_name_of_the_file_says_how(tmp_path: Path) -> None:
    for name, head in (("a.parquet", b"PAR1"), ("a.CSV", b"id,name,"), ("a.jsonl", b'{"id"'), ("a.txt", b'{"id"')):
        assert export("entities", "-o", str(tmp_path / name)) == 0
        assert (tmp_path / name).read_bytes().startswith(head)
    assert export("entities", "-f", "csv", "-o", str(tmp_path / "b.txt")) == 0
    assert (tmp_path / "b.txt").read_bytes() == (tmp_path / "a.CSV").read_bytes()
    assert parquet.read_table(tmp_path / "a.parquet").to_pylist() == listed("entities")


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("claims.parquet", "statements.parquet", "statements.csv", "links.jsonl", "jsonld.json"):
        files = [tmp_path / f"{n}-{name}" for n in "ab"]
        for file in files:
            assert export(name.split(".")[0], "-o", str(file)) == 0
        assert files[0].read_bytes() == files[1].read_bytes()


def test_parquet_goes_through_a_pipe() -> None:
    command = [sys.executable, "-c", "from sayso.cli import main; main()", "-a", str(FILE), "export", "links"]
    done = subprocess.run([*command, "-f", "parquet"], capture_output=True, check=True)
    assert parquet.read_table(pa.BufferReader(done.stdout)).to_pylist() == listed("links")
    assert done.stderr == b""


def test_documents_are_written(tmp_path: Path) -> None:
    assert export("jsonld", "-o", str(tmp_path / "a")) == 0 and export("annotation", "-o", str(tmp_path / "b")) == 0
    for node in json.loads((tmp_path / "a").read_text("utf-8"))["@graph"]:
        valid("jsonld").validate(node)
    assert json.loads((tmp_path / "b").read_text("utf-8"))["type"] == "AnnotationCollection"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["jsonld", "-f", "csv"], ["--format", "JSON-LD"]),
        (["claims", "-o", str(FILE)], ["--output", "is the archive itself"]),
        (["claims", "-o", f"{FILE}-wal"], ["--output", "is the archive itself"]),
        (["nothing"], ["TABLE", "'reports'"]),
        (["claims", "-f", "xlsx"], ["--format"]),
        ([], ["TABLE"]),
    ],
)
def test_wrong_usage_is_told(args: list[str], words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = FILE.read_bytes()
    assert export(*args) == 2
    one_line(capsys, *words)
    assert FILE.read_bytes() == before


def test_without_pyarrow_only_parquet_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    out = tmp_path / "a.parquet"
    out.write_text("from before")
    assert export("claims", "-o", str(out)) == 1
    one_line(capsys, "pip install 'sayso[tables]'")
    assert out.read_text() == "from before"
    with pytest.raises(sayso.errors.SaysoError, match=r"sayso\[tables\]"):
        archive().arrow("claims")
    for form in ("csv", "jsonl"):
        assert export("claims", "-o", str(tmp_path / f"a.{form}")) == 0


def test_no_archive_is_told_and_none_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone = tmp_path / "none.db"
    assert run(["-a", str(gone), "export", "claims"]) == 1
    one_line(capsys, str(gone), "no such archive")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export("claims", "-o", str(tmp_path / "no" / "a.csv")) == 1
    one_line(capsys, "a.csv: cannot be written", "--output")


def test_a_folder_in_place_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export("claims", "-o", str(tmp_path)) == 1
    one_line(capsys, "cannot be written")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_full_disk_is_told(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert export("statements", "-f", form, "-o", "/dev/full") == 1
    one_line(capsys, "/dev/full: cannot be written: No space left on device")


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_break_leaves_what_was_there(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = type(archive()).rows

    def broken(self: sayso.Archive, table: Any) -> Iterator[Any]:
        rows = whole(self, table)
        yield next(rows)
        raise KeyboardInterrupt

    monkeypatch.setattr(type(archive()), "rows", broken)
    out = tmp_path / "a.out"
    out.write_text("from before")
    assert export("claims", "-f", form, "-o", str(out)) == 130
    one_line(capsys, "interrupted", "as it was before")
    assert out.read_text() == "from before" and list(tmp_path.iterdir()) == [out]


def test_a_file_is_put_in_its_place_whole(tmp_path: Path) -> None:
    out = tmp_path / "a.txt"
    out.write_text("old")
    out.chmod(0o640)
    with written(out) as file, as_text(file) as text:
        text.write("newé\r\n")
        text.flush()
        assert out.read_text() == "old"
    assert out.read_bytes() == "newé\r\n".encode()
    assert out.stat().st_mode & 0o777 == 0o640
    with pytest.raises(ZeroDivisionError), written(out) as file:
        file.write(b"half" * 9999)
        raise ZeroDivisionError
    assert out.read_bytes() == "newé\r\n".encode() and list(tmp_path.iterdir()) == [out]


def test_a_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    with written(tmp_path / "new") as file:
        file.write(b"x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there" / "a")
    with written(tmp_path / "link") as file:
        file.write(b"x")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "there" / "a").read_bytes() == b"x"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_written_to(tmp_path: Path) -> None:
    pipe, got = tmp_path / "pipe", BytesIO()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.write(pipe.read_bytes()))
    reader.start()
    assert export("claims", "-f", "parquet", "-o", str(pipe)) == 0
    reader.join(30)
    assert parquet.read_table(pa.BufferReader(got.getvalue())).schema.equals(columns.schema("claims"))
    assert pipe.is_fifo()


def test_import_sayso_gives_the_archive_when_asked_for() -> None:
    code = "import sys, sayso; print('sqlalchemy' in sys.modules, sayso.Archive.__name__, 'sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "Archive", "True"]
