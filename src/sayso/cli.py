"""The command line. Nothing heavy is imported before a command runs, so that `sayso --help` answers at once.

Exit codes: 0 all went well; 1 something failed (what, where and what to do stands on stderr, one line each; all that
could be read was written); 2 the command was not understood; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso import __version__
from sayso.errors import SaysoError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.errors import IntakeError
    from sayso.export.run import Reads, Run
    from sayso.records import Report

FAILED, USAGE, INTERRUPTED = 1, 2, 130
_MANY = 4
"""Threads unless told otherwise, where the machine has that many cores: a laptop stays usable."""

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,  # plain help: rich would double the time to the first line
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

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


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True, epilog="Examples, formats and exit codes: sayso read --help")
def _sayso(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Every sentence in the news is on somebody's say-so. Sayso shows whose."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(USAGE)


@app.command(epilog=_EXAMPLES)
def read(
    files: Annotated[
        list[str], typer.Argument(metavar="FILES", help="Files, patterns such as 'dumps/*.txt', or - (standard input).")
    ],
    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.people,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; a folder for brat.")
    ] = "-",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar. Errors are still shown.")] = False,
    threads: Annotated[int, typer.Option("--threads", "-t", min=1, help="Threads; the output is the same.")] = min(
        _MANY, os.cpu_count() or 1
    ),
) -> None:
    """Read dated news reports: who said what, on whose word, and what nobody is cited for."""
    from sayso.export.run import Run, expand
    from sayso.pipeline import Reader

    inputs = list(expand(files))
    _refuse_overwriting(inputs, output)
    run = Run(inputs, _open, say=_say, bar=not quiet and sys.stderr.isatty() and _quiet_stdout(output))
    with run:
        _write(run, Reader(threads=threads), format, output)
    if run.interrupted:
        raise typer.Abort
    if run.failed:
        raise typer.Exit(FAILED)


def _open(name: str) -> Iterable[Report | IntakeError]:
    """The reports of a file, or of standard input."""
    from sayso.intake import reports

    return reports(sys.stdin.buffer.read(), "standard input") if name == "-" else reports(Path(name))


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
    try:
        if format is Format.brat and output != "-":
            window.write_folder(run.readings(reader), Path(output))
        elif output != "-":
            with Path(output).open("w", encoding="utf-8", newline="") as out:
                window.write(run.readings(reader), out)
        else:
            _ready_stdout(format)
            window.write(run.readings(reader), sys.stdout)
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has enough, such as `| head`
        _drop_stdout()
    except OSError as error:
        where = "standard output" if output == "-" else output
        _drop_stdout()
        raise SaysoError(f"{where}: cannot be written: {error.strerror or error} (choose another --output)") from error


def _ready_stdout(format: Format) -> None:
    """Data is UTF-8 with its line breaks as they are, whatever the terminal; people get their terminal's encoding."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure and format is Format.people:
        reconfigure(errors="replace")
    elif reconfigure:
        reconfigure(encoding="utf-8", newline="")


def _drop_stdout() -> None:
    """Let what is still buffered go nowhere, so that the interpreter does not complain about it at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(message: object) -> None:
    from sayso.export.plain import for_terminal, one_line

    line = f"sayso: {for_terminal(one_line(str(message)))}\n"
    with suppress(OSError):
        sys.stderr.write(line.encode(sys.stderr.encoding or "utf-8", "replace").decode(sys.stderr.encoding or "utf-8"))
        sys.stderr.flush()


def run(args: list[str]) -> int:
    """Run one command; gives its exit code. Errors stand on stderr, one line each; no exception gets out."""
    try:
        code = app(args, prog_name="sayso", standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        _say("interrupted; what was read so far is written")
        return INTERRUPTED
    except SaysoError as error:
        _say(error)
        return FAILED
    except Exception as error:
        if hasattr(error, "format_message"):  # a usage error of the parser that typer carries
            _say(f"{error.format_message()} (see: sayso {'read ' if 'read' in args else ''}--help)")
            return USAGE
        if os.environ.get("SAYSO_DEBUG"):
            raise
        _say(f"a fault in Sayso itself: {type(error).__name__}: {error} (please report it; SAYSO_DEBUG=1 shows where)")
        return FAILED
    return code if isinstance(code, int) else 0


def main() -> None:
    """The console script."""
    sys.exit(run(sys.argv[1:]))
