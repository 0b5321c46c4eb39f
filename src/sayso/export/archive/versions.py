"""What became of a page from one version to the next, for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sayso.export.archive.sheet import Sheet
from sayso.export.archive.words import many, quoted, when

_ROOM = 11


class Version(Protocol):
    """What is shown of two versions: texts of statements and of sentences in the outlet's own voice."""

    @property
    def url(self) -> str | None: ...
    @property
    def published(self) -> tuple[str | None, str | None]: ...
    @property
    def dropped(self) -> Sequence[str]: ...
    @property
    def added(self) -> Sequence[str]: ...
    @property
    def changed(self) -> Sequence[tuple[str, str]]: ...
    @property
    def same(self) -> int: ...


def show(version: Version, sheet: Sheet) -> None:
    """Writes what was dropped, changed and added between two versions."""
    before, after = version.published
    sheet.head(version.url or "(no address)")
    sheet.line((f"{when(before)} -> {when(after)}", "dim"))
    for text in version.dropped:
        sheet.fact("- dropped", quoted(text), _ROOM, 2)
    for old, new in version.changed:
        sheet.fact("~ changed", quoted(old), _ROOM, 2)
        sheet.fact("  to", quoted(new), _ROOM, 2)
    for text in version.added:
        sheet.fact("+ added", quoted(text), _ROOM, 2)
    if version.same:
        sheet.fact("= same", many(version.same, "statement or sentence", "statements and sentences"), _ROOM, 2, "dim")
    if not (version.dropped or version.changed or version.added):
        sheet.line(("nothing that is said changed", "dim"), indent=2)
