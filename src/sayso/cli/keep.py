"""`sayso add`, `versions`, `relink`: what goes into the archive, what became of a page, what is linked anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.base import FAILED, INTERRUPTED, opened, print_json, print_lines, say, typed
from sayso.cli.read import THREADS
from sayso.errors import SaysoError

if TYPE_CHECKING:
    from sayso.cli.adding import Keeper
    from sayso.linking.versioning import Version

_ADD = """Examples:

\b
  sayso add report.txt 'dumps/*.html'
  sayso --archive port.db add -q dump.txt
  sayso read -f jsonl dump.txt > read.jsonl; sayso add read.jsonl    read once, add where you like

Files hold reports in any format of `sayso read`, or what `sayso read -f jsonl` wrote. Adding a report again changes
nothing; the same address with another text is a new version of that page, and both are kept.

Exit codes: 0 all were added; 1 something failed, see stderr, the rest was added; 2 wrong usage; 130 interrupted."""
_SHOWN = 10
"""Changed pages that are shown after adding; `sayso versions` shows any."""


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.command(epilog=_ADD)(add)
    app.command()(versions)
    app.command()(relink)


def add(
    context: typer.Context,
    files: Annotated[
        list[str], typer.Argument(metavar="FILES", help="Files, patterns such as 'dumps/*.txt', or - (standard input).")
    ],
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress bar, no summary; errors are shown.")
    ] = False,
    threads: Annotated[int, typer.Option("--threads", "-t", min=1, help="Threads that read reports.")] = THREADS,
) -> None:
    """Read reports and keep them in the archive, linked with all that is there."""
    from sayso.cli.adding import Keeper, Mixed, items_of
    from sayso.export.run import Run, expand
    from sayso.pipeline import Reader

    mixed = Mixed(lambda: Reader(threads=threads))
    inputs = list(expand(files))
    run = Run(inputs, lambda name: items_of(name, mixed), say=say, bar=not quiet and sys.stderr.isatty())
    interrupted = False
    with Keeper(lambda: opened(context, write=True, create=True), say) as keeper:
        try:
            with run:
                keeper.take(run.readings(mixed))
        except KeyboardInterrupt:
            interrupted = True
        except SaysoError:
            if keeper.added:
                say(keeper.told())
            raise
        if interrupted or run.interrupted:
            say(f"interrupted; {keeper.told()}")
            raise typer.Exit(INTERRUPTED)
        if not quiet:
            print_lines(_summary(keeper))
    if run.failed or keeper.failed:
        raise typer.Exit(FAILED)


def _summary(keeper: Keeper) -> Iterator[str]:
    """One line of figures, and what changed on the pages of which there are new versions."""
    from sayso.export.archive.sheet import Sheet
    from sayso.export.archive.versions import show
    from sayso.export.archive.words import many

    changed = keeper.versions()
    parts = [f"{many(keeper.added, 'report')} added"]
    parts += [f"{keeper.known:,} known already"] if keeper.known else []
    parts += [f"{keeper.reread:,} read anew"] if keeper.reread else []
    parts += [f"new versions of {many(len(changed), 'page')}"] if changed else []
    copies = keeper.copies()
    parts += [f"{many(copies, 'copy of another', 'copies of others')} among them"] if copies else []
    yield "; ".join(parts) + "\n"
    sheet = Sheet.of(sys.stdout)
    for url in list(changed)[:_SHOWN]:
        for version in changed[url]:
            sheet.gap()
            show(version, sheet)
        yield from sheet.take()
    if len(changed) > _SHOWN:
        yield f"\nand {len(changed) - _SHOWN} more pages with new versions (see: sayso versions URL)\n"


def versions(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="The address of a page.")],
    json: Annotated[bool, typer.Option("--json", help="JSON on one line (docs/format.md).")] = False,
) -> None:
    """Show what was said, changed or dropped from one version of a page to the next."""
    from sayso.cli.adding import as_dict

    url = typed(url)
    with opened(context) as archive:
        found = archive.versions(url)
        known = bool(found) or archive.profiles.has_page(url)
    if not known:
        raise SaysoError(f"{url}: no report in this archive has this address (give it as it stands in the report)")
    if json:
        print_json({"versions": [as_dict(v) for v in found]})
        return
    print_lines(_versions(found))


def _versions(found: list[Version]) -> Iterator[str]:
    from sayso.export.archive.sheet import Sheet
    from sayso.export.archive.versions import show

    if not found:
        yield "This archive has one version of this page.\n"
    sheet = Sheet.of(sys.stdout)
    for number, version in enumerate(found):
        if number:
            sheet.gap()
        show(version, sheet)
        yield from sheet.take()


def relink(
    context: typer.Context,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Build all links, claims, sources and stories anew from the reports that are kept."""
    from sayso.export.archive.words import many

    with opened(context, write=True) as archive:
        count = _Count(shown=not quiet and sys.stderr.isatty())
        try:
            number = archive.relink(count.step)
        except KeyboardInterrupt:
            count.clear()
            say("interrupted; the archive is as it was")
            raise typer.Exit(INTERRUPTED) from None
        finally:
            count.clear()
    if not quiet:
        print_lines([f"{many(number, 'report')} linked anew\n"])


class _Count:
    """How many reports are done, on a terminal, a few times a second."""

    def __init__(self, *, shown: bool) -> None:
        self.shown, self.number, self.next = shown, 0, 0.0

    def step(self) -> None:
        """One more report is done."""
        from time import monotonic

        self.number += 1
        if self.shown and monotonic() >= self.next:
            self.next = monotonic() + 0.2
            sys.stderr.write(f"\r\x1b[K{self.number:,} reports linked")
            sys.stderr.flush()

    def clear(self) -> None:
        """Makes room for other lines."""
        if self.shown and self.next:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self.next = 0.0
