"""Every way in, good files and bad: records come in order, flaws are said with their place, nothing is lost."""

from __future__ import annotations

import codecs
import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import IntakeError
from sayso.intake import Raw, outlet, report, reports
from sayso.intake.dates import NoSuchDateError, in_future, iso_prefix
from sayso.intake.meta import author, credit, genre
from sayso.records import Report

CASES = Path(__file__).parent / "cases" / "intake"
TODAY = date(2030, 5, 1)
DUMP = """ date 2022-01-09 https://www.velmora-post.example/a/1.html

Bridge closed, mayor says

The bridge over the harbour is closed

The bridge over the harbour is closed until May.Mayor Ana Petrusko said so on Monday.
"""


def split(data: bytes | str, name: str | None = None) -> tuple[list[Report], list[IntakeError]]:
    """The reports and the errors of some bytes."""
    found = list(reports(data.encode() if isinstance(data, str) else data, name, TODAY))
    return [r for r in found if isinstance(r, Report)], [e for e in found if isinstance(e, IntakeError)]


def one(data: bytes | str, name: str | None = None) -> Report:
    """The only report, where nothing may be wrong."""
    good, bad = split(data, name)
    assert not bad
    (report,) = good
    return report


# --- the dump format


def test_a_dump_record() -> None:
    report = one(DUMP)
    assert (report.url, report.outlet) == ("https://www.velmora-post.example/a/1.html", "velmora-post.example")
    assert (report.published, report.title, report.language) == ("2022-01-09", "Bridge closed, mayor says", "en")
    assert "until May. Mayor" in report.text
    assert report.received() == DUMP.split("\n\n", 1)[1].strip()
    assert report.text[report.body_start :].startswith("The bridge over the harbour is closed\n\n")


def test_many_records_with_every_flaw_a_dump_can_have() -> None:
    dump = (
        "date 2022-01-09T09:10+03:00 https://a.example/1\n\nOne\n\nText one.\n\n"
        "date 2022-02-30 https://a.example/2\n\nTwo\n\nText two.\n\n"
        "date https://a.example/3\n\nThree\n\nText three.\n\n"
        "date 2022-01-10\n\nFour\n\nText four.\n\n"
        "date 2031-01-01 https://a.example/5\n\nFive\n\nText five.\n\n"
        "date 2022-01-11 https://a.example/6\n\nA text without a title ends like a sentence.\n\nSo it is all body.\n\n"
        "date soon https://a.example/7\n\nSeven only\n\n"
        "date 2022-01-12 https://a.example/8\n\n"
        "date 2022-01-13 https://a.example/9\n"
    )
    good, bad = split(dump, "x.txt")
    assert [r.published for r in good] == [
        "2022-01-09T09:10+03:00",
        None,
        None,
        "2022-01-10",
        "2031-01-01",
        "2022-01-11",
        None,
    ]
    assert [r.title for r in good] == ["One", "Two", "Three", "Four", "Five", None, None]
    assert good[6].text == "Seven only"
    assert [e.record for e in bad] == [2, 3, 4, 5, 7, 7, 8, 9]
    for error in bad:
        assert error.offset is not None and dump.encode()[error.offset :].startswith(b"date ")
        assert str(error).startswith(f"x.txt, record {error.record}, byte {error.offset}: ") and "\n" not in str(error)
        assert error.advice


def test_prose_that_begins_with_date_is_no_header() -> None:
    report = one(
        "date 2022-01-09 https://a.example/1\n\nOne\n\nText one.\ndate 2022 was a good year\ndate night is over.\n"
    )
    assert report.text.endswith("date night is over.")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"])
def test_a_dump_in_any_encoding(encoding: str, ending: str) -> None:
    text = DUMP.replace("Petrusko", "Petruškô “Ana”").replace("\n", ending)
    second = f"date 2022-02-31 https://b.example/é{ending}{ending}Zwölf{ending}{ending}Zwölf Brücken.{ending}"
    data = (text + second).encode(encoding)
    data = codecs.BOM_UTF16_BE + data if encoding == "utf-16-be" else data
    good, bad = split(data)
    assert "Petruškô “Ana” said" in good[0].text and "\r" not in good[0].text
    assert good[0].received() == text.split(ending * 2, 1)[1].strip().replace(ending * 2, "\n\n", 1)
    assert good[1].text == "Zwölf\n\nZwölf Brücken."
    assert bad[0].offset is not None
    codec = encoding.removesuffix("-sig") if "16" not in encoding else "utf-16-le" if encoding == "utf-16" else encoding
    codec = "utf-32-le" if codec == "utf-32" else codec
    assert data[bad[0].offset :].startswith("date 2022-02-31".encode(codec))


