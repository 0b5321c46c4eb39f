"""One run of a command: inputs in, readings and errors out, in the order of the inputs, without reading ahead more than
the reader does. One bad record never stops the others."""

from __future__ import annotations

import glob
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from sayso.errors import IntakeError, ModelError, SaysoError
from sayso.export.progress import Bar
from sayso.records import Reading, Report


class Reads(Protocol):
    """What a run needs of a reader."""

    def read(self, report: Report, /) -> Reading: ...
    def read_many(self, reports: Iterable[Report], /) -> Iterator[Reading]: ...


Reports = Callable[[str], Iterable[Report | IntakeError]]
"""Opens a file by name ("-": standard input) and gives its reports, and an error for each record that is none."""

_FAULT = "this is a fault in Sayso: please report it, with the text if you may"


def expand(names: Iterable[str]) -> Iterator[str | IntakeError]:
    """The files that names and patterns stand for: a pattern's in sorted order; an error where nothing matches."""
    for name in names:
        if name == "-" or os.path.lexists(name) or not glob.has_magic(name):
            yield name
            continue
        matches = glob.glob(name, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
        found = sorted(n for n in matches if not Path(n).is_dir())
        yield from found
        if not found:
            yield IntakeError("no file matches this pattern", file=name, advice="check the path")


class Run:
    """`readings` gives what was read; errors are told through `say` in between, and leave `failed` behind."""

    def __init__(
        self, inputs: Sequence[str | IntakeError], reports: Reports, *, say: Callable[[object], None], bar: bool = False
    ) -> None:
        self.inputs, self.reports = inputs, reports
        self.failed = self.interrupted = False
        self._waiting: deque[tuple[str, Report | IntakeError]] = deque()
        self._bar = Bar(inputs if bar else None)
        self._tell = say

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.close()

    def readings(self, reader: Reads) -> Iterator[Reading]:
        """All readings. Ctrl-C ends them, so that whoever writes them can still end its document."""
        try:
            for item in self._in_order(reader):
                if isinstance(item, Reading):
                    yield item
                else:
                    self.failed = True
                    self._bar.clear()
                    self._tell(item)
        except KeyboardInterrupt:
            self.interrupted = True

    def _items(self) -> Iterator[tuple[str, Report | IntakeError]]:
        """(file, what is in it) of everything there is to read."""
        for name in self.inputs:
            if isinstance(name, IntakeError):
                yield name.file, name
                continue
            try:
                for item in self.reports(name):
                    yield name, item
                    self._bar.step(len(item.text) if isinstance(item, Report) else 0)
            except SaysoError as error:
                yield name, _as_intake(error, name)
            except OSError as error:
                what = f"cannot be read: {error.strerror or error}"
                yield name, IntakeError(what, file=name, advice="check that it is a file you may read")
            except Exception as error:  # noqa: BLE001 - whatever one file does to the program, the next one is read
                yield name, _as_intake(error, name)
            self._bar.done()

    def _feed(self) -> Iterator[Report]:
        """The reports for the reader; they and the errors between them also wait, in order, for their readings."""
        for item in self._items():
            self._waiting.append(item)
            if isinstance(item[1], Report):
                yield item[1]

    def _errors(self) -> Iterator[IntakeError]:
        while self._waiting and isinstance(self._waiting[0][1], IntakeError):
            error = self._waiting.popleft()[1]
            assert isinstance(error, IntakeError)
            yield error

    def _in_order(self, reader: Reads) -> Iterator[Reading | IntakeError]:
        feed = self._feed()
        while True:
            try:
                for reading in reader.read_many(feed):
                    yield from self._errors()
                    self._waiting.popleft()
                    yield reading
                    yield from self._errors()
            except ModelError:
                raise
            except Exception:
                if not self._waiting:  # then none of the reports is to blame
                    raise
                yield from self._one_by_one(reader)
                continue
            yield from self._errors()
            return

    def _one_by_one(self, reader: Reads) -> Iterator[Reading | IntakeError]:
        """The reports that wait, each on its own, and an error for each that cannot be read."""
        while self._waiting:
            name, item = self._waiting.popleft()
            if isinstance(item, IntakeError):
                yield item
                continue
            try:
                yield reader.read(item)
            except ModelError:
                raise
            except Exception as error:  # noqa: BLE001 - one bad record never stops the others
                yield _as_intake(error, name, item)


def _as_intake(error: Exception, file: str, report: Report | None = None) -> IntakeError:
    if isinstance(error, IntakeError):
        return error
    which = f"the report {report.url or report.title or report.text[:40]!r}: " if report else ""
    if isinstance(error, SaysoError):
        return IntakeError(f"{which}{error}", file=file)
    return IntakeError(f"{which}{type(error).__name__}: {error}", file=file, advice=_FAULT)
