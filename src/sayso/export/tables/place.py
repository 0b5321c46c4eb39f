"""A file that is written beside its place and moved into it when it is whole: a break leaves what was there before."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, cast


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes stand in `path` once the block ends well; where it ends with an exception, nothing changes.

    A link is followed, so that what it leads to is replaced and not the link. What is no plain file (a pipe, /dev/null)
    is written to as it is. Raises OSError as writing does.
    """
    real = Path(os.path.realpath(path))
    if real.exists() and not real.is_file():
        with real.open("wb") as out:
            yield cast("BinaryIO", out)
        return
    handle, name = tempfile.mkstemp(prefix=f".{real.name[:100]}.", suffix=".part", dir=real.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            yield cast("BinaryIO", out)
            out.flush()
            os.fsync(out.fileno())
        beside.chmod(_mode(real))
        beside.replace(real)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _mode(path: Path) -> int:
    """The rights of the file that was there, or those that a new one would have."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def as_text(out: BinaryIO) -> Iterator[TextIOWrapper]:
    """Text over a stream of bytes: UTF-8, line breaks as they are; the stream stays open."""
    text = TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
    try:
        yield text
        text.flush()
    finally:
        with suppress(OSError, ValueError):
            text.detach()
