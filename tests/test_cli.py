"""The command line, with a reader made up for these tests: what it prints, how it fails, what it leaves alone."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from types import ModuleType

import pytest

from sayso import __version__, cli
from sayso.errors import ModelError
from sayso.export import brat
from sayso.export.progress import Bar
from sayso.records import Reading, Report, Statement

RECORD = "date 2021-05-04 https://lantern.example/{n}\n\nBridge {n} closed\n\nThe bridge closed. Record {n}.\n\n"


class FakeReader:
    """Takes the whole text for own voice; breaks on texts that say so; `read_many` reads three reports ahead."""

    broken = False

    def __init__(self, threads: int = 1) -> None:
        if FakeReader.broken:
            raise ModelError("the weights are missing (install sayso again)")

    def read(self, report: Report) -> Reading:
        if "BREAK" in report.text:
            raise ZeroDivisionError("by the report")
        if "INTERRUPT" in report.text:
            raise KeyboardInterrupt
        whole = ((0, len(report.text)),)
        own = Statement(report=report.id, content_spans=whole, extents=whole, form="own")
        return Reading(report=report, statements=(own,), model="fake")

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        batch: list[Report] = []
        for report in reports:
            batch.append(report)
            if len(batch) == 3:
                yield from [self.read(r) for r in batch]
                batch = []
        yield from [self.read(r) for r in batch]


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = ModuleType("sayso.pipeline")
    pipeline.Reader = FakeReader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sayso.pipeline", pipeline)
    monkeypatch.setattr(FakeReader, "broken", False)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "dump.txt"
    path.write_text("".join(RECORD.format(n=n) for n in range(1, 6)), encoding="utf-8")
    return path


Outcome = tuple[int, str, str]


def go(capsys: pytest.CaptureFixture[str], *args: object) -> Outcome:
    code = cli.run([str(a) for a in args])
    return code, *capsys.readouterr()


def urls(jsonl: str) -> list[str]:
    return [json.loads(line)["report"]["url"].rsplit("/", 1)[1] for line in jsonl.splitlines()]


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert go(capsys, "--version") == (0, f"sayso {__version__}\n", "")
    code, out, _ = go(capsys, "--help")
    assert (code, "read" in out) == (0, True)
    code, out, _ = go(capsys, "read", "--help")
    assert code == 0
    assert "sayso read report.txt -f html -o page.html" in out
    assert "Exit codes" in out


@pytest.mark.parametrize(
    "args",
    [["read"], ["read", "--colour", "x"], ["read", "-f", "pdf", "x"], ["red"], ["read", "-t", "0", "x"]],
)
def test_wrong_usage_is_one_line_and_code_2(capsys: pytest.CaptureFixture[str], args: list[str]) -> None:
    code, out, err = go(capsys, *args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("sayso: ")
    assert "--help" in err


def test_no_command_shows_help_and_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = go(capsys)
    assert (code, out) == (2, "")
    assert "Usage: sayso" in err


@pytest.mark.parametrize("name", [f.value for f in cli.Format])
def test_every_format_reads_every_record(capsys: pytest.CaptureFixture[str], dump: Path, name: str) -> None:
    code, out, err = go(capsys, "read", dump, "--format", name)
    assert (code, err) == (0, "")
    assert all(f"Record {n}" in out for n in range(1, 6))


def test_errors_and_readings_come_in_order_and_one_bad_record_stops_nothing(
    capsys: pytest.CaptureFixture[str], dump: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text(RECORD.format(n="a") + RECORD.format(n="BREAK") + RECORD.format(n="b"), encoding="utf-8")
    code, out, err = go(capsys, "read", "-f", "jsonl", dump, tmp_path / "none.txt", bad, tmp_path, dump)
    assert code == 1
    assert urls(out) == ["1", "2", "3", "4", "5", "a", "b", "1", "2", "3", "4", "5"]
    lines = err.splitlines()
    assert len(lines) == 3
    assert "none.txt: " in lines[0]
    assert "bad.txt: the report 'https://lantern.example/BREAK': ZeroDivisionError: by the report" in lines[1]
    assert str(tmp_path) in lines[2]
    assert "Traceback" not in err


def test_the_program_reads_no_further_ahead_than_the_reader(dump: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first readings are told before the last file is opened, so that a long run can be watched."""
    from sayso.export.run import Run
    from sayso.intake import reports

    opened: list[str] = []

    def note(name: str) -> Iterator[object]:
        opened.append(name)
        return iter(reports(Path(name)))

    run = Run([str(dump)] * 3, note, say=print)  # type: ignore[arg-type]
    readings = run.readings(FakeReader())
    next(readings)
    assert len(opened) == 1
    assert len(list(readings)) == 14


def test_patterns_are_expanded_in_order(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for n in (3, 1, 2):
        (tmp_path / f"{n}.txt").write_text(RECORD.format(n=n), encoding="utf-8")
    code, out, err = go(capsys, "read", "-f", "jsonl", tmp_path / "*.txt", tmp_path / "*.none")
    assert (code, urls(out)) == (1, ["1", "2", "3"])
    assert "no file matches this pattern (check the path)" in err


def test_a_file_whose_name_is_a_pattern_is_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "[1].txt").write_text(RECORD.format(n=7), encoding="utf-8")
    code, out, _ = go(capsys, "read", "-f", "jsonl", tmp_path / "[1].txt")
    assert (code, urls(out)) == (0, ["7"])


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(RECORD.format(n="ü").encode())))
    code, out, _ = go(capsys, "read", "-", "-f", "jsonl")
    assert (code, urls(out)) == (0, ["ü"])
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"\x00\x01\x02\xff" * 99)))
    code, out, err = go(capsys, "read", "-", "-f", "jsonl")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "standard input" in err


