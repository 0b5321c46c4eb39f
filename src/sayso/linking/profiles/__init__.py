"""What an archive knows of one source, one story or one outlet: dicts, as `--json` prints them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from sqlalchemy.engine import Connection

from sayso.archive import fetch, listing
from sayso.linking.profiles import outlet, source, story
from sayso.linking.profiles.common import BATCH, Page
from sayso.links.outlets.families import Families

__all__ = ["Page", "Profiles"]


class Profiles:
    """Answers from an open archive; `read` gives a transaction that reads."""

    def __init__(self, read: Callable[[], AbstractContextManager[Connection]], families: Families) -> None:
        self._read, self._families = read, families

    def source(self, name: str) -> Page:
        """All that a source said, by its name, an alias or (the beginning of) its id. Where several may be meant, or
        nobody is: {"matches": [...]} to choose from by id."""
        with self._read() as conn:
            found = source.find_entities(conn, name)
            if len(found) == 1:
                return source.source(conn, self._families, found[0])
            return {"matches": source.matches(conn, found)}

    def stories(self) -> list[Page]:
        """All stories, the latest first."""
        with self._read() as conn:
            return story.stories(conn)

    def story(self, beginning: str) -> Page | None:
        """The story whose id begins so; None where there is none, or more than one."""
        with self._read() as conn:
            found = listing.stories(conn, [beginning]) if beginning else []
            return story.story(conn, self._families, found[0]) if len(found) == 1 else None

    def outlet(self, host: str) -> Page | None:
        """What an outlet's reports are made of; None for one with no report here."""
        with self._read() as conn:
            return outlet.outlet(conn, self._families, host)

    def outlets(self, word: str = "") -> dict[str, int]:
        """Hosts with `word` in them, and how many reports each has."""
        with self._read() as conn:
            return listing.outlets(conn, word)

    def urls_with_versions(self) -> list[str]:
        """The addresses that have more than one version."""
        with self._read() as conn:
            return listing.urls_with_versions(conn)

    def has_page(self, url: str) -> bool:
        """Whether a report has this very address."""
        with self._read() as conn:
            return bool(fetch.versions(conn, url))

    def copies_among(self, report_seqs: Sequence[int]) -> int:
        """How many of some reports (numbers) are copies of others, as a whole; a new version of a page is none."""
        found = 0
        with self._read() as conn:
            for at in range(0, len(report_seqs), BATCH):
                some = report_seqs[at : at + BATCH]
                copies = {r.copy for r in fetch.copies_of(conn, some) if r.whole}
                found += sum(
                    r.version_of in (None, r.id) for r in listing.reports(conn, seqs=sorted(copies & set(some)))
                )
        return found