def test_stray_bytes_in_utf8_harm_only_themselves() -> None:
    report = one(b"Caf\xc3\xa9 and \x93bar\x94 in L\xc3\xb3dz.")
    assert report.text == "Café and “bar” in Lódz."


# --- whole files that cannot be read


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"), (b" \n\r\n\t", "empty"), (b"\xef\xbb\xbf", "empty"), (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04abc", "ZIP"), (b"\x1f\x8b\x08", "gzip"), (bytes(range(256)) * 4, "binary"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "XML"),
        (b"<html><body><script>var a;</script></body></html>", "no article"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_report_gives_one_error(data: bytes, says: str) -> None:
    good, bad = split(data, "f")
    assert not good and len(bad) == 1
    assert says in str(bad[0]) and bad[0].advice and bad[0].file == "f"


def test_missing_files_and_directories(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.txt", tmp_path / "a\0b"):
        (error,) = reports(path)
        assert isinstance(error, IntakeError) and error.file == str(path)


def test_a_path_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dump.bin"
    path.write_text(DUMP, encoding="utf-8")
    (report,) = reports(path)
    assert isinstance(report, Report) and report.title == "Bridge closed, mayor says"


# --- tables

NEWS_PLEASE = {
    "authors": ["Mara Quill", "Jonas Sand"], "date_download": "2022-01-10 11:00:00",
    "date_publish": "2022-01-09 09:10:00",
    "description": "not the text", "filename": "x.json", "language": "en", "localpath": None,
    "source_domain": "www.velmora-post.example",
    "maintext": "The bridge is closed.Mayor Ana Petrusko said so.", "title": "Bridge closed",
    "url": "https://velmora-post.example/1",
}  # fmt: skip


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("wrap", [lambda r: r, lambda r: [r], lambda r: {"status": "ok", "articles": [r]}])
def test_news_please_json(indent: int | None, wrap: Any) -> None:
    report = one(json.dumps(wrap(NEWS_PLEASE), indent=indent))
    assert (report.title, report.outlet, report.author) == (
        "Bridge closed",
        "velmora-post.example",
        "Mara Quill, Jonas Sand",
    )
    assert (report.published, report.fetched) == ("2022-01-09T09:10:00", "2022-01-10T11:00:00")
    assert report.text == "Bridge closed\n\nThe bridge is closed. Mayor Ana Petrusko said so."


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ({"Body": "Text.", "Headline": "H"}, "title", "H"),
        ({"articleBody": "Text.", "datePublished": "2022-01-09T09:10:00Z"}, "published", "2022-01-09T09:10:00+00:00"),
        ({"content": "Text.", "source": {"id": None, "name": "Velmora Post"}}, "outlet", "Velmora Post"),
        ({"text": "Text.", "source": "https://www.b.example/"}, "outlet", "b.example"),
        ({"text": "Text.", "timestamp": 1641719400}, "published", "2022-01-09T09:10:00+00:00"),
        ({"maintext": None, "text": "Text."}, "text", "Text."),
        ({"text": "Te\ud800xt."}, "text", "Te\ufffdxt."),
        ({"text": "Text.", "author": {"name": "Mara Quill"}}, "author", "Mara Quill"),
    ],
)
def test_names_of_columns(row: dict[str, Any], field: str, value: str) -> None:
    assert getattr(one(json.dumps(row)), field) == value


def test_json_lines_go_on_behind_a_broken_one() -> None:
    lines = [
        '{"text": "One."}',
        '{"text": "Two',
        "",
        "[1]",
        '{"text": ""}',
        '{"n": 1}',
        '{"text": "S\u2028ix.", "date": "2022-13-01"}',
    ]
    good, bad = split("\n".join(lines), "f.jsonl")
    assert [r.text for r in good] == ["One.", "S\u2028ix."]
    assert [(e.record, e.offset) for e in bad] == [(2, 17), (3, 32), (4, 36), (5, 49), (6, 58)]


def test_a_json_list_goes_on_behind_a_broken_object() -> None:
    good, bad = split('[\n{"text": "One."},\n{"text": broken},\n{"text": "Three."}\n]')
    assert [r.text for r in good] == ["One.", "Three."] and len(bad) == 1 and bad[0].record == 2


