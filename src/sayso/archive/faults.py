"""What SQLite and the system report, as an ArchiveError: one line with what, where, and what to do."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from sayso.errors import ArchiveError

_NEARLY_FULL = 1 << 20
"""Bytes: with less left on the disk than this, an input/output error is put down to the full disk. SQLite's index
of its log alone may want 32 KiB at once, a transaction of some reports a few hundred."""

_KEPT = "everything before this run's last unfinished step is kept"

_FULL = ("the disk is full", f"{_KEPT}; make room and run it again")
_DAMAGED = ("the file is damaged", "restore it from a copy, or add the reports to a new archive")

# SQLite's primary result codes (https://www.sqlite.org/rescode.html), what each means to a user, and what to do.
_CODES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_NOTADB: (
        "is not an archive of Sayso, or its head is damaged",
        "check the path, or restore it from a copy",
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: ("the file or its folder is read-only", "allow writing, or work on a copy"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "check that the folder exists and may be read and written"),
    sqlite3.SQLITE_PERM: ("cannot be opened: access is refused", "check who may read and write it"),
    sqlite3.SQLITE_AUTH: ("cannot be opened: access is refused", "check who may read and write it"),
    sqlite3.SQLITE_TOOBIG: ("one report is too long to be kept (SQLite's limit is 1 GB)", "leave that report out"),
    sqlite3.SQLITE_NOMEM: ("there is not enough memory", f"{_KEPT}; close other programs and run it again"),
    sqlite3.SQLITE_IOERR: ("the disk could not be read or written", f"{_KEPT}; check the disk, then run it again"),
}


class GarbledError(ValueError):
    """A column that does not hold what was written into it; the message says which kind."""


def explained(error: BaseException, path: Path, timeout: float) -> ArchiveError | None:
    """The ArchiveError for what went wrong, or None where it is no fault of the file, the disk or its other users."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    if isinstance(error, GarbledError):
        return damaged(path, str(error))
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ArchiveError(_FULL[0], path=str(path), advice=_FULL[1])
    if not isinstance(error, sqlite3.Error):
        return None
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # The driver's own complaint about bytes that are no UTF-8: none were ever written.
        return damaged(path) if "decode to UTF-8" in str(error) else None
    primary = code & 0xFF
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        what = f"another program has been writing to it for more than {timeout:g} s"
        return ArchiveError(what, path=str(path), advice="wait until it is done, then run it again")
    if primary in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and _nearly_full(path):
        primary = sqlite3.SQLITE_FULL
    if primary not in _CODES:
        return None
    what, advice = _CODES[primary]
    return ArchiveError(what, path=str(path), advice=advice)


def damaged(path: Path | str, detail: str = "") -> ArchiveError:
    """The error for a file that no longer holds what was written; `detail` says what is wrong with it."""
    what, advice = _DAMAGED
    return ArchiveError(f"{what}: {detail}" if detail else what, path=str(path), advice=advice)


@contextmanager
def in_words(path: Path, timeout: float, found: Callable[[], str | None] = lambda: None) -> Iterator[None]:
    """Within it, errors of the file, the disk or its other users are raised as ArchiveError; others pass unchanged.

    What SQLite complains of may be the program's fault or come of damage (a table's name overwritten, so that the
    driver cannot even decode the complaint). Where that is in doubt, `found` looks for
    damage, and what it says is raised.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError, GarbledError, UnicodeDecodeError) as error:
        told = explained(error, path, timeout)
        if told is None and not isinstance(error, OSError) and (detail := found()):
            told = damaged(path, detail)
        if told is None:
            raise
        raise told from error


def _nearly_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NEARLY_FULL
    except OSError:
        return False
