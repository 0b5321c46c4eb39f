"""JSON Lines: one row a line, an object with every column; what is not known is null."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from sayso.export.plain import dumps
from sayso.export.tables.records import Row, plain


def write(rows: Iterable[Row], out: TextIO) -> None:
    """Write each row as one line of JSON."""
    for row in rows:
        out.write(dumps(plain(row)) + "\n")