@pytest.mark.parametrize("data", ["[" * 100_000, '{"text": ' * 50_000, "[" + "1" * 10_000 + "]", '[{"text": "' * 5_000])
def test_json_that_would_break_a_parser(data: str) -> None:
    good, bad = split(data, "f.json")
    assert not good and bad


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv(delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows(
        [["Title", "Text", "Date"], ["A", 'He said "no";\nthen, | she left.', "2022-01-09"], ["B", "Two.", ""]]
    )
    first, second = split(out.getvalue())[0]
    assert first.text == 'A\n\nHe said "no";\nthen, | she left.' and first.published == "2022-01-09"
    assert second.published is None


def test_broken_csv_rows_are_told_and_the_others_go_on() -> None:
    data = 'title,text\nA,One.\nB,Two,three\nC,"four\nD,Five.\n'
    good, bad = split(data, "f.csv")
    assert [r.title for r in good] == ["A", "D"]
    assert [(e.record, e.offset) for e in bad] == [(2, 18), (3, 30)]
    assert "columns: a, b" in str(split("a,b\n1,2", "f.csv")[1][0])


# --- pages

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Bridge closed | Velmora Post</title>
<link rel="canonical" href="https://www.velmora-post.example/bridge">
<meta property="og:site_name" content="Velmora Post">
<meta property="article:published_time" content="2022-01-09T09:10:00+03:00"><meta name="author" content="Mara Quill">
<script>var stolen = "the script says hello to the reader of this page";</script>
<style>.x {{ color: red }}</style></head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Bridge closed</h1>
<p>The bridge over the harbour of Velmora is closed until May, the café owner’s son said on Monday morning.</p>
<script>document.write("the script writes into the article, which no reader wants");</script>
<p>Mayor Ana Petrusko told reporters that the town had no money for a new one, and that nobody would pay for it.</p>
<noscript>Please switch on scripts to read the comments below this article.</noscript>
<p>“We are done,” she said. The council meets again on Friday to talk about the ferry that carries people over.</p>
</article><footer>© Velmora Post</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1", "utf-16", "gb18030"])
def test_a_page(charset: str) -> None:
    codec = "cp1252" if charset == "iso-8859-1" else charset
    report = one(PAGE.format(charset=charset).encode(codec))
    assert (report.title, report.author, report.published) == (
        "Bridge closed",
        "Mara Quill",
        "2022-01-09T09:10:00+03:00",
    )
    assert (report.url, report.outlet) == ("https://www.velmora-post.example/bridge", "velmora-post.example")
    assert "café owner’s son" in report.text and "“We are done,” she said." in report.text
    assert "script" not in report.text and "color" not in report.text and "Home" not in report.text
    assert report.text.count("Bridge closed") == 1


def test_a_page_is_never_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a page was fetched")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    assert one(
        PAGE.format(charset="utf-8").replace("<script>", '<script src="https://velmora-post.example/x.js">')
    ).title


def test_a_page_with_an_impossible_date_is_read_and_told() -> None:
    good, bad = split(PAGE.format(charset="utf-8").replace("2022-01-09T09:10:00+03:00", "2022-01-40"))
    assert len(good) == 1 and good[0].published is None
    assert len(bad) == 1 and "2022-01-40" in str(bad[0])


# --- plain text


def test_plain_text_with_and_without_a_title() -> None:
    report = one("Bridge closed in Velmora\n\nThe bridge is closed.\n")
    assert (report.title, report.text) == (
        "Bridge closed in Velmora",
        "Bridge closed in Velmora\n\nThe bridge is closed.",
    )
    for text in ("The bridge is closed.\n\nSo it is.", "Only a line", "A line\nand another one",
                 "By Mara Quill\n\nThe bridge is closed.",
                 "April 4, 2025\n\nIt rained.", "FOR IMMEDIATE RELEASE\n\nWe are glad."):  # fmt: skip
        assert one(text).title is None and one(text).text == text


def test_a_preamble_is_read_and_stays_in_the_text() -> None:
    text = "Headline: Bridge closed\nSubtitle: It is old\nDate: Jan. 9, 2022\nPublisher: Velmora Post\n\n"
    text += "The bridge is closed.He left."
    report = one("\ufeff" + text)
    assert (report.title, report.published, report.outlet) == ("Bridge closed", "2022-01-09", "Velmora Post")
    assert report.text == text.replace(".He", ". He") and report.body_start == 0
    assert report.received() == text


@pytest.mark.parametrize(
    "text",
    [
        "[Music] Welcome to Velmora, he said.",
        "{curly} text",
        "a, b and c said no.",
        "<3 he wrote.",
        "Title, text and more\n\nHe said no.",
    ],
)
def test_prose_is_not_taken_for_another_format(text: str) -> None:
    assert one(text).text == text


