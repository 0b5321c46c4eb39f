"""What can go wrong, as one tree; every message says what happened, where, and what to do.

SaysoError
├── IntakeError     a file or one record of it cannot be read (file, record number, byte offset)
├── ReadingError    a stored Reading (JSON) breaks the format
├── ArchiveError    the archive cannot be opened, read or written (file, what to do)
└── ModelError      the weights are missing, damaged or not the ones that were pinned
"""

from __future__ import annotations


class SaysoError(Exception):
    """The root of all errors that are meant for a user's eyes: `str(error)` is one line."""


class IntakeError(SaysoError):
    """A file, or one record of it, that cannot be read; the other records go on.

    `file` is the name as given, `record` counts from 1, `offset` is in bytes from the start of the file;
    `advice` says what the user can do.
    """

    def __init__(
        self, what: str, *, file: str, record: int | None = None, offset: int | None = None, advice: str | None = None
    ) -> None:
        self.what, self.file, self.record, self.offset, self.advice = what, file, record, offset, advice
        place = [file]
        if record is not None:
            place.append(f"record {record}")
        if offset is not None:
            place.append(f"byte {offset}")
        super().__init__(f"{', '.join(place)}: {what}" + (f" ({advice})" if advice else ""))


class ReadingError(SaysoError):
    """JSON that is not a Reading as docs/format.md describes it."""


class ArchiveError(SaysoError):
    """An archive that cannot be opened, read or written. What was added before is still there, unless the message
    says that the file is damaged.

    `path` is the file as given; `advice` says what the user can do.
    """

    def __init__(self, what: str, *, path: str, advice: str | None = None) -> None:
        self.what, self.path, self.advice = what, path, advice
        super().__init__(f"{path}: {what}" + (f" ({advice})" if advice else ""))


class ModelError(SaysoError):
    """The weights that ship with Sayso are missing, damaged or do not match their digest."""
