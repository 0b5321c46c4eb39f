"""THE MAIN PATH: a report in, a Reading out.

1. a language the model knows?          intake/language.py
2. take the text apart                  reader/layout/text.py
3. tag it                               reader/model/tagger.py
4. attribute: spans to statements       reader/statements/attribute.py
5. resolve: who the sources are         reader/sources/resolve.py
6. build: acts, dates, forms, own voice reader/statements/build.py
7. weigh: how sure each statement is    reader/statements/confidence.py
"""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from sayso.errors import IntakeError
from sayso.intake import Raw, report, reports
from sayso.reader.dates.calendar import Timex
from sayso.reader.layout.text import take_apart
from sayso.reader.model.runtime import folder_of
from sayso.reader.model.tagger import Tagger, tagger
from sayso.reader.model.unit import Tagged
from sayso.reader.page import Name, Page
from sayso.reader.sources.naming import names_of
from sayso.reader.sources.resolve import resolve
from sayso.reader.statements.attribute import attribute
from sayso.reader.statements.build import build
from sayso.reader.statements.confidence import calibration, weighed
from sayso.reader.statements.media import spans_of_media
from sayso.records import Mark, Reading, Report

LANGUAGES = frozenset({"en", "und"})
"""The model knows English; a text too short to tell is taken for English."""
AT_ONCE, CHARACTERS = 16, 60_000
"""Reports, and characters, that are read together at most: decoding side by side took a whole reading of short reports
from 1.9 to 1.6 bare encoders; long ones gain less."""
AHEAD = 2
"""Groups in flight for each thread: enough to keep threads busy, few enough to keep memory flat."""


class Reader:
    """Reads reports, on `threads` threads; the outcome does not depend on their number. `model` is one that ships.

    Raises ValueError where `threads` is below 1 or no such model ships, ModelError where its weights are missing or
    damaged. Warns (UserWarning) where confidence was not fitted to these weights: it is then the model's own score.
    """

    def __init__(self, threads: int = 1, model: str = "best") -> None:
        if threads < 1:
            raise ValueError(f"threads must be at least 1, not {threads}")
        self.threads = threads
        self._tagger: Tagger = tagger(model)
        self._fitted = calibration(folder_of(model))

    def read(self, report: Report) -> Reading:
        """Who says what in one report. Offsets lie on `report.text`."""
        return self._read_group([report])[0]

    def _read_group(self, reports: Sequence[Report]) -> list[Reading]:
        """Each report as if it were alone; the tagger takes them together."""
        # 1. a language the model knows?
        known = [r for r in reports if r.language is None or r.language.partition("-")[0].lower() in LANGUAGES]
        # 2. take the text apart
        pages = [take_apart(r.text, r.title) for r in known]
        # 3. tag it
        tagged = self._tagger.tag_many([r.text for r in known])
        found = {id(r): self._attributed(r, p, t) for r, p, t in zip(known, pages, tagged, strict=True)}
        return [found.get(id(r)) or Reading(report=r, model=self._tagger.name, supported=False) for r in reports]

    def _attributed(self, report: Report, page: Page, tagged: Tagged) -> Reading:
        # 4. attribute
        drafts = attribute(page, tagged, self._tagger.tag)
        # 5. resolve
        media = spans_of_media(drafts)
        spans = [*(d.source or d.speaker for d in drafts), *([m] for m in media)]
        resolution = resolve(page, names_of(page.text, tagged.names), spans, report)
        # 6. build
        sources, statements = build(report, page, drafts, media, resolution)
        return Reading(
            report=report,
            sources=sources,
            # 7. weigh
            statements=weighed(statements, tagged, self._fitted),
            furniture=page.furniture,
            model=self._tagger.name,
        )

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Readings in the order of the reports, read in groups as they are asked for."""
        found = groups(reports)
        if self.threads == 1:
            for group in found:
                yield from self._read_group(group)
            return
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(self.threads) as pool:
            waiting = deque(pool.submit(self._read_group, g) for g in islice(found, self.threads * AHEAD))
            while waiting:
                yield from waiting.popleft().result()
                waiting.extend(pool.submit(self._read_group, g) for g in islice(found, 1))

    def marks(self, text: str) -> list[Mark]:
        """The tagger's spans of a text as it is passed: nothing repaired, not overlapping, in reading order."""
        return list(self._tagger.marks(text))

    def names(self, text: str) -> list[Name]:
        """The persons, organizations and places that a text names, each place where it does, in reading order."""
        return list(names_of(text, self._tagger.tag(text).names))

    def times(self, text: str, published: str | None = None) -> list[Timex]:
        """The dates, times, durations and sets of a text as TIMEX3, in reading order; `published` is an ISO prefix."""
        from sayso.reader.dates.timexes import timexes  # reading reports needs none of its patterns

        return timexes(text, published)


def groups(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Reports in the groups that `read_many` reads together."""
    held: list[Report] = []
    size = 0
    for item in reports:
        if held and (len(held) == AT_ONCE or size + len(item.text) > CHARACTERS):
            yield held
            held, size = [], 0
        held.append(item)
        size += len(item.text)
    if held:
        yield held


def report_of(text: str, *, title: str | None = None, url: str | None = None, published: str | None = None) -> Report:
    """A Report of a text: repaired, its language, outlet, author, credit and genre told.

    `received()` of it gives `title`, a blank line and `text` (or just `text`) exactly as they were passed. Raises
    IntakeError where there is no text, or `published` is no date.
    """
    made: Report | None = None
    for found in report(Raw(body=text, title=title, url=url, published=published, exact=True), "text"):
        if isinstance(found, Report):
            made = found
        elif made is None or made.published is None:
            raise found
    if made is None:
        raise IntakeError("there is no text", file="text")
    return made


def read_text(text: str, *, title: str | None = None, url: str | None = None, published: str | None = None) -> Reading:
    """Reads one text. Raises IntakeError as `report_of` does."""
    return Reader().read(report_of(text, title=title, url=url, published=published))


def read(path: str | Path) -> list[Reading]:
    """Reads every report of a file of any supported format.

    Raises IntakeError where the file gives no report at all; a record that cannot be read beside others that can is
    warned of (UserWarning), and so is a flaw of a record that is read all the same. For every error as a value, use
    `sayso.intake.reports` and `Reader.read_many`.
    """
    found: list[Report] = []
    errors: list[IntakeError] = []
    for item in reports(Path(path)):
        if isinstance(item, IntakeError):
            errors.append(item)
        else:
            found.append(item)
    if errors and not found:
        raise errors[0]
    for error in errors:
        warnings.warn(str(error), stacklevel=2)
    return list(Reader().read_many(found))
