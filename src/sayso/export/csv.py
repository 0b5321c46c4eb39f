"""CSV: one row a statement, own voice among them.

A spreadsheet takes a cell that begins with "=" (and a few others) for a formula and runs it. So such a cell gets an
apostrophe in front (`defuse`), and so does one that begins with apostrophes and then such a character: `restore` takes
one off again and always gives back what was there.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from sayso.export.plain import dumps, encodable, named, said
from sayso.records import Reading, Source, Statement

COLUMNS = (
    "report", "url", "outlet", "published", "title", "statement", "form", "act", "negated", "source", "kind", "role",
    "cue", "content", "addressee", "said_on", "via", "within", "continues", "repeats", "confidence", "source_id",
    "source_spans", "cue_spans", "content_spans", "addressee_spans", "extents", "reasons",
)  # fmt: skip
"""The header row. Spans are JSON lists of [start, end]; `via` holds names, "; " between them; `reasons` is a list."""

# What spreadsheets take for the start of a formula, alone or after white space, and the wide forms of the same.
_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212]")
_DEFUSED = re.compile(r"''*\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212]")


def defuse(cell: str) -> str:
    """The cell so that no spreadsheet runs it.

    >>> defuse("=1+1"), defuse("'=1"), defuse("'Quite'")
    ("'=1+1", "''=1", "'Quite'")
    """
    return "'" + cell if _FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """The cell as it was before `defuse`.

    >>> restore(defuse("'=1")), restore("'Quite'")
    ("'=1", "'Quite'")
    """
    return cell[1:] if _DEFUSED.match(cell) else cell


def _row(reading: Reading, statement: Statement, sources: Mapping[str | None, Source]) -> dict[str, object]:
    report, source = reading.report, sources.get(statement.source_id)
    spans = {k: getattr(statement, k) for k in COLUMNS if k.endswith("_spans") or k == "extents"}
    return {
        **{k: getattr(report, k) for k in ("url", "outlet", "published", "title")},
        **{k: getattr(statement, k) for k in ("form", "act", "said_on", "within", "continues", "repeats", "source_id")},
        **{k: dumps(v) for k, v in spans.items()},
        "report": statement.report,
        "statement": statement.id,
        "negated": "true" if statement.negated else "false",
        "source": source.name if source else None,
        "kind": source.kind if source else None,
        "role": source.role if source else None,
        "cue": said(reading, statement.cue_spans),
        "content": said(reading, statement.content_spans),
        "addressee": said(reading, statement.addressee_spans),
        "via": "; ".join(named(sources[v]) if v in sources else v for v in statement.via),
        "confidence": f"{statement.confidence:.4g}",
        "reasons": dumps(list(statement.reasons)),
    }


def rows(reading: Reading) -> Iterator[list[str]]:
    """The rows of one reading in the order of COLUMNS, every cell as it is written."""
    sources: dict[str | None, Source] = {s.id: s for s in reading.sources}
    for statement in reading.statements:
        row = _row(reading, statement, sources)
        yield [defuse(encodable("" if row[c] is None else str(row[c]))) for c in COLUMNS]


def write(readings: Iterable[Reading], out: TextIO) -> None:
    """Write the header and one row for each statement. Open `out` with newline="" so that line breaks in cells stay."""
    table = csv.writer(out)  # CR LF, as RFC 4180 has it
    table.writerow(COLUMNS)
    for reading in readings:
        table.writerows(rows(reading))
