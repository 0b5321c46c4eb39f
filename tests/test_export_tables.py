"""The archive as tables: the columns, the formats against each other, the ids from table to table, the order."""

from __future__ import annotations

import csv
import json
import re
import tracemalloc
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, get_args

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pyarrow import parquet

import sayso
from exported import SCHEMA, TABLES, archive, as_lines, examples, listed, valid
from sayso.across import LinkKind, Verdict
from sayso.archive import derived, fetch
from sayso.export.csv import restore
from sayso.export.tables import columns, lines, notes, sheet
from sayso.export.tables.records import ClaimRow, LinkRow, Row, StatementRow, TableName, plain
from sayso.export.tables.records import columns as columns_of
from sayso.linking import tables
from sayso.records import Act, Form, Genre, Kind
from test_export_data import HOSTILE, sample


def as_parquet(table: TableName, rows: Iterator[Row]) -> bytes:
    out = BytesIO()
    columns.write(table, rows, out)
    return out.getvalue()


def as_sheet(table: TableName, rows: Iterator[Row]) -> str:
    out = StringIO(newline="")
    sheet.write(table, rows, out)
    return out.getvalue()


def read_sheet(table: TableName, text: str) -> list[dict[str, Any]]:
    """CSV back to values, as docs/format.md says how."""
    found = []
    for row in csv.DictReader(StringIO(text, newline="")):
        found.append({name: _value(columns_of(table)[name], row[name]) for name in row})
    return found


def _value(hint: Any, cell: str) -> Any:
    kinds = [h for h in get_args(hint) if h is not type(None)] if type(None) in get_args(hint) else [hint]
    if cell == "" and kinds != [hint]:
        return None
    if kinds[0] in (int, float, bool) or getattr(kinds[0], "__origin__", None) is tuple:
        return json.loads(cell)
    return restore(cell)


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("table", TABLES)
def test_the_schema_has_the_columns_in_their_order(table: TableName) -> None:
    described = SCHEMA["$defs"][table]
    assert list(described["properties"]) == described["required"] == list(columns_of(table))


def test_the_schema_has_the_records_values() -> None:
    d = SCHEMA["$defs"]
    assert d["kind"]["enum"] == list(get_args(Kind)) and d["form"]["enum"] == list(get_args(Form))
    assert d["reports"]["properties"]["genre"]["enum"] == list(get_args(Genre))
    assert d["statements"]["properties"]["act"]["enum"] == [*get_args(Act), None]
    assert d["links"]["properties"]["kind"]["enum"] == list(get_args(LinkKind))
    assert d["links"]["properties"]["judged"]["enum"] == [*get_args(Verdict), None]


def test_statements_have_all_that_a_reading_says_of_them() -> None:
    said = sample().to_dict()["statements"][0]
    beside = ["id", "report", "claim", "text", "source", "kind", "role", "entity"]
    assert list(columns_of("statements")) == [*beside, *[k for k in said if k != "id"]]
    people = {e["id"]: e["kind"] for e in listed("entities")}
    named = [row for row in listed("statements") if row["entity"]]
    assert named and all(row["entity"] in people and row["source"] for row in named)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_as_the_schema_says(table: TableName) -> None:
    check, rows = valid(table), listed(table)
    assert len(rows) > 10
    for row in rows:
        check.validate(row)
        assert list(row) == list(columns_of(table))


@pytest.mark.parametrize("table", TABLES)
def test_all_formats_hold_the_same(table: TableName) -> None:
    rows = listed(table)
    read = parquet.read_table(pa.BufferReader(as_parquet(table, archive().rows(table))))
    assert read.to_pylist() == rows
    assert read.schema.equals(columns.schema(table))
    assert read_sheet(table, as_sheet(table, archive().rows(table))) == rows
    assert archive().arrow(table).to_pylist() == rows
    assert [plain(row) for row in archive().rows(table)] == rows


def test_statements_are_those_of_the_readings() -> None:
    rows = {row["id"]: row for row in listed("statements")}
    for reading in [*examples(), sample()]:
        for s in reading.to_dict()["statements"]:
            row = rows.pop(s["id"])
            assert {k: row[k] for k in s} == s
            assert row["report"] == reading.report.id
            assert row["text"] == " … ".join(reading.report.text[a:b] for a, b in s["content_spans"])
    assert not rows


def test_ids_lead_from_table_to_table() -> None:
    reports, statements, claims = ({row["id"] for row in listed(t)} for t in ("reports", "statements", "claims"))
    rows = listed("statements")
    assert {row["report"] for row in rows} <= reports
    assert {row["claim"] for row in rows} - {None} == claims
    assert {row[k] for row in rows for k in ("within", "continues", "repeats")} - {None} <= statements
    assert {row["version_of"] for row in listed("reports")} - {None} <= reports
    links = listed("links")
    assert {row["left"] for row in links} | {row["right"] for row in links} <= statements
    assert {"same-words", "same-claim", "disputes", "retracts"} <= {row["kind"] for row in links}


