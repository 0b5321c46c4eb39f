"""What `sayso add` does: readings from files of either sort, into the archive batch by batch, and what they became."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from sayso.cli.base import reports_of
from sayso.errors import IntakeError, ReadingError
from sayso.export.run import Reads
from sayso.front import BATCH
from sayso.records import Reading, Report

if TYPE_CHECKING:
    from sayso.front import Archive
    from sayso.linking.versioning import Version

SECONDS = 2.0
"""How long readings wait to be added: as much work as Ctrl-C may cost, and some milliseconds of writing each time."""
_BEGINS = re.compile(rb'\{\s*"sayso"\s*:')
"""How Sayso begins each reading. A first line that was cut off must not make the whole file something else."""
_FIRST_LINE = 1 << 26
"""Bytes of a first line that is looked at: a reading of the longest report known is some megabytes."""


class Mixed:
    """A reader for files of either sort: what was read already is passed through, all else is read by a reader, which
    is made when the first report needs it."""

    def __init__(self, make: Callable[[], Reads]) -> None:
        self._make = make
        self._reader: Reads | None = None
        self._known: dict[int, Reading] = {}

    def know(self, reading: Reading) -> Report:
        """Takes a stored reading; gives the report that stands for it on the way."""
        self._known[id(reading.report)] = reading
        return reading.report

    def read(self, report: Report, /) -> Reading:
        """The stored reading of a report, or a new one."""
        known = self._known.pop(id(report), None)
        return known if known is not None else self._read().read(report)

    def read_many(self, reports: Iterable[Report], /) -> Iterator[Reading]:
        """Readings in the order of their reports."""
        for known, group in groupby(reports, key=lambda r: id(r) in self._known):
            if known:
                for report in group:
                    yield self._known.pop(id(report))
            else:
                yield from self._read().read_many(group)

    def _read(self) -> Reads:
        if self._reader is None:
            self._reader = self._make()
        return self._reader


def items_of(name: str, mixed: Mixed) -> Iterator[Report | IntakeError]:
    """What a file holds: reports, or readings that `sayso read -f jsonl` wrote ("-": standard input)."""
    if name == "-":
        data = sys.stdin.buffer.read()
        if _are_readings(data[: data.find(b"\n") if b"\n" in data else len(data)]):
            yield from _stored("standard input", data.splitlines(keepends=True), mixed)
        else:
            from sayso.intake import reports

            yield from reports(data, "standard input")
        return
    if Path(name).is_file():
        with Path(name).open("rb") as file:
            if _are_readings(file.readline(_FIRST_LINE)):
                file.seek(0)
                yield from _stored(name, file, mixed)
                return
    yield from reports_of(name)


def _are_readings(line: bytes) -> bool:
    """Whether the first line of a file is a reading: an object with the key "sayso", if only the beginning of one."""
    line = line.removeprefix(b"\xef\xbb\xbf").strip()
    if _BEGINS.match(line):
        return True
    if not line.startswith(b"{") or b'"sayso"' not in line:
        return False
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "sayso" in found


def _stored(name: str, lines: Iterable[bytes], mixed: Mixed) -> Iterator[Report | IntakeError]:
    offset = 0
    for number, line in enumerate(lines, 1):
        at, offset = offset, offset + len(line)
        if not line.strip():
            continue
        try:
            yield mixed.know(Reading.from_dict(json.loads(line.decode("utf-8-sig"))))
        except (ValueError, ReadingError, RecursionError) as error:
            advice = "write it again with sayso read -f jsonl"
            what = "JSON nested too deep" if isinstance(error, RecursionError) else str(error)
            yield IntakeError(f"no reading: {what}", file=name, record=number, offset=at, advice=advice)


class _Opens(Protocol):
    def __call__(self) -> Archive: ...


@dataclass(slots=True)
class Keeper:
    """Adds readings batch by batch, each in one transaction, and counts what became of them.

    The archive is opened with the first batch, so that no empty one is left where nothing could be read.
    """

    open: _Opens
    say: Callable[[object], None]
    archive: Archive | None = None
    added: int = 0
    reread: int = 0
    known: int = 0
    failed: bool = False
    _batch: list[Reading] = field(default_factory=list)
    _seqs: list[int] = field(default_factory=list)
    _pages: dict[str, set[str]] = field(default_factory=dict)

    def __enter__(self) -> Keeper:
        return self

    def __exit__(self, *_: object) -> None:
        if self.archive is not None:
            self.archive.close()

    def take(self, readings: Iterable[Reading]) -> None:
        """Adds them all, BATCH or what came within SECONDS at a time."""
        since = monotonic()
        for reading in readings:
            self._batch.append(reading)
            if len(self._batch) == BATCH or monotonic() - since > SECONDS:
                self._flush()
                since = monotonic()
        self._flush()

    def _flush(self) -> None:
        batch, self._batch = self._batch, []
        if not batch:
            return
        try:
            self._add(batch)
        except ReadingError:  # one of them cannot be kept: the others can
            for reading in batch:
                try:
                    self._add([reading])
                except ReadingError as error:
                    self.failed = True
                    self.say(error)

    def _add(self, batch: list[Reading]) -> None:
        if self.archive is None:
            self.archive = self.open()
        for reading, found in zip(batch, self.archive.add(batch), strict=True):
            self.added += found.fresh
            self.reread += found.reread
            self.known += not (found.fresh or found.reread)
            if found.fresh:
                self._seqs.append(found.report_seq)
                if reading.report.url:
                    self._pages.setdefault(reading.report.url, set()).add(reading.report.id)

    def copies(self) -> int:
        """How many of the added reports are copies of others."""
        return self.archive.profiles.copies_among(self._seqs) if self.archive and self._seqs else 0

    def versions(self) -> dict[str, list[Version]]:
        """By address: from which version to which a page changed that was added to."""
        out: dict[str, list[Version]] = {}
        if self.archive is not None and self._pages:
            for url in self.archive.profiles.urls_with_versions():
                fresh = self._pages.get(url)
                if fresh:
                    out[url] = [v for v in self.archive.versions(url) if v.old in fresh or v.new in fresh]
        return out

    def told(self) -> str:
        """What was kept, in words: for an end that comes too early."""
        from sayso.export.archive.words import many

        done = self.added + self.reread
        return f"{many(done, 'report was', 'reports were')} added before that and {'is' if done == 1 else 'are'} kept"


def as_dict(version: Version) -> dict[str, Any]:
    """A Version as `--json` prints it."""
    from dataclasses import asdict

    found = asdict(version)
    found["published"] = list(version.published)
    found["changed"] = [{"old": old, "new": new} for old, new in version.changed]
    return found
