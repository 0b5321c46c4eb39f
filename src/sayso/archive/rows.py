"""Records to rows and back: what stands as JSON within a column, and what a Reading's body holds."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from sayso.archive.faults import GarbledError
from sayso.codec import reading_to_dict
from sayso.records import Reading, Span, digest

IDENTITY = ("id", "url", "published", "text")
"""What the report's own row holds for good; all else of a Report stands in the body of each of its readings."""

_LEVEL = 6
"""zlib's level: 9 saves 1 % more of a reading and takes twice the time."""

_HALF, _WHOLE = 1 << 63, 1 << 64


def packed(value: Any) -> str:
    """JSON, as short as it goes, in which nothing is escaped that need not be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def body_of(reading: Reading) -> tuple[bytes, str]:
    """(body, digest) of a reading: zlib of JSON with the keys of `Reading.to_dict`, but those in IDENTITY; and sixteen
    hex digits that stand for what was read. When the report was fetched makes no other reading of it."""
    data = reading_to_dict(reading)
    report = {k: v for k, v in data["report"].items() if k not in IDENTITY}
    body = packed({**data, "report": report})
    same = digest({**data, "report": {**report, "fetched": None}})
    return zlib.compress(body.encode("utf-8"), _LEVEL), same


def as_spans(text: str) -> tuple[Span, ...]:
    """Spans as they stand in a column: "[[0,12],[14,20]]"."""
    if text == "[]":
        return ()
    try:
        return tuple([(a, b) for a, b in json.loads(text)])
    except (ValueError, TypeError) as error:
        raise GarbledError("spans that are none") from error


def as_words(text: str) -> tuple[str, ...]:
    """Strings as they stand in a column: '["a","b"]'."""
    if text == "[]":
        return ()
    try:
        return tuple(json.loads(text))
    except (ValueError, TypeError) as error:
        raise GarbledError("a list that is none") from error


def as_keys(keys: Iterable[int | str]) -> list[int | str]:
    """Keys as SQLite holds them: whole numbers of 64 bits become signed ones, strings stay.

    >>> as_keys([7, 2**64 - 1, "lund"])
    [7, -1, 'lund']
    """
    return [k - _WHOLE if isinstance(k, int) and k >= _HALF else k for k in keys]


def listed(values: Iterable[int | str]) -> tuple[str]:
    """The one parameter of a statement that says `json_each(?)`."""
    return (packed(list(values)),)


def driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, for loops of many small statements: SQLAlchemy adds some 20 microseconds to each."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def file_of(connection: Connection) -> str:
    """The path of the archive that a connection is to."""
    return str(driver(connection).execute("PRAGMA database_list").fetchone()[2])


def place_of(content: Sequence[Span], extents: Sequence[Span]) -> Span:
    """Where a statement stands: its first content span, or the start of its first sentence where it has none."""
    if content:
        return content[0]
    return (extents[0][0], extents[0][0]) if extents else (0, 0)