def test_ids_are_given_once() -> None:
    for table in ("reports", "statements", "entities", "claims"):
        ids = [row["id"] for row in listed(table)]
        assert len(ids) == len(set(ids))
    links = [(row["left"], row["right"], row["kind"]) for row in listed("links")]
    assert len(links) == len(set(links))


def test_reports_of_one_origin_and_story_share_it() -> None:
    rows = listed("reports")
    assert len({row["origin"] for row in rows}) < len({row["id"] for row in rows})
    assert len({row["story"] for row in rows}) < len({row["id"] for row in rows})
    assert any(row["version_of"] for row in rows)


@pytest.mark.parametrize("query", ["grain dust caused the explosion", "four workers died", "the union sent letters"])
def test_claims_are_those_that_ask_gives(query: str) -> None:
    rows = {row["id"]: row for row in listed("claims")}
    of = {row["id"]: row["claim"] for row in listed("statements")}
    asked = archive().ask(query)
    assert asked
    for claim in asked:
        assert rows[claim["id"]] == {"id": claim["id"], "text": claim["text"], **claim["counts"]}
        assert {of[s["id"]] for s in claim["statements"]} <= {claim["id"]}


@pytest.mark.parametrize("why", [False, True])
def test_an_answer_is_as_the_schema_says(why: bool) -> None:
    found = archive().ask("grain dust caused the explosion in Tolsk", why=why)
    valid("answer").validate({"claims": found})
    assert any(claim["statements"] for claim in found) and ("why" in found[0]) == why


def test_what_is_broken_is_invalid() -> None:
    row = listed("claims")[0]
    for change in ({"id": "12"}, {"reports": -1}, {"named": None}, {"more": 1}, {"text": None}):
        assert not valid("claims").is_valid({**row, **change})
    assert not valid("reports").is_valid({**listed("reports")[0], "story": None})


def test_rows_are_in_order() -> None:
    for table in ("entities", "claims"):
        ids = [row["id"] for row in listed(table)]
        assert ids == sorted(ids)
    links = [(row["left"], row["right"], row["kind"]) for row in listed("links")]
    assert links == sorted(links)
    reports = [row["id"] for row in listed("reports")]
    with archive()._store.read() as conn:
        assert reports == [fetch.reading_of(conn, seq).report.id for seq in fetch.report_seqs(conn)]
    said = listed("statements")
    assert list(dict.fromkeys(row["report"] for row in said)) == [
        r for r in reports if r in {s["report"] for s in said}
    ]
    wanted = [s.id for s in sample().statements]
    assert [row["id"] for row in said if row["report"] == sample().report.id] == wanted


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """All tables as Parquet, of two archives that got the same reports in opposite orders and were relinked."""
    readings, written = [*examples(), sample()][::2], []
    for name, arriving in (("one", readings), ("two", readings[::-1])):
        with sayso.Archive(tmp_path_factory.mktemp("order") / name) as made:
            made.add(arriving)
            made.relink()
            written.append({t: as_parquet(t, made.rows(t)) for t in get_args(TableName)})
    return written


@pytest.mark.parametrize("table", TABLES)
def test_the_order_of_arrival_leaves_no_trace(table: str, twice: list[dict[str, bytes]]) -> None:
    assert twice[0][table] == twice[1][table]


def test_suggestions_are_no_links_until_judged(tmp_path: Path) -> None:
    with sayso.Archive(tmp_path / "a.db") as made:
        made.add(examples())
        with made._store.write() as conn:
            every = fetch.links_of(
                conn, [seq for r in fetch.report_seqs(conn) for seq in fetch.statement_seqs_of(conn, r)]
            )
            doubtful = [x for x in every if not x.confirmed]
            before = list(tables.links(conn))
            derived.set_judged(conn, {(doubtful[0].left, doubtful[0].right, doubtful[0].kind): "yes"})
            sure = next(x for x in every if x.confirmed)
            derived.set_judged(conn, {(sure.left, sure.right, sure.kind): "no"})
            after = list(tables.links(conn))
    assert len(before) == len(every) - len(doubtful)
    assert len(after) == len(before) + 1
    assert sorted(x.judged for x in after if x.judged) == ["no", "yes"]