def test_output_goes_to_a_file(capsys: pytest.CaptureFixture[str], dump: Path, tmp_path: Path) -> None:
    page, table = tmp_path / "page.html", tmp_path / "table.csv"
    assert go(capsys, "read", dump, "-f", "html", "-o", page) == (0, "", "")
    assert page.read_text(encoding="utf-8").endswith("</html>\n")
    assert go(capsys, "read", dump, "-f", "csv", "-o", table) == (0, "", "")
    assert len(list(csv.DictReader(StringIO(table.read_bytes().decode(), newline="")))) == 5


def test_brat_goes_to_a_folder_or_to_one_stream(capsys: pytest.CaptureFixture[str], dump: Path, tmp_path: Path) -> None:
    assert go(capsys, "read", dump, "-f", "brat", "-o", tmp_path / "out") == (0, "", "")
    _, out, _ = go(capsys, "read", dump, "-f", "brat")
    files = dict(brat.split(out))
    assert len(files) == 10
    assert {p.name: p.read_bytes().decode() for p in (tmp_path / "out").glob("*.[ta][xn][tn]")} == files


def test_an_input_is_not_overwritten(capsys: pytest.CaptureFixture[str], dump: Path) -> None:
    before = dump.read_bytes()
    code, _, err = go(capsys, "read", dump, "-o", dump)
    assert (code, dump.read_bytes()) == (2, before)
    assert "is also read from" in err


@pytest.mark.parametrize("place", ["/dev/full", "/nowhere/page.html"])
def test_output_that_cannot_be_written(capsys: pytest.CaptureFixture[str], dump: Path, place: str) -> None:
    if place == "/dev/full" and not Path(place).exists():
        pytest.skip("no /dev/full on this system")
    code, _, err = go(capsys, "read", dump, "-f", "jsonl", "-o", place)
    assert (code, err.count("\n")) == (1, 1)
    assert f"{place}: cannot be written: " in err


def test_missing_weights_are_one_line(capsys: pytest.CaptureFixture[str], dump: Path) -> None:
    FakeReader.broken = True
    assert go(capsys, "read", dump) == (1, "", "sayso: the weights are missing (install sayso again)\n")


def test_an_interrupted_page_is_still_a_page(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text("".join(RECORD.format(n=n) for n in (1, 2, 3, 4, 5, "INTERRUPT", 7)), encoding="utf-8")
    code, out, err = go(capsys, "read", path, "-f", "html")
    assert (code, err) == (130, "sayso: interrupted; what was read so far is written\n")
    assert "Record 3" in out
    assert "Record 7" not in out
    assert out.endswith("</html>\n")


def test_hostile_names_do_no_harm(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = go(capsys, "read", "a\x1b[31m\nb")
    assert (code, err.count("\n"), "\x1b" in err) == (1, 1, False)


def test_faults_are_one_line(capsys: pytest.CaptureFixture[str], dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AttributeError("no such thing")

    monkeypatch.setattr("sayso.cli.read._refuse_overwriting", fail)
    code, _, err = go(capsys, "read", dump)
    assert (code, err.count("\n")) == (1, 1)
    assert "a fault in Sayso itself: AttributeError: no such thing" in err


def test_the_bar_counts_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 300)
    (tmp_path / "b").write_bytes(b"x" * 100)
    bar = Bar([str(tmp_path / "a"), str(tmp_path / "b")])
    assert bar.line(bar.start + 1, 80) == "0 reports"
    bar.step(200)
    assert " 50%  1 reports  1 s left" in bar.line(bar.start + 1, 80)
    bar.step(5000)
    assert " 75%" in bar.line(bar.start + 1, 80)
    bar.done()
    bar.step(50)
    assert " 88%  3 reports" in bar.line(bar.start + 1, 80)
    assert max(len(bar.line(bar.start + 1, n)) for n in range(10, 90)) < 90


MAIN = """
import sys, types
sys.path.insert(0, {tests!r})
import test_cli
fake = types.ModuleType("sayso.pipeline")
fake.Reader = test_cli.FakeReader
sys.modules["sayso.pipeline"] = fake
from sayso.cli import main
main()
"""


def spawn(*args: str, stdin: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    code = MAIN.format(tests=str(Path(__file__).parent))
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", code, *args], stdin=stdin, stdout=pipe, stderr=pipe)


def test_a_closed_pipe_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text("".join(RECORD.format(n=n) for n in range(3000)), encoding="utf-8")
    process = spawn("read", "-f", "jsonl", str(path))
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0
    process.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_control_c_is_one_line() -> None:
    process = spawn("read", "-")  # waits for input
    time.sleep(2.0)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert err == b"sayso: interrupted; what was read so far is written\n"


def test_output_is_utf8_in_any_locale(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text(RECORD.format(n="🚢"), encoding="utf-8")
    command = [sys.executable, "-c", MAIN.format(tests=str(Path(__file__).parent)), "read", str(path)]
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    data = subprocess.run([*command, "-f", "jsonl"], env=plain, capture_output=True, check=True)
    assert "🚢" in data.stdout.decode("utf-8")
    people = subprocess.run(command, env=plain, capture_output=True, check=True)
    assert b"Record ?" in people.stdout


def test_help_answers_at_once_and_loads_nothing_heavy() -> None:
    code = (
        "import sys; from sayso.cli import run; run(['--help']); "
        "heavy = {'numpy', 'onnxruntime', 'trafilatura', 'ftfy', 'rich', 'tokenizers'} & set(sys.modules); "
        "sys.exit(', '.join(heavy) or 0)"
    )
    best = 9.0
    for _ in range(5):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        best = min(best, time.perf_counter() - start)
        assert (done.returncode, done.stderr) == (0, "")
    assert best < 0.25
