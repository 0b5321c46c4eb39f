"""CSV of a table: a header, one row a line; lists are JSON, nothing known is an empty cell, truth is true or false.

Cells that a spreadsheet would run as a formula are defused as in `sayso.export.csv`, whose `restore` undoes it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from sayso.export.csv import defuse
from sayso.export.plain import dumps
from sayso.export.tables.records import Row, TableName, columns, plain


def cell(value: Any) -> str:
    """A value as it is written: numbers so that they come back as they were.

    >>> [cell(v) for v in (None, True, 0.1, "=1", ["a", "b"])]
    ['', 'true', '0.1', "'=1", '["a", "b"]']
    """
    if isinstance(value, str):
        return defuse(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return dumps(value) if isinstance(value, list) else repr(value)


def write(table: TableName, rows: Iterable[Row], out: TextIO) -> None:
    """Write the header and the rows. Open `out` with newline="" so that line breaks in cells stay."""
    sheet = csv.writer(out)  # CR LF, as RFC 4180 has it
    sheet.writerow(columns(table))
    sheet.writerows([cell(v) for v in plain(row).values()] for row in rows)