def test_an_empty_archive_has_empty_tables(tmp_path: Path) -> None:
    with sayso.Archive(tmp_path / "a.db") as made:
        for table in get_args(TableName):
            assert as_lines(made.rows(table)) == ""
            assert as_sheet(table, made.rows(table)) == ",".join(columns_of(table)) + "\r\n"
            empty = parquet.read_table(pa.BufferReader(as_parquet(table, made.rows(table))))
            assert (empty.num_rows, empty.schema.names) == (0, list(columns_of(table)))
            assert made.arrow(table).schema.equals(columns.schema(table))


@pytest.mark.parametrize("table", ["report", "", "reports; DROP TABLE reports"])
def test_what_is_no_table_is_refused_at_once(table: Any) -> None:
    with pytest.raises(ValueError, match="is no table: reports, statements"):
        archive().rows(table)
    with pytest.raises(ValueError, match="is no table"):
        archive().arrow(table)


def links() -> st.SearchStrategy[LinkRow]:
    words = st.text(max_size=8) | st.sampled_from(HOSTILE)
    return st.builds(
        LinkRow,
        left=words,
        right=words,
        kind=st.sampled_from(get_args(LinkKind)),
        score=st.floats(0, 1),
        judged=st.sampled_from([*get_args(Verdict), None]),
        reasons=st.lists(words, max_size=3).map(tuple),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(links(), max_size=5))
def test_any_text_survives_every_format(rows: list[LinkRow]) -> None:
    wanted = [plain(row) for row in rows]
    assert [json.loads(line) for line in as_lines(rows).split("\n")[:-1]] == wanted
    assert parquet.read_table(pa.BufferReader(as_parquet("links", iter(rows)))).to_pylist() == wanted
    text = as_sheet("links", iter(rows))
    assert read_sheet("links", text) == wanted
    text.encode("utf-8")
    for row in csv.reader(StringIO(text, newline="")):
        assert not [c for c in row if c.lstrip()[:1] in set("=+-@")]


def claims(number: int) -> Iterator[ClaimRow]:
    for n in range(number):
        yield ClaimRow(
            id=f"{n:016x}", text=f"The ferry {n} was late. " * 8, reports=n, outlets=1, families=1, texts=1, sources=1,
            named=0, unnamed=1,
        )  # fmt: skip


class Nowhere(BytesIO):
    """A stream that keeps nothing."""

    def write(self, data: Any) -> int:
        return len(data)


class NowhereText(StringIO):
    """The same for text."""

    def write(self, data: str) -> int:
        return len(data)


def test_lines_and_sheets_stream() -> None:
    for write in (lines.write, lambda rows, out: sheet.write("claims", rows, out)):
        tracemalloc.start()
        write(claims(8_000), NowhereText())
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 200_000  # all of them are 2 MB


def test_parquet_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "BATCH", 100)
    monkeypatch.setattr(columns, "GROUP", 500)
    held: list[int] = []

    def watched() -> Iterator[ClaimRow]:
        start = pa.total_allocated_bytes()
        for row in claims(20_000):
            held.append(pa.total_allocated_bytes() - start)
            yield row

    columns.write("claims", watched(), Nowhere())
    assert len(held) == 20_000 and max(held) < 1_500_000  # all of them are 5 MB
    out = as_parquet("claims", claims(1_234))
    assert parquet.ParquetFile(pa.BufferReader(out)).num_row_groups == 3
    assert parquet.read_table(pa.BufferReader(out)).num_rows == 1_234


def test_the_archive_streams() -> None:
    """The first row comes before the rest is read, and whoever stops early leaves no transaction open."""
    rows = archive().rows("statements")
    assert isinstance(next(rows), StatementRow)
    rows.close()  # type: ignore[attr-defined]
    with archive()._store.write():
        pass


DOCS = (Path(__file__).parent.parent / "docs" / "format.md").read_text(encoding="utf-8")


def test_every_column_and_key_is_documented() -> None:
    own = DOCS[DOCS.index("## A claim") :]
    definitions = [SCHEMA["$defs"][name] for name in (*TABLES, "claim", "member")]
    for key in {k for d in definitions for k in d["properties"]} | set(get_args(LinkKind)):
        assert f"`{key}`" in own, key


def test_the_documented_claim_is_one() -> None:
    examples = re.findall(r"^```json\n(.*?)\n```$", DOCS[DOCS.index("## A claim") :], re.M | re.S)
    valid("claim").validate(json.loads(examples[0]))
    link = LinkRow(
        left="33beae08f2e5d30e", right="c895264a1ccc3383", kind="same-claim", score=0.91, judged=None,
        reasons=("share 100% of their matter: bridge, Ostrel, unsafe",),
    )  # fmt: skip
    assert json.loads(examples[1]) == notes.of_link(link)