# --- dates, outlet, and what the text says of itself


@pytest.mark.parametrize(
    ("given_date", "prefix"),
    [
        ("2022", "2022"), ("2022-01", "2022-01"), ("20220109", "2022-01-09"), ("2022-01-09 09:10", "2022-01-09T09:10"),
        ("2022-01-09T09:10:11.5Z", "2022-01-09T09:10:11+00:00"), ("2022-01-09T09:10+0330", "2022-01-09T09:10+03:30"),
        ("Sun, 09 Jan 2022 09:10:00 +0300", "2022-01-09T09:10:00+03:00"), ("9 January 2022", "2022-01-09"),
        ("January 9th, 2022", "2022-01-09"),
        ("Sept. 2022", "2022-09"), ("2022/1/9", "2022-01-09"), ("2024-02-29", "2024-02-29"),
    ],
)  # fmt: skip
def test_dates_are_as_fine_as_given(given_date: str, prefix: str) -> None:
    assert iso_prefix(given_date) == prefix
    assert iso_prefix(prefix) == prefix


@pytest.mark.parametrize(
    "given_date",
    ["2022-02-30", "2023-02-29", "2022-13",
      "2022-00-09", "2022-01-00", "March 0, 2022", "2022-01-09T24:30", "2022-01-09T10:61",
     "09/01/2022", "2022-01-09T10:00+19:00", "0000", "yesterday", "1" * 5000],
)  # fmt: skip
def test_dates_that_cannot_be(given_date: str) -> None:
    with pytest.raises(NoSuchDateError):
        iso_prefix(given_date)


def test_the_future_begins_the_day_after_tomorrow() -> None:
    assert [in_future(d, TODAY) for d in ("2030-05-02", "2030-05-03", "2030", "2031", "2030-06")] == [
        False,
        True,
        False,
        True,
        True,
    ]


def test_outlet() -> None:
    assert outlet("https://WWW.News.Example.:443/a?b") == "news.example"
    assert [outlet(u) for u in (None, "", "foo", "http://[", "mailto:x@y.example")] == [None] * 5


META = json.loads((CASES / "meta.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", META, ids=[c["text"][:30] for c in META])
def test_author_credit_genre(case: dict[str, Any]) -> None:
    found = {
        "author": author(case["text"]),
        "credit": credit(case["text"]),
        "genre": genre(case["text"], None, case.get("url")),
    }
    wanted = {"author": case.get("author"), "credit": case.get("credit"), "genre": case.get("genre", "unknown")}
    assert found == wanted


# --- anything at all


@given(st.text(st.characters(), min_size=1), st.none() | st.text(st.characters(), min_size=1))
def test_an_exact_text_comes_back(text: str, title: str | None) -> None:
    """Texts that do not come out of files keep even the white space around them."""
    for found in report(Raw(body=f"He left.{text}", title=title, exact=True), "text", TODAY):
        assert isinstance(found, Report)
        head = f"{title}\n\n" if found.title is not None else ""
        assert found.received() == f"{head}He left.{text}"
        assert found.text.startswith(f"{found.title}\n\n" if found.title is not None else "He left.")
        found.text.encode()


BYTES = st.binary(max_size=300) | st.text(st.characters(exclude_categories=["Cs"]), max_size=200).map(str.encode)
PIECES = st.lists(
    st.sampled_from([DUMP.encode(), b"date 2022-01-01 http://a.example\n\n",
                     b"date 1\n\n", b"{", b'{"text": "a"}', b"[", b"\n",
                     b"title,text\n", b'a,"b', b"<html>", b"<!-- -->", b"Headline: x\nDate: 2\n", b"\xff", b"\x00",
                     b"\xef\xbb\xbf", b"\xff\xfe"]),
    max_size=8,
).map(b"".join)  # fmt: skip


@given(BYTES | PIECES, st.sampled_from([None, "a.json", "a.csv", "a.html"]))
@settings(max_examples=400, deadline=None)
def test_any_bytes_give_reports_or_errors(data: bytes, name: str | None) -> None:
    found = list(reports(data, name, TODAY))
    assert found, "something is always said"
    for record in found:
        if isinstance(record, Report):
            assert record.text.strip() and record.received()
            assert record.title is None or record.text.startswith(record.title) or record.title in record.text
        else:
            assert "\n" not in str(record)
        assert record in list(reports(data, name, TODAY)) or isinstance(record, IntakeError)
