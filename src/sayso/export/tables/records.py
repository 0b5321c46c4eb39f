"""The rows of the five tables. Their fields, in this order, are the columns; docs/format.md says what each means.

What stands in a row is a string, a whole number, a float, a truth value, None, or a tuple of strings or of spans; ids
are names that hold in every archive, never numbers of one file.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Literal, get_args, get_type_hints

from sayso.across import LinkKind, Verdict
from sayso.export.plain import encodable
from sayso.records import Act, Form, Genre, Kind, Span

TableName = Literal["reports", "statements", "entities", "claims", "links"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report without its text. `origin` is the same for reports whose text has one origin, `story` for reports about
    one event; `family` is the owner that `outlet` counts for, `version_of` the first version of the same page."""

    id: str
    url: str | None
    outlet: str | None
    family: str | None
    published: str | None
    title: str | None
    language: str | None
    genre: Genre
    credit: str | None
    version_of: str | None
    origin: str
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """A statement as its Reading has it, with its report, its claim, and the text of its content (the pieces joined by
    " … "). `source`, `kind` and `role` are its source's, `entity` is who that is across reports. Spans are code points
    of the report's text; `source_id` and `via` are ids of sources within the report."""

    id: str
    report: str
    claim: str | None
    text: str
    source: str | None
    kind: Kind | None
    role: str | None
    entity: str | None
    content_spans: tuple[Span, ...]
    extents: tuple[Span, ...]
    form: Form
    source_id: str | None
    source_spans: tuple[Span, ...]
    cue_spans: tuple[Span, ...]
    addressee_spans: tuple[Span, ...]
    act: Act | None
    negated: bool
    said_on: str | None
    via: tuple[str, ...]
    within: str | None
    continues: str | None
    repeats: str | None
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRow:
    """A person or body behind sources of the archive."""

    id: str
    name: str
    kind: Kind
    roles: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim: the text of the statement that stands for it, and its counts (see sayso.across.Counts)."""

    id: str
    text: str
    reports: int
    outlets: int
    families: int
    texts: int
    sources: int
    named: int
    unnamed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A link between two statements (ids) that holds, or that a person judged (`judged`, else None)."""

    left: str
    right: str
    kind: LinkKind
    score: float
    judged: Verdict | None
    reasons: tuple[str, ...]


Row = ReportRow | StatementRow | EntityRow | ClaimRow | LinkRow
TABLES: dict[TableName, type[Row]] = {
    "reports": ReportRow,
    "statements": StatementRow,
    "entities": EntityRow,
    "claims": ClaimRow,
    "links": LinkRow,
}


@cache
def columns(table: TableName) -> dict[str, Any]:
    """The columns of a table in their order, each with the type of its values.

    >>> list(columns("entities"))
    ['id', 'name', 'kind', 'roles', 'aliases']
    """
    row = TABLES[table]
    hints = get_type_hints(row)
    return {f.name: hints[f.name] for f in fields(row)}


def plain(row: Row) -> dict[str, Any]:
    """A row as plain data, in the order of its columns: tuples become lists, and a half of a surrogate pair U+FFFD."""
    return {name: _plain(getattr(row, name)) for name in row.__slots__}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    return [_plain(v) for v in value] if isinstance(value, tuple) else value


def fits(table: str) -> TableName:
    """The name of a table. Raises ValueError for any other."""
    if table not in get_args(TableName):
        raise ValueError(f"{table!r} is no table: {', '.join(get_args(TableName))}")
    return table  # type: ignore[return-value]  # just looked at
