"""JSON Lines: one Reading a line, as `Reading.to_dict()` gives it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from sayso.export.plain import dumps
from sayso.records import Reading


def write(readings: Iterable[Reading], out: TextIO) -> None:
    """Write each reading as one line of JSON; `Reading.from_dict(json.loads(line))` gives it back."""
    for reading in readings:
        out.write(dumps(reading.to_dict()) + "\n")
