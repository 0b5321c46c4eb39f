"""`sayso ask`, `source`, `story`, `outlet`: what the archive knows, for people or as JSON. None writes to it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli.base import opened, print_json, print_lines, typed
from sayso.errors import SaysoError

if TYPE_CHECKING:
    from sayso.export.archive.sheet import Sheet

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
    app.command()(source)
    app.command()(story)
    app.command()(outlet)


def ask(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What may have been said, in your own words.")],
    why: Annotated[bool, typer.Option("--why", help="Show what each count rests on, and near misses.")] = False,
    json: Json = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Claims at most.")] = 10,
) -> None:
    """Find claims: who says so, first and since, in how many independent texts, and who disputes it."""
    with opened(context) as archive:
        claims = archive.ask(typed(text), limit=limit, why=why or not json)
    if json:
        print_json({"claims": claims})
    elif not claims:
        print_lines([f"Nothing in this archive matches: {_safe(text)}\n"])
    else:
        print_lines(_claims(claims, why=why))


def source(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias, or an id.")],
    json: Json = False,
) -> None:
    """Show all that a source said over time, where, and what was later denied or taken back."""
    from sayso.export.archive import source as page

    with opened(context) as archive:
        found = archive.profiles.source(typed(name))
    if json:
        print_json(found)
    elif "entity" in found:
        print_lines(page.show(found, _sheet()))
    elif found["matches"]:
        print_lines(page.choose(_safe(name), found["matches"], _sheet()))
    else:
        print_lines([f"No source in this archive is called {_safe(name)}\n"])


def story(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="A story's id, or its beginning.")] = "",
    all: Annotated[bool, typer.Option("--list", "-l", help="List all stories, the latest first.")] = False,
    json: Json = False,
) -> None:
    """Show a story: its reports and their origins, who is quoted, which claims rest on one origin only."""
    from sayso.export.archive import story as page

    if all == bool(id):
        raise typer.BadParameter("give the id of a story, or --list", param_hint="ID")
    with opened(context) as archive:
        if all:
            stories = archive.profiles.stories()
        else:
            found = archive.profiles.story(typed(id))
    if all and json:
        print_json({"stories": stories})
    elif all:
        print_lines(page.overview(stories, _sheet()) if stories else ["This archive has no stories yet.\n"])
    elif found is None:
        raise SaysoError(f"{id}: no story, or more than one, has an id that begins so (see: sayso story --list)")
    elif json:
        print_json(found)
    else:
        print_lines(page.show(found, _sheet()))


def outlet(
    context: typer.Context,
    host: Annotated[str, typer.Argument(metavar="HOST", help="Its host name, such as news.example.")],
    json: Json = False,
) -> None:
    """Show an outlet: its own voice, unnamed sources, copied text, and whose word it carries."""
    from sayso.export.archive import outlet as page

    name = typed(host).strip().lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    with opened(context) as archive:
        found = archive.profiles.outlet(name)
        near = list(archive.profiles.outlets(name.split(".")[0] or name)) if found is None else []
    if found is None:
        raise SaysoError(f"{host}: no report in this archive is from there{_perhaps(near)}")
    if json:
        print_json(found)
    else:
        print_lines(page.show(found, _sheet()))


def _perhaps(near: Sequence[str]) -> str:
    return f" (perhaps: {', '.join(near[:5])})" if near else " (give the host name of a report's address)"


def _sheet() -> Sheet:
    from sayso.export.archive.sheet import Sheet

    return Sheet.of(sys.stdout)


def _claims(claims: Sequence[Mapping[str, Any]], *, why: bool) -> Iterator[str]:
    from sayso.export.archive.chains import show as show_why
    from sayso.export.archive.claims import show

    sheet = _sheet()
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
