"""`sayso ask`, `source`, `story`, `outlet`: what the archive knows, for people or as JSON. None writes to it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from sayso.cli.base import opened, print_json, print_lines

_ASK = """Examples:

\b
  sayso ask "protesters were paid"
  sayso ask --why "four workers died"        the chain behind every count, down to offsets
  sayso ask --json "the bridge is closed" | jq '.claims[0].counts'

The counts are separate on purpose: reports are not outlets, outlets are not owners, and copies are one text.
Exit codes: 0 also where nothing was found; 1 no such archive, see stderr."""

Json = Annotated[bool, typer.Option("--json", help="JSON on one line (docs/format.md).")]


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.command(epilog=_ASK)(ask)


def ask(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What may have been said, in your own words.")],
    why: Annotated[bool, typer.Option("--why", help="Show what each count rests on, and near misses.")] = False,
    json: Json = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Claims at most.")] = 10,
) -> None:
    """Find claims: who says so, first and since, in how many independent texts, and who disputes it."""
    with opened(context) as archive:
        claims = archive.ask(text, limit=limit, why=why or not json)
    if json:
        print_json({"claims": claims})
    elif not claims:
        print_lines([f"Nothing in this archive matches: {_safe(text)}\n"])
    else:
        print_lines(_claims(claims, why=why))


def _claims(claims: Sequence[Mapping[str, Any]], *, why: bool) -> Iterator[str]:
    from sayso.export.archive.chains import show as show_why
    from sayso.export.archive.claims import show
    from sayso.export.archive.sheet import Sheet

    sheet = Sheet.of(sys.stdout)
    for number, claim in enumerate(claims, 1):
        if number > 1:
            sheet.gap()
        show(number, claim, sheet)
        if why:
            show_why(claim, sheet)
        yield from sheet.take()


def _safe(text: str) -> str:
    from sayso.export.plain import for_terminal, one_line

    return for_terminal(one_line(text))
