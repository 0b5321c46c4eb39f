"""Arrow and Parquet: the types of the columns are those of the rows' fields. Needs pyarrow (the extra `tables`)."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO, Literal, Union, get_args, get_origin

from sayso.errors import SaysoError
from sayso.export.tables.records import Row, TableName, plain
from sayso.export.tables.records import columns as columns_of

BATCH = 5_000
"""Rows turned into columns at once: with the longest rows (statements with spans and reasons, 2 kB) some 10 MB."""
GROUP = 50_000
"""Rows of one row group of Parquet, which is what a reader takes in at once: some 50 MB of statements in memory."""
_CODEC = "zstd"


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise SaysoError(
            "pyarrow is not installed: Parquet and Arrow tables need it (pip install 'sayso[tables]')"
        ) from error
    return pyarrow


def schema(table: TableName) -> Any:
    """The pyarrow.Schema of a table. Raises SaysoError where pyarrow is missing."""
    pa = _pyarrow()
    return pa.schema([pa.field(name, *_typed(pa, hint)) for name, hint in columns_of(table).items()])


def _typed(pa: Any, hint: Any) -> tuple[Any, bool]:
    """(the Arrow type of a field's type, whether it may be null)."""
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [h for h in get_args(hint) if h is not type(None)]
        return _typed(pa, kinds[0])[0], True
    if get_origin(hint) is Literal:
        return pa.string(), False
    if get_origin(hint) is tuple:
        return pa.list_(pa.field("item", _typed(pa, get_args(hint)[0])[0], nullable=False)), False
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[hint], False


def batches(table: TableName, rows: Iterable[Row]) -> Iterator[Any]:
    """The rows as pyarrow.RecordBatch, BATCH at a time. Raises SaysoError where pyarrow is missing."""
    pa, wanted, left = _pyarrow(), schema(table), iter(rows)
    while batch := [plain(row) for row in islice(left, BATCH)]:
        yield pa.RecordBatch.from_pylist(batch, schema=wanted)


def arrow(table: TableName, rows: Iterable[Row]) -> Any:
    """The rows as a pyarrow.Table. Raises SaysoError where pyarrow is missing."""
    pa = _pyarrow()
    return pa.Table.from_batches(batches(table, rows), schema=schema(table))


class _Pipe:
    """A stream that can only be written to, as pyarrow wants it: it asks how much was written."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._at, self.closed = out, 0, False

    def write(self, data: Any) -> int:
        self._at += len(data)
        self._out.write(data)
        return len(data)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        self._out.flush()

    def close(self) -> None:
        self.closed = True  # whoever opened the stream closes it

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False


def write(table: TableName, rows: Iterable[Row], out: BinaryIO) -> None:
    """Write a Parquet file (zstd, row groups of GROUP rows). Raises SaysoError where pyarrow is missing."""
    pa = _pyarrow()
    from pyarrow import parquet

    with parquet.ParquetWriter(pa.PythonFile(_Pipe(out), mode="w"), schema(table), compression=_CODEC) as writer:
        held: list[Any] = []
        for batch in batches(table, rows):
            held.append(batch)
            if len(held) * BATCH >= GROUP:
                writer.write_table(pa.Table.from_batches(held), GROUP)
                held = []
        if held:
            writer.write_table(pa.Table.from_batches(held), GROUP)
