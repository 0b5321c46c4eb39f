"""`sayso export`: the archive as tables (Parquet, CSV, JSON Lines) and as JSON-LD documents."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, TypeVar

import typer

from sayso.cli.base import INTERRUPTED, opened, place, ready_stdout, say, writing

if TYPE_CHECKING:
    from typing import TextIO

    from sayso.front import Archive

T = TypeVar("T")

_EXAMPLES = """Examples:

\b
  sayso export claims | head                     JSON Lines on the terminal
  sayso export claims -o claims.csv              for a spreadsheet
  sayso export statements -o statements.parquet  for pandas, DuckDB, R; needs pip install 'sayso[tables]'
  sayso --archive war.db export links -f parquet > links.parquet
  sayso export annotation -o all.jsonld          W3C Web Annotation: every span of every report, and the links
  sayso export jsonld -o claims.jsonld           schema.org: Claim, Quotation, NewsArticle

Tables: reports, statements, entities, claims, links. docs/format.md says what each column means. The same archive gives
the same bytes. A file is written beside its place and moved there when it is whole.

Exit codes: 0 all went well; 1 something failed, see stderr, the file is as it was; 2 wrong usage; 130 interrupted."""


class Table(StrEnum):
    """What `sayso export` can write: five tables and two documents."""

    reports = "reports"
    statements = "statements"
    entities = "entities"
    claims = "claims"
    links = "links"
    annotation = "annotation"
    jsonld = "jsonld"


class TableFormat(StrEnum):
    """In which form a table is written."""

    parquet = "parquet"
    csv = "csv"
    jsonl = "jsonl"


_DOCUMENTS = (Table.annotation, Table.jsonld)


def register(app: typer.Typer) -> None:
    """Adds the verb to the command line."""
    app.command(epilog=_EXAMPLES)(export)


def export(
    context: typer.Context,
    table: Annotated[Table, typer.Argument(metavar="TABLE", help="A table, or annotation, or jsonld: see below.")],
    format: Annotated[
        TableFormat | None,
        typer.Option("--format", "-f", help="How to write a table.", show_default="by the name of the file, or jsonl"),
    ] = None,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write.")] = "-",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress. Errors are still shown.")] = False,
) -> None:
    """Write the archive as a table, or as JSON-LD."""
    form = _form(table, format, output)
    _refuse_overwriting(place(context).archive, output)
    shown = not quiet and sys.stderr.isatty() and (output != "-" or not sys.stdout.isatty())
    with opened(context) as archive:
        write = _writer(archive, table, form, shown=shown)
        try:
            _put(write, output, binary=form is TableFormat.parquet)
        except KeyboardInterrupt:
            if output == "-":
                raise
            say(f"interrupted; {output} is as it was before")
            raise typer.Exit(INTERRUPTED) from None


def _form(table: Table, format: TableFormat | None, output: str) -> TableFormat | None:
    """The format asked for, else by the file's name, else JSON Lines; None for a document. Raises BadParameter."""
    if table in _DOCUMENTS:
        if format is not None:
            raise typer.BadParameter(f"{table.value} is JSON-LD and nothing else", param_hint="--format")
        return None
    named = Path(output).suffix[1:].lower()
    form = format or (TableFormat(named) if named in list(TableFormat) else TableFormat.jsonl)
    if form is TableFormat.parquet and output == "-" and sys.stdout.isatty():
        raise typer.BadParameter("Parquet is not for terminals: name a file with --output", param_hint="--format")
    return form


def _refuse_overwriting(archive: str, output: str) -> None:
    """The archive is the one thing that an export must not write over."""
    if output == "-":
        return
    archive = archive.removeprefix("sqlite:///")
    for end in ("", "-wal", "-shm"):
        if os.path.realpath(output) == os.path.realpath(archive + end):
            raise typer.BadParameter(f"{output} is the archive itself", param_hint="--output")


def _writer(archive: Archive, table: Table, form: TableFormat | None, *, shown: bool) -> Callable[[Any], None]:
    """What writes the table to a stream: of text, or of bytes for Parquet. Raises SaysoError without pyarrow."""
    from sayso.export.tables import columns, graph, lines, notes, sheet

    rows: Any = archive.rows(table.value)
    if form is TableFormat.parquet:
        columns.schema(table.value)  # type: ignore[arg-type]  # before any file is made: whether pyarrow is there
        return lambda out: columns.write(table.value, _counted(rows, shown), out)  # type: ignore[arg-type]
    if form is TableFormat.csv:
        return lambda out: sheet.write(table.value, _counted(rows, shown), out)  # type: ignore[arg-type]
    if form is TableFormat.jsonl:
        return lambda out: lines.write(_counted(rows, shown), out)
    window = notes if table is Table.annotation else graph
    return lambda out: window.write(_counted(rows, shown), out)


def _put(write: Callable[[Any], None], output: str, *, binary: bool) -> None:
    from sayso.export.tables.place import as_text, written

    with writing("standard output" if output == "-" else output):
        if output == "-":
            out: TextIO | BinaryIO = sys.stdout.buffer if binary else sys.stdout
            ready_stdout(people=False)
            write(out)
            out.flush()
            return
        with written(Path(output)) as file:
            if binary:
                write(file)
                return
            with as_text(file) as text:
                write(text)


def _counted(rows: Iterable[T], shown: bool) -> Iterator[T]:
    """The rows; how many there were so far stands on stderr, where that is shown, from the first second on."""
    if not shown:
        yield from rows
        return
    later, drawn = time.monotonic() + 1.0, False
    try:
        for number, row in enumerate(rows, 1):
            yield row
            if number % 100 == 0 and time.monotonic() > later:
                later, drawn = time.monotonic() + 0.2, True
                sys.stderr.write(f"\r\x1b[K{number:,} rows"[: shutil.get_terminal_size().columns + 3])
                sys.stderr.flush()
    finally:
        if drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
