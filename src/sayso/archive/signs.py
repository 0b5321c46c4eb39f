"""The signs of statements' vectors, sealed in blocks: what a new process reads to search a million meanings at once.

A block is BLOCK statement numbers in a row, whether or not all of them are (still) statements with a vector. Blocks are
derived: where one is missing, the statements are read. A block goes when a vector within it is set
(`derived.set_vectors`), and is sealed anew by who knows how to make signs (sayso.linking.meanings).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from sayso.archive.rows import driver

BLOCK = 16_384
"""Statement numbers in a block: about 0.9 MB, and some seconds of adding between two of them."""

_VECTORS = (
    "SELECT seq, vector FROM statements WHERE seq BETWEEN ? AND ? AND vector IS NOT NULL AND vector != x'' ORDER BY seq"
)


def complete(conn: Connection) -> int:
    """How many blocks are full, sealed or not: their numbers are 0, 1, 2 ... below this."""
    return int(driver(conn).execute("SELECT coalesce(max(seq), 0) FROM statements").fetchone()[0]) // BLOCK


def sealed(conn: Connection) -> set[int]:
    """The numbers of the blocks that are there."""
    return {row[0] for row in driver(conn).execute("SELECT block FROM signs")}


def vectors(conn: Connection, block: int) -> list[tuple[int, bytes]]:
    """(statement, vector) of the statements of a block that have one, ascending."""
    return driver(conn).execute(_VECTORS, (block * BLOCK, (block + 1) * BLOCK - 1)).fetchall()


def seal(conn: Connection, block: int, seqs: bytes, bits: bytes) -> None:
    """Keeps a block."""
    driver(conn).execute("INSERT OR REPLACE INTO signs (block, seqs, bits) VALUES (?,?,?)", (block, seqs, bits))


def blocks(conn: Connection) -> Iterator[tuple[int, bytes, bytes]]:
    """(number, statements, signs) of each sealed block, ascending."""
    yield from driver(conn).execute("SELECT block, seqs, bits FROM signs ORDER BY block")


def unseal(conn: Connection, statements: Iterable[int]) -> None:
    """Forgets the blocks that some statements are in."""
    driver(conn).executemany("DELETE FROM signs WHERE block = ?", [(n,) for n in {seq // BLOCK for seq in statements}])
