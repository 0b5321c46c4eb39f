"""Records with named fields: JSON Lines, JSON and CSV."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.errors import IntakeError
from sayso.intake.decode import Decoded, lines
from sayso.intake.raw import Raw, outlet

_COLUMNS = {
    "text": "maintext text body articlebody bodytext fulltext articletext content maincontent contenttext plaintext"
    " rawtext cleanedtext cleantext article story articlecontent document",
    "title": "title headline heading articletitle newstitle",
    "url": "url link sourceurl articleurl canonicalurl weburl permalink uri href",
    "published": "datepublish published datepublished publishdate publicationdate publishedat publisheddate pubdate"
    " publishedon datetime date timestamp created createdat",
    "outlet": "sourcedomain outlet publisher domain sourcename sitename newspaper publication hostname site media"
    " source",
    "author": "authors author byline creator writer",
    "language": "language lang languagecode",
    "fetched": "datedownload fetched fetchedat crawled crawldate datecrawled crawledat downloaded retrieved scrapedat",
}
"""The fields of a record and the names they go by (lower case, letters only), the surest first: news-please,
schema.org, news APIs and the usual data sets."""

_WRAPPERS = ("articles", "reports", "items", "documents", "results", "data", "news", "entries")
"""Keys under which a JSON object keeps a list of records."""

UNCLOSED = 10
"""Records with an unclosed quotation mark after which a CSV file is given up: each costs a look at the rest of the
file."""

BROKEN = 100
"""Broken JSON values after which the rest of a list is given up, for the same reason (JSON Lines have no such
limit)."""

_FIELD_LIMIT = 2**31 - 1
_START = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")
_ADVICE = "a record needs a text under one of the names maintext, text, body, content, article"


def looks_like_json(text: str) -> bool:
    """Whether a text begins like a JSON object or a list of objects."""
    return bool(_START.match(text))


def looks_like_csv(text: str) -> bool:
    """Whether the first line is a header with a text column and one more that is known."""
    known = set(_by_field(_header(text)[1]))
    return "text" in known and len(known) > 1


def _by_field(names: list[str]) -> dict[str, list[str]]:
    """field -> the names in the table that stand for it, the surest first."""
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(re.sub(r"[\W_]", "", name.lower()), name)
    found = {field: [plain[s] for s in synonyms.split() if s in plain] for field, synonyms in _COLUMNS.items()}
    return {field: hits for field, hits in found.items() if hits}


def _raw(row: Mapping[str, Any], number: int, offset: int) -> Raw:
    """The record of one row; the first synonym that is not empty fills a field."""
    values: dict[str, Any] = {}
    for field, names in _by_field([str(k) for k in row]).items():
        for name in names:
            if value := _string(row.get(name)):
                values[field] = value
                break
    host = values.get("outlet", "")
    if "://" in host or re.fullmatch(r"(?i)www\.\S+", host):
        values["outlet"] = outlet(host if "://" in host else f"http://{host}") or host
    values.pop("language", None)  # read from the text: what tables say of it is often the feed's, not the text's
    return Raw(body=values.pop("text", ""), record=number, offset=offset, **values)


def _string(value: Any) -> str:
    """A cell as a string: lists joined by commas, objects by their name; null and what is no text is empty."""
    if isinstance(value, str):
        return "" if value.strip() in ("None", "null", "NULL", "nan", "NaN", "[]") else value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value) if value == value and abs(value) < 1e15 else ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_string, value[:50])))
    if isinstance(value, Mapping):
        return next((_string(value[k]) for k in ("name", "url", "uri", "title", "text") if value.get(k)), "")
    return ""


def json_records(decoded: Decoded, file: str) -> Iterator[Raw | IntakeError]:
    """The records of JSON Lines, of a JSON list, of one object, or of an object that holds a list of records."""
    text = decoded.text
    first = next((line for _, line in lines(text) if line.strip()), "")
    try:
        json.loads(first)
        by_line = first.lstrip().startswith("{")
    except (ValueError, RecursionError):
        by_line = text.count("\n{") > 0 and not text.lstrip().startswith("[") and not re.match(r"\s*\{\s*$", first)
    pieces = _json_lines(text) if by_line else _json_values(text)
    number = 0
    for start, value in pieces:
        rows = value if isinstance(value, list) else [value]
        if isinstance(value, Mapping) and "text" not in _by_field([str(k) for k in value]):
            held = next((value[k] for k in _WRAPPERS if isinstance(value.get(k), list)), None)
            rows = held if held is not None else rows
        for row in rows:
            number += 1
            place: dict[str, Any] = {"file": file, "record": number, "offset": decoded.byte_at(start)}
            if isinstance(row, ValueError | RecursionError):
                yield IntakeError(f"this is not JSON: {_reason(row)}", **place, advice="one JSON object a record")
            elif not isinstance(row, Mapping):
                yield IntakeError(f"a record is an object, not {type(row).__name__}", **place, advice=_ADVICE)
            elif "text" not in _by_field([str(k) for k in row]) and "title" not in _by_field([str(k) for k in row]):
                yield IntakeError("the record has no text", **place, advice=_ADVICE)
            else:
                yield _raw(row, number, decoded.byte_at(start))


def _reason(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deep or holds a number too long"


def _json_lines(text: str) -> Iterator[tuple[int, Any]]:
    """(offset, value or the error) of each line that is not empty."""
    for start, line in lines(text):
        if line.strip(" \t\ufeff\r"):
            try:
                yield start, json.loads(line)
            except (ValueError, RecursionError) as error:
                yield start, error


def _json_values(text: str) -> Iterator[tuple[int, Any]]:
    """(offset, value or the error) of each value in a list or in a row; after an error the next line that begins with
    "{" at the outermost depth in use goes on."""
    decode = json.JSONDecoder().raw_decode
    space = re.compile(r"[\s,\ufeff]*")
    begin = re.compile(r"^[ \t]*\{", re.MULTILINE)
    broken = 0
    at = space.match(text).end()  # type: ignore[union-attr]
    listed = text[at : at + 1] == "["
    at = space.match(text, at + listed).end()  # type: ignore[union-attr]
    while at < len(text) and not (listed and text[at] == "]"):
        try:
            value, end = decode(text, at)
            yield at, value
        except (ValueError, RecursionError) as error:
            yield at, error
            following = begin.search(text, at + 1)
            broken += 1
            end = following.end() - 1 if following and broken < BROKEN else len(text)
        at = space.match(text, end).end()  # type: ignore[union-attr]


def _header(text: str) -> tuple[str, list[str]]:
    """(delimiter, names) of the first line of a CSV file; the delimiter is the one that yields most known names."""
    start = re.match(r"[\s\ufeff]*", text).end()  # type: ignore[union-attr]
    line = text[start : text.find("\n", start) if "\n" in text[start:] else len(text)][:10_000]
    best: tuple[int, str, list[str]] = (-1, ",", [])
    for delimiter in ",;\t|":
        try:
            names = [n.strip() for n in next(csv.reader([line.rstrip("\r")], delimiter=delimiter), [])]
        except csv.Error:
            continue
        score = len(_by_field(names)) * 100 + len(names)
        best = max(best, (score, delimiter, names), key=lambda b: b[0])
    return best[1], best[2]


def csv_records(decoded: Decoded, file: str) -> Iterator[Raw | IntakeError]:
    """The records of a CSV file with a header line; its delimiter is read from the header."""
    text = decoded.text
    delimiter, names = _header(text)
    if "text" not in _by_field(names):
        shown = ", ".join(names)[:100]
        yield IntakeError(f"no column holds the text (columns: {shown})", file=file, record=1, offset=0, advice=_ADVICE)
        return
    csv.field_size_limit(_FIELD_LIMIT)
    at = re.match(r"[\s\ufeff]*[^\n]*\n?", text).end()  # type: ignore[union-attr]
    number = unclosed = 0
    while at < len(text):
        feed = _Feed(text, at)
        reader = csv.reader(feed, delimiter=delimiter, strict=True)
        start = at
        try:
            for row in reader:
                offset, start = decoded.byte_at(start), feed.at
                if not any(cell.strip() for cell in row):
                    continue
                number += 1
                if len(row) > len(names) and any(row[len(names) :]):
                    what = f"{len(row)} fields where the header has {len(names)}"
                    advice = "put fields that hold the delimiter in quotation marks"
                    yield IntakeError(what, file=file, record=number, offset=offset, advice=advice)
                else:
                    yield _raw(dict(zip(names, row, strict=False)), number, offset)
            return
        except csv.Error as error:
            number += 1
            unclosed += 1
            what, at = f"the row is broken: {error}", _next_line(text, start)
            last = unclosed == UNCLOSED
            advice = "mend its quotation marks" + ("; the rest of the file is not read" if last else "")
            yield IntakeError(what, file=file, record=number, offset=decoded.byte_at(start), advice=advice)
            if last:
                return


def _next_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end + 1


class _Feed:
    """Lines for the csv module; `at` is the offset behind the last line it took."""

    def __init__(self, text: str, at: int) -> None:
        self._text, self.at = text, at

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self.at >= len(self._text):
            raise StopIteration
        start, self.at = self.at, _next_line(self._text, self.at)
        return self._text[start : self.at]
