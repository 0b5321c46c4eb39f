"""THE MAIN PATH: a report in, a Reading out.

1. a language the model knows?          intake/language.py
2. take the text apart                  reader/layout/text.py
3. tag it                               reader/model/tagger.py
4. attribute: spans to statements       reader/statements/attribute.py
5. resolve: who the sources are         reader/sources/resolve.py
6. build: acts, dates, forms, own voice reader/statements/build.py
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from sayso.errors import IntakeError
from sayso.intake import Raw, report, reports
from sayso.reader.layout.text import take_apart
from sayso.reader.model.tagger import Tagger, tagger
from sayso.reader.sources.resolve import resolve
from sayso.reader.statements.attribute import attribute
from sayso.reader.statements.build import build
from sayso.reader.statements.media import spans_of_media
from sayso.records import Mark, Reading, Report

LANGUAGES = frozenset({"en", "und"})
"""The model knows English; a text too short to tell is taken for English."""
AT_ONCE = 4
"""Reports in flight for each thread: enough to keep threads busy, few enough to keep memory flat."""


class Reader:
    """Reads reports, on `threads` threads; the outcome does not depend on their number.

    Raises ModelError where the weights are missing or damaged.
    """

    def __init__(self, threads: int = 1) -> None:
        if threads < 1:
            raise ValueError(f"threads must be at least 1, not {threads}")
        self.threads = threads
        self._tagger: Tagger = tagger()

    def read(self, report: Report) -> Reading:
        """Who says what in one report. Offsets lie on `report.text`."""
        model = self._tagger.name
        # 1. a language the model knows?
        if report.language is not None and report.language.partition("-")[0].lower() not in LANGUAGES:
            return Reading(report=report, model=model, supported=False)
        # 2. take the text apart
        page = take_apart(report.text, report.title)
        # 3. tag it
        tagged = self._tagger.tag(report.text)
        # 4. attribute
        drafts = attribute(page, tagged, self._tagger.tag)
        # 5. resolve
        media = spans_of_media(drafts)
        spans = [*(d.source or d.speaker for d in drafts), *([m] for m in media)]
        resolution = resolve(page, tagged.names, spans, report)
        # 6. build
        sources, statements = build(report, page, drafts, media, resolution)
        return Reading(report=report, sources=sources, statements=statements, furniture=page.furniture, model=model)

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Readings in the order of the reports, read as they are asked for."""
        if self.threads == 1:
            yield from map(self.read, reports)
            return
        from concurrent.futures import ThreadPoolExecutor

        incoming = iter(reports)
        with ThreadPoolExecutor(self.threads) as pool:
            waiting = [pool.submit(self.read, r) for r in islice(incoming, self.threads * AT_ONCE)]
            while waiting:
                first = waiting.pop(0)
                yield first.result()
                waiting += [pool.submit(self.read, r) for r in islice(incoming, 1)]

    def marks(self, text: str) -> list[Mark]:
        """The tagger's spans of a text as it is passed: nothing repaired, not overlapping, in reading order."""
        return list(self._tagger.marks(text))


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
