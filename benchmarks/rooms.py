"""Where the time of a reading goes: the main path with a clock at every door, patched in from outside."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

from sayso import Reader, pipeline
from sayso.records import Report

DOORS = ("take_apart", "attribute", "spans_of_media", "resolve", "build")
"""What `Reader.read` calls by name in pipeline.py; the tagger is an object of its own."""


class Clock:
    """CPU seconds by room, each without the rooms called from it."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self._inside: list[str] = []
        self._since = 0.0

    def _turn(self) -> None:
        now = time.process_time()
        if self._inside:
            self.seconds[" > ".join(self._inside)] += now - self._since
        self._since = now

    def timed(self, room: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """`call`, its time booked to `room` behind the rooms it was called from ("attribute > tag")."""

        def clocked(*args: Any, **kwargs: Any) -> Any:
            self._turn()
            self._inside.append(room)
            self.calls[" > ".join(self._inside)] += 1
            try:
                return call(*args, **kwargs)
            finally:
                self._turn()
                self._inside.pop()

        return clocked


class _Timed:
    """A session of the runtime whose `run` is clocked."""

    def __init__(self, session: Any, room: str, clock: Clock) -> None:
        self.run = clock.timed(room, session.run)


def time_rooms(reader: Reader, reports: list[Report]) -> Clock:
    """Reads the reports once with clocks at the doors; the reader is left as it was."""
    clock = Clock()
    tagger = reader._tagger
    with ExitStack() as stack:
        for door in DOORS:
            stack.enter_context(patch.object(pipeline, door, clock.timed(door, getattr(pipeline, door))))
        stack.enter_context(patch.object(tagger, "_words", _Timed(tagger._words, "words.onnx", clock)))
        stack.enter_context(patch.object(tagger, "_parts", _Timed(tagger._parts, "parts.onnx", clock)))
        stack.enter_context(patch.object(tagger, "tag", clock.timed("tag", tagger.tag)))
        read = clock.timed("read", reader.read)
        for report in reports:
            read(report)
    return clock
