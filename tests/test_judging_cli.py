"""`sayso judge`: answers from a pipe, one a line; the queue as JSON lines; undo; corrections from files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from judgingfolk import FIRE, OTHER, SAME, reading
from sayso.across import Link
from sayso.archive import derived, judged
from sayso.cli import run
from sayso.export import brat
from sayso.front import Archive

A, B, C = (reading("ander.example", 6, FIRE), reading("brask.example", 7, OTHER), reading("corvik.example", 8, SAME))


@pytest.fixture
def path(tmp_path: Path) -> str:
    """An archive with two pairs in its queue, (B, A) before (C, B)."""
    file = tmp_path / "a.db"
    with Archive(file) as archive:
        archive.add([A, B, C])
        with archive._store.write() as conn:
            ids = [r.statements[0].id for r in (A, B, C)]
            number = judged.numbers(conn, "statements", ids)
            for left, right, score in ((ids[1], ids[0], 0.75), (ids[2], ids[1], 0.5)):
                link = Link(
                    left=left, right=right, kind="same-claim", score=score, confirmed=False, reasons=("a \x1b guess",)
                )
                derived.insert_links(conn, [(number[left], number[right], link)])
    return str(file)


def verdicts(path: str) -> list[tuple[str, str, str]]:
    with Archive(path, read_only=True) as archive:
        return [(j.kind, j.verdict, j.by) for j in archive.judgements()]


def talk(path: str, answers: str, monkeypatch: pytest.MonkeyPatch, *more: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    return run(["--archive", path, "judge", *more])


def test_answers_are_kept(path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert talk(path, "w\ny\nno\n", monkeypatch, "--by", "Ida") == 0
    out = capsys.readouterr().out
    assert "[1/2] Do both say the same? (same-claim, 0.75)" in out
    assert "ander.example, 2024-05-06T10:00+02:00 · Inger Dahl" in out
    assert f"that {FIRE}" in out
    assert "because: a ␛ guess" in out  # nothing of a report reaches the terminal as a command
    assert "2 kept, 0 left." in out
    assert verdicts(path) == [("same-claim", "yes", "Ida"), ("same-claim", "no", "Ida")]


def test_back_takes_the_last_one_back(
    path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert talk(path, "b\ns\nb\nn\nb\nu\nwhat\n", monkeypatch) == 0
    out = capsys.readouterr().out
    assert "This is the first one" in out
    assert "taken back" in out
    assert "1 kept, 1 left." in out
    assert verdicts(path) == [("same-claim", "no", ""), ("undo same-claim", "unsure", ""), ("same-claim", "unsure", "")]


def test_quit_and_limit(path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert talk(path, "q\ny\n", monkeypatch) == 0
    assert talk(path, "s\n", monkeypatch, "--limit", "1") == 0
    assert "1 to judge" in capsys.readouterr().out
    assert talk(path, "y\n", monkeypatch, "--kind", "disputes") == 0
    assert "Nothing waits" in capsys.readouterr().out
    assert verdicts(path) == []


def test_the_queue_as_json_lines(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--archive", path, "judge", "--list"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [f["score"] for f in found] == [0.75, 0.5]
    assert found[0]["left"]["id"] == B.statements[0].id
    assert found[0]["right"]["sentence"].startswith("Inger Dahl said that")
    assert run(["--archive", path, "judge", "--list", "--about", "lamp sunday", "--limit", "1"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_undo(path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--archive", path, "judge", "--undo"]) == 1
    assert "no judgement to take back" in capsys.readouterr().err
    talk(path, "y\nq\n", monkeypatch, "--by", "Ida")
    assert run(["--archive", path, "judge", "--undo", "--by", "Olaf"]) == 1
    assert run(["--archive", path, "judge", "--undo"]) == 0
    assert "taken back: 'yes' on same-claim by Ida" in capsys.readouterr().out


def test_import(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "brat"
    brat.write_folder([A], folder)
    assert run(["--archive", path, "judge", "--import", str(folder)]) == 0
    assert "reports with nothing new: 1" in capsys.readouterr().out
    (folder / f"{A.report.id}.ann").write_text("X1\tnonsense\n")
    assert run(["--archive", path, "judge", "--import", str(folder), str(tmp_path / "none.ann")]) == 1
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 2
    assert ".ann, line 1: is no line of a .ann file" in err[0]
    assert "none.ann: cannot be read" in err[1]


@pytest.mark.parametrize("wrong", [["--list", "--undo"], ["--import"], ["a.ann"], ["--kind", "love"], ["--limit", "0"]])
def test_wrong_use(path: str, wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--archive", path, "judge", *wrong]) == 2
    assert "sayso judge --help" in capsys.readouterr().err
