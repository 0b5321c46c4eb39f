"""The command line of the archive: what is added and told, what is found, how it fails. Readings are made by hand."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sayso import cli
from sayso.records import Kind, Reading, Report, Source, Span, Statement
from test_cli import RECORD, FakeReader

WIRE = "https://saltwire.example/1"
PORT = "the ferry pier at Lomm was closed after divers found eleven cracked pillars"
COUNT = "the harbour office had known about the cracked pillars of the ferry pier since October"

Line = tuple[str | None, Kind, str, str]
"""(source or None for the outlet's own voice, its kind, cue, content)"""
STORY: list[Line] = [
    ("Mira Oldan", "named person", "said", PORT),
    ("two divers", "unnamed group", "said", COUNT),
    (None, "outlet", "", "Lomm has one ferry pier and no bridge to the eastern shore of its bay"),
]


def reading(url: str, published: str, title: str, lines: Sequence[Line]) -> Reading:
    """A report of such sentences, read."""
    text, made, sources = f"{title}\n\n", [], dict[str, tuple[Kind, list[Span]]]()
    at = []
    for who, kind, cue, content in lines:
        start = len(text)
        text += f"{who} {cue} {content}. " if who else f"{content}. "
        at.append((start, len(text) - 1, who, kind, cue, content))
    host = url.split("/")[2]
    report = Report(text=text.rstrip(), url=url, outlet=host, published=published, title=title, language="en")
    own = Source(report=report.id, kind="outlet", name=host)
    for start, _, who, kind, _, _ in at:
        if who:
            sources.setdefault(who, (kind, []))[1].append((start, start + len(who)))
    ids = {
        who: Source(report=report.id, kind=kind, name=who, mentions=tuple(spans))
        for who, (kind, spans) in sources.items()
    }
    for start, end, who, _, cue, content in at:
        if who is None:
            span = ((start, end),)
            made.append(Statement(report=report.id, content_spans=span, extents=span, form="own", source_id=own.id))
            continue
        said = start + len(who) + 1
        body = said + len(cue) + 1
        made.append(
            Statement(
                report=report.id,
                source_id=ids[who].id,
                source_spans=((start, start + len(who)),),
                cue_spans=((said, said + len(cue)),),
                content_spans=((body, body + len(content)),),
                extents=((start, end),),
                form="indirect",
                act="deny" if cue == "denied" else "assert",
            )
        )
    return Reading(report=report, sources=(own, *ids.values()), statements=tuple(made), model="by hand")


def write(path: Path, *readings: Reading) -> Path:
    path.write_text("".join(json.dumps(r.to_dict()) + "\n" for r in readings), encoding="utf-8")
    return path


READINGS = (
    reading(WIRE, "2031-10-02T08:00", "Ferry pier at Lomm closed", STORY),
    reading("https://gull.example/a", "2031-10-02T09:30", "Ferry pier at Lomm closed", STORY),
    reading("https://tern.example/b", "2031-10-02T11:00", "Lomm loses its ferry", STORY),
    reading("https://gull.example/c", "2031-10-03", "What the harbour office knew",
            [("Mira Oldan", "named person", "denied", f"that {COUNT}"),
             (None, "outlet", "", "The winter boats of the bay will sail from the timber dock instead")]),
)  # fmt: skip
NEWER = reading(WIRE, "2031-10-04T10:00", "Ferry pier at Lomm closed", [STORY[0], STORY[2]])


@pytest.fixture(autouse=True)
def _no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = ModuleType("sayso.pipeline")
    pipeline.Reader = FakeReader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sayso.pipeline", pipeline)
    monkeypatch.setattr(FakeReader, "broken", False)
    for name in ("SAYSO_ARCHIVE", "SAYSO_OUTLETS", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


Go = tuple[int, str, str]


def go(capsys: pytest.CaptureFixture[str], *args: object) -> Go:
    code = cli.run([str(a) for a in args])
    return code, *capsys.readouterr()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of READINGS and NEWER; no test writes to it."""
    folder = tmp_path_factory.mktemp("kept")
    file = write(folder / "read.jsonl", *READINGS, NEWER)
    assert cli.run(["-a", str(folder / "port.db"), "add", "-q", str(file)]) == 0
    return folder / "port.db"


def test_adding_tells_what_became_of_it_and_again_changes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file, db = write(tmp_path / "r.jsonl", *READINGS), tmp_path / "a.db"
    code, out, err = go(capsys, "-a", db, "add", file)
    assert (code, out, err) == (0, "4 reports added; 2 copies of others among them\n", "")
    code, out, err = go(capsys, "-a", db, "add", file)
    assert (code, out, err) == (0, "0 reports added; 4 known already\n", "")
    newer = write(tmp_path / "n.jsonl", NEWER)
    code, out, _ = go(capsys, "-a", db, "add", newer)
    assert (code, out.splitlines()[0]) == (0, "1 report added; new versions of 1 page")
    told = " ".join(out.split())
    assert f"{WIRE} 2031-10-02 08:00 -> 2031-10-04 10:00 - dropped " in told
    assert f": {COUNT} = same 2 statements" in told
    assert go(capsys, "-a", db, "add", "-q", newer) == (0, "", "")


def test_reports_and_readings_may_be_mixed_and_a_bad_line_stops_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    dump = tmp_path / "dump.txt"
    dump.write_text(RECORD.format(n=1) + RECORD.format(n="BREAK") + RECORD.format(n=2), encoding="utf-8")
    file = write(tmp_path / "r.jsonl", *READINGS[:2])
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text(lines[0] + '{"sayso": 1}\n\n' + lines[1] + "no json\n", encoding="utf-8")
    code, out, err = go(capsys, "-a", tmp_path / "a.db", "add", dump, file, tmp_path / "none.txt", dump)
    assert (code, out.splitlines()[0]) == (1, "4 reports added; 2 known already; 1 copy of another among them")
    told = err.splitlines()
    assert len(told) == 5
    assert "dump.txt: the report 'https://lantern.example/BREAK'" in told[0] and told[0][18:] in told[4]
    assert f"r.jsonl, record 2, byte {len(lines[0])}: no reading:" in told[1]
    assert f"r.jsonl, record 5, byte {len(lines[0]) + len(lines[1]) + 14}: no reading:" in told[2]
    assert "none.txt: " in told[3]


def test_where_nothing_can_be_read_no_archive_is_left(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = go(capsys, "-a", tmp_path / "a.db", "add", tmp_path / "none.txt")
    assert (code, out) == (1, "0 reports added\n")
    assert err.count("\n") == 1 and not (tmp_path / "a.db").exists()


def test_ctrl_c_keeps_what_was_read_and_says_how_much(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    dump = tmp_path / "dump.txt"
    dump.write_text("".join(RECORD.format(n=n) for n in (1, 2, 3, 4, "INTERRUPT", 6)), encoding="utf-8")
    code, out, err = go(capsys, "-a", tmp_path / "a.db", "add", dump)
    assert (code, out) == (130, "")
    assert err == "sayso: interrupted; 3 reports were added before that and are kept\n"
    assert go(capsys, "-a", tmp_path / "a.db", "add", "-q", dump)[0] == 130
    code, out, _ = go(capsys, "-a", tmp_path / "a.db", "outlet", "--json", "lantern.example")
    assert json.loads(out)["reports"] == 3


def test_ctrl_c_while_linking_loses_only_what_was_not_committed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sayso.cli import adding
    from sayso.linking import path

    monkeypatch.setattr(adding, "BATCH", 2)
    real, calls = path.add, list[str]()

    def add(conn: Any, desk: Any, reading: Reading, judged: Any) -> Any:
        calls.append(reading.report.id)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return real(conn, desk, reading, judged)

    monkeypatch.setattr(path, "add", add)
    db, file = tmp_path / "a.db", write(tmp_path / "r.jsonl", *READINGS)
    code, out, err = go(capsys, "-a", db, "add", file)
    assert (code, out) == (130, "")
    assert err == "sayso: interrupted; 2 reports were added before that and are kept\n"
    monkeypatch.setattr(path, "add", real)
    assert go(capsys, "-a", db, "add", file)[1].startswith("2 reports added; 2 known already")


@pytest.mark.parametrize("verb", ["add", "ask", "source", "story", "outlet", "versions", "relink"])
def test_help_of_a_verb_loads_nothing_heavy(verb: str) -> None:
    code = (
        "import sys; from sayso.cli import run; assert run([sys.argv[1], '--help']) == 0; "
        "print([m for m in ('sqlalchemy', 'sqlite3', 'numpy', 'onnxruntime', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, verb], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and done.stdout.startswith(f"Usage: sayso {verb}")
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("verb", ["ask", "source", "outlet", "versions", "relink", "story"])
def test_an_archive_that_is_not_there_is_an_error_and_none_is_made(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, verb: str
) -> None:
    args = {"relink": [], "story": ["--list"]}.get(verb, ["x.example"])
    code, out, err = go(capsys, "--archive", tmp_path / "no.db", verb, *args)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "there is no such archive" in err and not list(tmp_path.iterdir())


def test_ask_shows_counts_and_what_rests_on_what(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    code, out, _ = go(capsys, "-a", kept, "ask", "-n", "1", "divers found cracked pillars, pier closed")
    assert code == 0
    lines = out.splitlines()
    assert "3 reports, 3 outlets, 3 owners, 1 independent text; 1 source: 1 named" in out
    assert "   First: Mira Oldan, in saltwire.example, 2031-10-02 08:00" in lines
    at = next(i for i, line in enumerate(lines) if line.startswith("     2031-10-02 08:00"))
    below = [line.rstrip() for line in lines[at + 1 :] if "2031-" in line]
    assert "       2031-10-02 09:30  gull.example      copy" in below  # indented under the text it rests on
    assert " ".join(out.split()).count("eleven cracked pillars") == 1  # the claim, for all that say it in these words
    assert lines[at + 1] == "         Mira Oldan: in these words"
    assert all(len(line) <= 80 for line in lines)


def test_dropped_statements_and_disputes_are_marked(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    _, out, _ = go(capsys, "-a", kept, "ask", "-n", "1", "harbour office had known about the cracked pillars")
    assert "saltwire.example  dropped since from the page" in out
    assert "Disputed by" in out and "gull.example  Mira Oldan" in out


def test_why_goes_down_to_addresses_and_offsets(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    _, out, _ = go(capsys, "-a", kept, "ask", "--why", "-n", "1", "divers found cracked pillars, pier closed")
    found = re.findall(r"(https://\S+) \[(\d+):(\d+)\]", out)
    texts = {r.report.url: r.report.text for r in (*READINGS, NEWER)}
    assert {url for url, _, _ in found} >= {r.report.url for r in READINGS[:3]}
    url, start, end = found[0]
    assert PORT in texts[url][int(start) : int(end)]
    for count in ("1 independent text:", "1 source:", "3 reports:", "3 outlets:", "3 owners: each", "first:"):
        assert f"     {count}" in out


def test_json_is_what_python_gives(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    from sayso.front import Archive

    _, out, _ = go(capsys, "-a", kept, "ask", "--json", "cracked pillars")
    found = json.loads(out)
    with Archive(kept, read_only=True) as archive:
        assert found == {"claims": archive.ask("cracked pillars")}
        page: Any = archive.profiles.source("Mira Oldan")
    assert found["claims"] and "why" not in found["claims"][0]
    assert json.loads(go(capsys, "-a", kept, "source", "--json", "Oldan")[1]) == page
    _, out, _ = go(capsys, "-a", kept, "ask", "--json", "--why", "cracked pillars")
    assert json.loads(out)["claims"][0]["why"]["texts"]


def test_nothing_found_is_a_sentence(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    code, out, err = go(capsys, "-a", kept, "ask", "zebra auctions\x1b[31m")
    assert (code, out, err) == (0, "Nothing in this archive matches: zebra auctions␛[31m\n", "")
    assert go(capsys, "-a", kept, "ask", "--json", "zebra auctions") == (0, '{"claims": []}\n', "")
    assert go(capsys, "-a", kept, "source", "Nobody Atall")[:2] == (
        0,
        "No source in this archive is called Nobody Atall\n",
    )


def test_a_source_over_time(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    code, out, _ = go(capsys, "-a", kept, "source", "oldan")
    assert code == 0 and out.startswith("Mira Oldan (named person, id ")
    assert "2 things in 5 reports of 3 outlets" in out
    assert out.index(PORT[:30]) < out.index(f"that {COUNT[:30]}")
    assert "saltwire.example, gull.example, tern.example" in out
    assert "disputes what two divers said" in " ".join(out.split())


def test_several_sources_are_listed_and_chosen_by_id(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other = reading("https://tern.example/x", "2035-01-01", "Chess at Grauben",
                    [("Aron Oldan", "named person", "said", "the youth board of Grauben won seven games")])  # fmt: skip
    db = tmp_path / "a.db"
    go(capsys, "-a", db, "add", "-q", write(tmp_path / "r.jsonl", READINGS[0], other))
    code, out, _ = go(capsys, "-a", db, "source", "Oldan")
    assert code == 0 and out.startswith("2 sources may be meant by Oldan. Choose by id: sayso source ")
    ids = dict(re.findall(r"^([0-9a-f]{16})  (\w+ Oldan)", out, re.MULTILINE))
    assert sorted(ids.values()) == ["Aron Oldan", "Mira Oldan"]
    for key, name in ids.items():
        assert go(capsys, "-a", db, "source", key)[1].startswith(f"{name} (")


def test_a_story_and_the_list_of_stories(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    _, out, _ = go(capsys, "-a", kept, "story", "--list", "--json")
    first = next(s for s in json.loads(out)["stories"] if s["reports"] >= 4)
    assert first["origins"] < first["reports"]
    assert first["id"][:8] in go(capsys, "-a", kept, "story", "-l")[1]
    code, out, _ = go(capsys, "-a", kept, "story", first["id"][:8])
    assert code == 0
    dates = re.findall(r"^  A  (\S+ \S+)  ", out, re.MULTILINE)
    assert dates == sorted(dates) and len(dates) >= 3
    assert "copy of saltwire.example (100%)" in out and "new version" in out
    assert re.search(r"^  \d reports +\d statements +Mira Oldan$", out, re.MULTILINE)
    assert re.search(r"^  \d reports? +\d statements? +two divers$", out, re.MULTILINE)
    assert "Rest on one origin only, whatever the number of reports" in out


def test_an_outlet_in_figures(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    _, out, _ = go(capsys, "-a", kept, "outlet", "--json", "gull.example")
    found = json.loads(out)
    assert (found["reports"], found["sentences"]) == (2, {"own": 2, "all": 5})
    assert found["statements"] == {"all": 3, "named": 2, "unnamed": 1, "documents": 0, "outlet": 0, "hearsay": 0}
    assert found["copied"]["reports"] == 1
    assert found["copied"]["from"] == [{"name": "saltwire.example", "reports": 1}]
    assert 0 < found["copied"]["characters"] < found["copied"]["of_characters"]
    assert found["sources"][0]["name"] == "Mira Oldan"
    _, out, _ = go(capsys, "-a", kept, "outlet", "--json", "saltwire.example")
    wire = json.loads(out)
    assert (wire["reports"], wire["versions"], wire["copied"]["reports"]) == (1, 2, 0)
    assert [c["name"] for c in wire["copied"]["by"]] == ["gull.example", "tern.example"]
    _, out, _ = go(capsys, "-a", kept, "outlet", "https://www.gull.example/")
    assert "own voice     2 of 5 sentences (40%)" in out
    code, _, err = go(capsys, "-a", kept, "outlet", "gull")
    assert code == 1 and "(perhaps: gull.example)" in err


def test_versions_of_a_page(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    code, out, _ = go(capsys, "-a", kept, "versions", "--json", WIRE)
    assert code == 0
    (found,) = json.loads(out)["versions"]
    assert COUNT in found["dropped"][0] and found["published"] == ["2031-10-02T08:00", "2031-10-04T10:00"]
    assert (
        go(capsys, "-a", kept, "versions", "https://tern.example/b")[1]
        == "This archive has one version of this page.\n"
    )
    code, _, err = go(capsys, "-a", kept, "versions", "https://tern.example/none")
    assert code == 1 and err.count("\n") == 1


def test_families_come_from_a_file(
    capsys: pytest.CaptureFixture[str], kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "owners.toml"
    file.write_text('"gull.example" = "Bird Press"\n"tern.example" = "Bird Press"\n', encoding="utf-8")
    monkeypatch.setenv("SAYSO_OUTLETS", str(file))
    monkeypatch.setenv("SAYSO_ARCHIVE", str(kept))
    assert "3 outlets, 2 owners" in go(capsys, "ask", "-n", "1", "divers found cracked pillars, pier closed")[1]
    assert "owner         Bird Press" in go(capsys, "outlet", "tern.example")[1]
    monkeypatch.setenv("SAYSO_OUTLETS", str(tmp_path / "none.toml"))
    code, _, err = go(capsys, "ask", "pier")
    assert code == 1 and "none.toml: cannot be read" in err


def test_text_of_reports_is_made_safe_for_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    evil = "the \x1b]0;owned\x07lighthouse of Grauben \x9b2J was \u202erepainted by the keeper's cousins"
    lines: list[Line] = [("Ole\x1b[31m Brandt", "named person", "said", evil)]
    made = reading("https://tern.example/e", "2031-01-01", "Light\x1b[5m", lines)
    db = tmp_path / "a.db"
    go(capsys, "-a", db, "add", "-q", write(tmp_path / "r.jsonl", made))
    story = json.loads(go(capsys, "-a", db, "story", "-l", "--json")[1])["stories"]
    shown = [
        ["ask", "--why", "lighthouse repainted"],
        ["source", "Brandt"],
        ["outlet", "tern.example"],
        ["story", "-l"],
    ]
    shown += [["story", s["id"]] for s in story]
    for args in shown:
        code, out, err = go(capsys, "-a", db, *args)
        assert code == 0, err
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out), args


def test_relink_and_misplaced_archive(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    go(capsys, "-a", db, "add", "-q", write(tmp_path / "r.jsonl", *READINGS))
    before = go(capsys, "-a", db, "ask", "--json", "cracked pillars")
    assert go(capsys, "-a", db, "relink") == (0, "4 reports linked anew\n", "")
    assert go(capsys, "-a", db, "ask", "--json", "cracked pillars") == before
    code, _, err = go(capsys, "ask", "--archive", db, "pillars")
    assert code == 2 and "sayso --archive PATH ask" in err
    assert go(capsys, "-a", db, "story")[0] == 2
    assert go(capsys, "-a", db, "ask", "-n", "0", "x")[0] == 2


def test_whoever_reads_the_output_may_have_enough(kept: Path) -> None:
    code = "import sys; from sayso.cli import run; sys.exit(run(sys.argv[1:]))"
    read, wrote = os.pipe()
    os.close(read)
    args = [sys.executable, "-c", code, "-a", str(kept), "ask", "--why", "cracked pillars"]
    done = subprocess.run(args, stdout=wrote, stderr=subprocess.PIPE, timeout=120)
    os.close(wrote)
    assert (done.returncode, done.stderr) == (0, b"")
