"""Readings that somebody broke or made up: none takes the others with it, and none is kept as if it were sound."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso import cli
from sayso.archive import write
from sayso.archive.store import open_store
from sayso.errors import ReadingError
from sayso.records import Reading
from test_archive_store_readings import reading

FAR = 10**30


def _with(**changes: Any) -> Reading:
    """A reading whose first statement is another."""
    made = reading()
    return replace(made, statements=(replace(made.statements[0], **changes), *made.statements[1:]))


UNSOUND = {
    "behind the text": (_with(content_spans=((5, 99_999),)), "content_spans"),
    "before the text": (_with(content_spans=((-5, -2),)), "content_spans"),
    "backwards": (_with(cue_spans=((9, 4),)), "cue_spans"),
    "more than SQLite can count": (_with(extents=((0, FAR),)), "extents"),
    "source": (_with(source_spans=((0, FAR),)), "source_spans"),
    "addressee": (_with(addressee_spans=((0, FAR),)), "addressee_spans"),
    "furniture": (replace(reading(), furniture=((3, FAR),)), "furniture"),
    "no number": (_with(confidence=float("nan")), "confidence"),
    "more than sure": (_with(confidence=7.0), "confidence"),
    "nobody's": (_with(source_id="0" * 16), "source_id"),
    "an address that is no text": (reading(url="https://a.example/\ud800"), "url"),
}


@pytest.mark.parametrize("name", UNSOUND)
def test_an_unsound_reading_is_refused_and_says_where(name: str, tmp_path: Path) -> None:
    broken, where = UNSOUND[name]
    with open_store(tmp_path / "a.db") as store, store.write() as conn:
        with pytest.raises(ReadingError, match=where):
            write.add_reading(conn, broken)
        assert conn.exec_driver_sql("SELECT count(*) FROM reports").scalar() == 0
        assert write.add_reading(conn, reading()).fresh


@pytest.mark.parametrize("name", ["behind the text", "no number"])
def test_the_readings_around_an_unsound_one_are_added(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, archive = tmp_path / "read.jsonl", str(tmp_path / "a.db")
    made = [reading(1), UNSOUND[name][0], reading(2)]
    file.write_text("".join(json.dumps(r.to_dict()) + "\n" for r in made), encoding="utf-8")
    assert cli.run(["--archive", archive, "add", str(file)]) == cli.FAILED
    out, err = capsys.readouterr()
    assert out.startswith("2 reports added")
    assert UNSOUND[name][1] in err
    assert "fault in Sayso" not in err


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ('{"sayso": 1, "model": "m', "record 1"),
        ('{"sayso":' * 100_000, "nested too deep"),
        ('{"sayso": 2}', "format 2"),
    ],
)
def test_a_first_line_that_is_broken_does_not_hide_the_rest(
    bad: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "read.jsonl"
    file.write_text(f"{bad}\n{json.dumps(reading(1).to_dict())}\n", encoding="utf-8")
    assert cli.run(["--archive", str(tmp_path / "a.db"), "add", str(file)]) == cli.FAILED
    out, err = capsys.readouterr()
    assert out.startswith("1 report added")
    assert told in err
    assert len(err.splitlines()) == 1


def _archive(folder: Path) -> str:
    path = folder / "a.db"
    with open_store(path) as store, store.write() as conn:
        write.add_reading(conn, reading())
    return str(path)


@pytest.mark.parametrize("what", ["x" * 100_000, "\udcff"])
@pytest.mark.parametrize("verb", ["ask", "source", "outlet", "story", "versions"])
def test_what_nobody_is_called_is_not_found_and_no_fault(
    verb: str, what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.run(["--archive", _archive(tmp_path), verb, what])
    out, err = capsys.readouterr()
    assert code in (0, cli.FAILED)
    assert out or err
    assert "fault in Sayso" not in err


def test_an_archive_named_as_an_address_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _archive(tmp_path)
    before = Path(path).read_bytes()
    assert cli.run(["--archive", f"sqlite:///{path}", "export", "reports", "-o", path]) == cli.USAGE
    assert "is the archive itself" in capsys.readouterr().err
    assert Path(path).read_bytes() == before
