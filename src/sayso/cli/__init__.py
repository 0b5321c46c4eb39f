"""The command line. Nothing heavy is imported before a command runs, so that `sayso --help` answers at once.

One module per group of verbs, each with a `register(app)`; what they share is in `base`.

Exit codes: 0 all went well; 1 something failed (what, where and what to do stands on stderr, one line each; all that
could be read was written); 2 the command was not understood; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Annotated

import typer

from sayso import __version__
from sayso.cli.base import ARCHIVE, FAILED, INTERRUPTED, USAGE, Place, say
from sayso.cli.read import Format
from sayso.errors import SaysoError

__all__ = ["FAILED", "INTERRUPTED", "USAGE", "Format", "app", "main", "run"]

VERBS = ("read", "keep", "look", "judge", "tables")
"""The modules of verbs, in the order in which `sayso --help` shows them."""

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,  # plain help: rich would double the time to the first line
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True, epilog="Examples, formats and exit codes: sayso VERB --help")
def _sayso(
    context: typer.Context,
    archive: Annotated[
        str, typer.Option("--archive", "-a", envvar="SAYSO_ARCHIVE", metavar="PATH", help="The archive's file.")
    ] = ARCHIVE,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Every sentence in the news is on somebody's say-so. Sayso shows whose."""
    context.obj = Place(archive, os.environ.get("SAYSO_OUTLETS") or None)
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(USAGE)


for _name in VERBS:
    import_module(f"sayso.cli.{_name}").register(app)


def run(args: list[str]) -> int:
    """Run one command; gives its exit code. Errors stand on stderr, one line each; no exception gets out."""
    try:
        code = app(args, prog_name="sayso", standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        say("interrupted" + ("; what was read so far is written" if _verb(args) == "read" else ""))
        return INTERRUPTED
    except SaysoError as error:
        say(error)
        return FAILED
    except Exception as error:
        if hasattr(error, "format_message"):  # a usage error of the parser that typer carries
            say(f"{error.format_message()} ({_hint(error, args)})")
            return USAGE
        if os.environ.get("SAYSO_DEBUG"):
            raise
        say(f"a fault in Sayso itself: {type(error).__name__}: {error} (please report it; SAYSO_DEBUG=1 shows where)")
        return FAILED
    return code if isinstance(code, int) else 0


def _hint(error: Exception, args: list[str]) -> str:
    """What to do about a misused command: look at the help of the verb."""
    context, verb = getattr(error, "ctx", None), _verb(args)
    if getattr(error, "option_name", None) in ("--archive", "-a"):
        return f"it stands before the verb: sayso --archive PATH {verb}"
    return f"see: {context.command_path if context is not None else f'sayso {verb}'.strip()} --help"


def _verb(args: list[str]) -> str:
    verbs = {(c.name or getattr(c.callback, "__name__", "")) for c in app.registered_commands}
    return next((a for a in args if a in verbs), "")


def main() -> None:
    """The console script."""
    sys.exit(run(sys.argv[1:]))
