"""What all verbs share: where the archive is, how output leaves, how errors are told, and the exit codes.

Nothing heavy is imported here: every verb's module is loaded for `sayso --help`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import SaysoError

if TYPE_CHECKING:
    import typer

    from sayso.errors import IntakeError
    from sayso.front import Archive
    from sayso.records import Report

FAILED, USAGE, INTERRUPTED = 1, 2, 130
ARCHIVE = "sayso.db"
"""The archive where none is named, in the working folder."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which archive a verb works on, and the TOML file of families over the table that ships (None: only that)."""

    archive: str = ARCHIVE
    outlets: str | None = None


def place(context: typer.Context) -> Place:
    """The archive named before the verb."""
    return context.obj if isinstance(context.obj, Place) else Place()


def opened(context: typer.Context, *, write: bool = False, create: bool = False) -> Archive:
    """The archive named before the verb: only read, unless it is to be written; made where there is none (`create`).

    Raises ArchiveError, and SaysoError for a file of families that cannot be read.
    """
    from sayso.archive import doors
    from sayso.front import Archive

    where = place(context)
    doors.look(doors.as_file(where.archive), create=create, read_only=not write)
    return Archive(where.archive, outlets=Path(where.outlets) if where.outlets else None, read_only=not write)


def reports_of(name: str) -> Iterable[Report | IntakeError]:
    """The reports of a file, or of standard input."""
    from sayso.intake import reports

    return reports(sys.stdin.buffer.read(), "standard input") if name == "-" else reports(Path(name))


def say(message: object) -> None:
    """One line on stderr, made safe for the terminal."""
    from sayso.export.plain import for_terminal, one_line

    line = f"sayso: {for_terminal(one_line(str(message)))}\n"
    with suppress(OSError):
        sys.stderr.write(line.encode(sys.stderr.encoding or "utf-8", "replace").decode(sys.stderr.encoding or "utf-8"))
        sys.stderr.flush()


def ready_stdout(*, people: bool) -> None:
    """Data is UTF-8 with its line breaks as they are, whatever the terminal; people get their terminal's encoding."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure and people:
        reconfigure(errors="replace")
    elif reconfigure:
        reconfigure(encoding="utf-8", newline="")


def drop_stdout() -> None:
    """Let what is still buffered go nowhere, so that the interpreter does not complain about it at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def writing(where: str = "standard output") -> Iterator[None]:
    """Around whatever writes: who reads our output may have enough (`| head`); anything else is an error in words."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        drop_stdout()
    except OSError as error:
        drop_stdout()
        raise SaysoError(f"{where}: cannot be written: {error.strerror or error} (choose another --output)") from error


def typed(text: str) -> str:
    """What was typed, to be looked for: bytes that are no text, which Python keeps as halves of surrogate pairs, become
    question marks, since no archive holds such."""
    return text.encode("utf-8", "replace").decode("utf-8")


def print_lines(lines: Iterable[str]) -> None:
    """Lines for people, each with its line break, on standard output."""
    ready_stdout(people=True)
    with writing():
        for line in lines:
            sys.stdout.write(line)


def print_json(value: Any) -> None:
    """A value as JSON on one line of standard output."""
    from sayso.export.plain import dumps

    ready_stdout(people=False)
    with writing():
        sys.stdout.write(dumps(value) + "\n")
