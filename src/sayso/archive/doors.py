"""How the file is reached: what is looked at before it is opened, and how each connection to it is set up."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from urllib.parse import quote

from sayso.errors import ArchiveError

_OLDEST = (3, 37, 0)
"""STRICT tables came with SQLite 3.37 (2021-11-27)."""

_HEAD = b"SQLite format 3\x00"
_PAGE = 8192
"""Bytes of a page of a new archive. Most reports with their readings fit into one page of this size; with SQLite's
usual 4,096 they run over into chains of pages."""

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # without it, INSERT OR REPLACE slips past what keeps evidence
    # In the log's mode, a killed process loses nothing that was committed; FULL keeps it through a power cut as well.
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",  # KiB: the upper parts of the key tables of a million statements
    "PRAGMA wal_autocheckpoint = 8000",  # pages: what many reports change at random places is written back at once
    "PRAGMA journal_size_limit = 67108864",  # bytes: the log shrinks to this after a great transaction
)


def as_file(path: str | Path) -> Path:
    """The file that is meant: a path, or an address "sqlite:///path". Raises ArchiveError for other addresses."""
    text = str(path)
    if text.startswith("sqlite:///"):
        return Path(text.removeprefix("sqlite:///"))
    if "://" in text:
        kind = text.split("://", 1)[0]
        what = f"{kind} databases are not supported in this version, only files"
        raise ArchiveError(what, path=f"{kind}://...", advice="give a path such as sayso.db")  # it may hold a password
    return Path(text)


def look(file: Path, *, create: bool, read_only: bool) -> None:
    """Refuse what can be seen without opening it. Raises ArchiveError."""
    if sqlite3.sqlite_version_info < _OLDEST:
        raise ArchiveError(
            f"SQLite {sqlite3.sqlite_version} is too old", path=str(file), advice="3.37 or newer is needed"
        )
    try:
        _look(file, create=create, read_only=read_only)
    except OSError as error:
        what = f"cannot be opened: {error.strerror}"
        raise ArchiveError(what, path=str(file), advice="check the path, and who may read and write it") from error


def _look(file: Path, *, create: bool, read_only: bool) -> None:
    if not file.parent.is_dir():
        raise ArchiveError("there is no such folder", path=str(file), advice=f"make {file.parent} first")
    if file.is_dir():
        raise ArchiveError("is a folder", path=str(file), advice="give the path of a file, such as sayso.db")
    if not read_only and not os.access(file.parent, os.W_OK):
        raise ArchiveError("its folder is read-only", path=str(file), advice="allow writing, or work on a copy")
    if not file.exists():
        if not create:
            raise ArchiveError("there is no such archive", path=str(file), advice="sayso add makes one; check the path")
        return
    if not os.access(file, os.R_OK):
        raise ArchiveError("may not be read", path=str(file), advice="check who may read it")
    if not read_only and not os.access(file, os.W_OK):
        raise ArchiveError("the file is read-only", path=str(file), advice="allow writing, or work on a copy")
    with file.open("rb") as f:
        head = f.read(100)
    if head and head[:16] != _HEAD:
        what, advice = "is not an archive of Sayso, or its head is damaged", "check the path, or restore it from a copy"
        raise ArchiveError(what, path=str(file), advice=advice)


def address(file: Path, *, read_only: bool) -> str:
    """The file as the URI that SQLite opens.

    To read, SQLite wants to keep an index of the log beside the file, and clears it away when it closes. Who may not
    write there can use the index of one who has the file open; where there is none, nobody is writing, and the file is
    opened as one that does not change. (It might, if its owner begins to write while it is being read.)
    """
    uri = "file:" + quote(str(file.absolute()))
    if not read_only:
        return f"{uri}?mode=rwc"
    if os.access(file, os.W_OK) and os.access(file.parent, os.W_OK):
        return f"{uri}?mode=rw"  # and told to write nothing, see `connect`
    log = Path(f"{file}-wal")
    used = Path(f"{file}-shm").exists() or (log.exists() and log.stat().st_size)
    return f"{uri}?mode=ro" if used else f"{uri}?mode=ro&immutable=1"


def connect(uri: str, *, read_only: bool, timeout: float) -> sqlite3.Connection:
    """A connection, set up. Transactions begin and end where they are told to, and nowhere else."""
    connection = sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False)
    try:
        for setting in _SETTINGS:
            connection.execute(setting)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            _log_mode(connection, timeout)
    except BaseException:
        connection.close()
        raise
    return connection


def _log_mode(connection: sqlite3.Connection, timeout: float) -> None:
    """Write-ahead log. The change itself does not wait for others as all else does, so it is tried again here."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    connection.execute(f"PRAGMA page_size = {_PAGE}")  # matters to an empty file only
    until = time.monotonic() + timeout
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(0.02)


def cut_off(file: Path) -> bool:
    """Whether a file is shorter than its head says. It may be so for a moment while another process writes."""
    with file.open("rb") as f:
        head = f.read(100)
    size = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    return file.stat().st_size < pages * (size if size != 1 else 65536)


def damage(uri: str) -> str | None:
    """The first thing that SQLite's own check finds wrong with a file, or None. It reads all of it."""
    try:
        connection = sqlite3.connect(uri, uri=True)
        try:
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error as error:
        return str(error)
    except UnicodeDecodeError as error:  # SQLite's message quotes the damaged bytes
        return error.object.decode("utf-8", "replace")
    return None if found == "ok" else " ".join(found.split())
