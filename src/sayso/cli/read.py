"""`sayso read`: reports in, readings out, in one of the formats."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.base import FAILED, ready_stdout, reports_of, say, writing

if TYPE_CHECKING:
    from sayso.export.run import Reads, Run

MANY = 4
"""Threads unless told otherwise, where the machine has that many cores: a laptop stays usable."""
THREADS = min(MANY, os.cpu_count() or 1)

_EXAMPLES = """Examples:

\b
  sayso read report.txt                        for people, on the terminal
  sayso read report.txt -f html -o page.html   one page, marked up in place
  sayso read 'dumps/*.txt' -f jsonl > all.jsonl
  curl -s https://news.example/1 | sayso read -
  sayso read dump.txt -f brat -o brat/         files for the annotation tool brat

Formats: people; jsonl (one reading a line, docs/format.md); html (one self-contained page); csv (one row a statement);
annotation (W3C Web Annotation, JSON-LD); brat (stand-off; --output names a folder).

Exit codes: 0 all went well; 1 something failed, see stderr, the rest was read; 2 wrong usage; 130 interrupted."""


class Format(StrEnum):
    """What `sayso read` can write."""

    people = "people"
    jsonl = "jsonl"
    html = "html"
    csv = "csv"
    annotation = "annotation"
    brat = "brat"


def register(app: typer.Typer) -> None:
    """Adds the verb to the command line."""
    app.command(epilog=_EXAMPLES)(read)


def read(
    files: Annotated[
        list[str], typer.Argument(metavar="FILES", help="Files, patterns such as 'dumps/*.txt', or - (standard input).")
    ],
    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.people,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; a folder for brat.")
    ] = "-",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar. Errors are still shown.")] = False,
    threads: Annotated[int, typer.Option("--threads", "-t", min=1, help="Threads; the output is the same.")] = THREADS,
) -> None:
    """Read dated news reports: who said what, on whose word, and what nobody is cited for."""
    from sayso.export.run import Run, expand
    from sayso.pipeline import Reader

    inputs = list(expand(files))
    _refuse_overwriting(inputs, output)
    run = Run(inputs, reports_of, say=say, bar=not quiet and sys.stderr.isatty() and _quiet_stdout(output))
    with run:
        _write(run, Reader(threads=threads), format, output)
    if run.interrupted:
        raise typer.Abort
    if run.failed:
        raise typer.Exit(FAILED)


def _quiet_stdout(output: str) -> bool:
    """Whether a bar on stderr would not run into what is written to the same terminal."""
    return output != "-" or not sys.stdout.isatty()


def _refuse_overwriting(inputs: Sequence[object], output: str) -> None:
    for name in inputs:
        if isinstance(name, str) and name != "-" and output != "-" and Path(output).exists():
            with suppress(OSError):
                if Path(output).samefile(name):
                    raise typer.BadParameter(f"{output} is also read from", param_hint="--output")


def _write(run: Run, reader: Reads, format: Format, output: str) -> None:
    from importlib import import_module

    window = import_module(f"sayso.export.{format.value}")
    with writing("standard output" if output == "-" else output):
        if format is Format.brat and output != "-":
            window.write_folder(run.readings(reader), Path(output))
        elif output != "-":
            with Path(output).open("w", encoding="utf-8", newline="") as out:
                window.write(run.readings(reader), out)
        else:
            ready_stdout(people=format is Format.people)
            window.write(run.readings(reader), sys.stdout)
