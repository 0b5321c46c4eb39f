"""The one place where the miniature cases touch the program: what they ask of an archive, as plain data.

Everything else in archivecases.py works on these plain lists and dicts, so a change of the front is mended here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sayso.records import Reading, Report

Door = Any
"""An open archive (sayso.front.Archive)."""


@cache
def _reader() -> Any:
    from sayso import Reader

    return Reader()


@cache
def reading(url: str | None, published: str | None, title: str | None, text: str) -> Reading:
    """The Reading of one report of a case; each report is read once a session."""
    from sayso.pipeline import report_of

    return reading_of(report_of(text, title=title, url=url, published=published))


def reading_of(report: Report) -> Reading:
    """The Reading of one report."""
    found = _reader().read(report)
    assert isinstance(found, Reading)
    return found


def opened(path: Path, families: Mapping[str, str] | None, readings: Iterable[Reading]) -> Door:
    """A fresh archive at `path` with the readings added one after the other, in the order given."""
    from sayso.front import Archive

    archive = Archive(path, outlets=families)
    for one in readings:
        archive.add([one])  # one at a time: so that links meet what came before
    return archive


def close(archive: Door) -> None:
    """Gives the file back, where the archive has a door to close."""
    if hasattr(archive, "close"):
        archive.close()


def ask(archive: Door, query: str) -> list[dict[str, Any]]:
    """The claims that match, best first, as docs/format.md describes a claim."""
    return list(archive.ask(query, limit=10))


def stories(archive: Door) -> list[frozenset[str]]:
    """The ids of the reports of each story."""
    return [frozenset(_ids(_part(story, "reports"))) for story in archive.stories()]


def entities(archive: Door) -> list[frozenset[str]]:
    """The ids of the sources behind which each entity stands."""
    return [frozenset(_part(entity, "sources")) for entity in archive.entities()]


def versions(archive: Door, url: str) -> dict[str, list[Any]]:
    """What changed between the versions of a page: `dropped` and `added` texts, and `changed` as (old, new)."""
    out: dict[str, list[Any]] = {"dropped": [], "added": [], "changed": []}
    for step in archive.versions(url):
        for kind, found in out.items():
            found += [tuple(pair) if kind == "changed" else pair for pair in _part(step, kind)]
    return out


def _part(thing: Any, name: str) -> Any:
    return thing[name] if isinstance(thing, Mapping) else getattr(thing, name)


def _ids(reports: Sequence[Any]) -> list[str]:
    return [report if isinstance(report, str) else _part(report, "id") for report in reports]
