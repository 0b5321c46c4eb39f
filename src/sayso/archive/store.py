"""The store: one SQLite file, opened, checked and brought up to date; transactions to read and to write it.

Nothing here knows what a report is: reading and writing are `fetch` and `write`, over the connections given out here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from sayso.archive import doors
from sayso.archive.faults import damaged, in_words
from sayso.archive.migrate import revision_of, upgrade
from sayso.archive.schema import APPLICATION_ID, REVISION
from sayso.errors import ArchiveError

TIMEOUT = 30.0
"""Seconds to wait for another process that writes. One report takes milliseconds, one relinked archive minutes: who
meets the second should be told, not kept waiting."""

_BEGIN = "sayso_begin"


class Store:
    """An open archive. Threads may share it: each transaction has a connection of its own. Made by `open_store`."""

    def __init__(self, path: Path, address: str, *, read_only: bool, timeout: float) -> None:
        self.path = path
        self._address = address
        self.read_only = read_only
        self._engine = _engine(address, read_only=read_only, timeout=timeout)
        self._timeout = timeout

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may write. It has the file to itself from the start (others go on reading what was there
        before), is committed at the end, and rolled back where an exception leaves it. Not to be nested.

        Raises ArchiveError: read-only, a full disk, another process that writes for longer than the timeout.
        """
        if self.read_only:
            raise ArchiveError("was opened for reading only", path=str(self.path), advice="open it for writing")
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that reads: all it sees is as it was at the start, whatever others write meanwhile."""
        with self._transaction("BEGIN") as connection:
            # A deferred transaction takes its view of the file with the first thing it reads.
            connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first()
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with (
            in_words(self.path, self._timeout, lambda: doors.damage(self._address)),
            self._engine.connect() as connection,
            connection.execution_options(**{_BEGIN: begin}).begin(),
        ):
            yield connection

    def close(self) -> None:
        """Give the file back; what stands in the log beside it goes into it, so that one file can be copied."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(path: str | Path, *, create: bool = True, read_only: bool = False, timeout: float = TIMEOUT) -> Store:
    """The archive in the file `path`, made where there is none (`create`) and brought to this version's form.

    `read_only` needs no right to write, makes nothing and changes nothing. `timeout` is in seconds (see TIMEOUT).
    Raises ArchiveError: no such file or folder, read-only, not an archive, damaged, written by a newer Sayso, locked.
    """
    file = doors.as_file(path)
    doors.look(file, create=create and not read_only, read_only=read_only)
    with in_words(file, timeout):
        address = doors.address(file, read_only=read_only)
        store = Store(file, address, read_only=read_only, timeout=timeout)
        try:
            _bring_up_to_date(store)
        except BaseException:
            store.close()
            raise
        return store


def _engine(address: str, *, read_only: bool, timeout: float) -> Engine:
    """Connections to the file; what SQLAlchemy calls `begin` becomes the BEGIN that the transaction asked for."""

    def connect() -> sqlite3.Connection:
        return doors.connect(address, read_only=read_only, timeout=timeout)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=-1)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))

    return engine


def _bring_up_to_date(store: Store) -> None:
    """Refuse what is no archive, or a newer one; run the migrations that are missing."""
    with store.read() as connection:
        if _state(store.path, connection) == REVISION:
            if doors.cut_off(store.path) and (detail := doors.damage(store._address)):
                raise damaged(store.path, detail)
            return
    if store.read_only:
        raise ArchiveError(
            "was written by an older Sayso, or is empty", path=str(store.path), advice="open it once for writing"
        )
    with store.write() as connection:
        if _state(store.path, connection) != REVISION:  # another process may have done it by now
            upgrade(connection)


def _state(path: Path, connection: Connection) -> str | None:
    """The file's revision, None for an empty file. Raises ArchiveError where it is neither empty nor ours, or newer."""
    revision = revision_of(connection)
    if revision is not None and _pragma(connection, "application_id") == APPLICATION_ID:
        if revision > REVISION:
            what = f"was written by a newer Sayso (form {revision}; this one knows {REVISION})"
            raise ArchiveError(what, path=str(path), advice="update Sayso: pip install --upgrade sayso")
        return revision
    if connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first():
        raise ArchiveError("is an SQLite file, but not an archive of Sayso", path=str(path), advice="check the path")
    return None


def _pragma(connection: Connection, name: str) -> Any:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()
