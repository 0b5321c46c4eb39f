"""A progress bar on stderr for long runs: how much of the input is read, and how long the rest will take."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_PATIENCE = 1.0
"""Seconds before a bar is shown: a run that ends sooner needs none."""
_REDRAW = 0.1
"""Seconds between two drawings."""


def _size(name: object) -> int:
    try:
        return Path(name).stat().st_size if isinstance(name, str) and name != "-" else 0
    except OSError:
        return 0


class Bar:
    """Counts in bytes of the input files. Inside a file the length of the reports read stands for the place in it."""

    def __init__(self, inputs: Sequence[object] | None) -> None:
        self.shown = inputs is not None
        self.sizes = [_size(name) for name in inputs or ()]
        self.total = sum(self.sizes)
        self.file = self.inside = self.before = self.reports = 0
        self.start = time.monotonic()
        self.next, self.drawn = self.start + _PATIENCE, False

    def step(self, length: int) -> None:
        """One more record is read, of this many code points."""
        if not self.shown:
            return
        self.reports += 1
        self.inside += length
        self._draw()

    def done(self) -> None:
        """A file is at its end."""
        if self.shown and self.file < len(self.sizes):
            self.before += self.sizes[self.file]
            self.file, self.inside = self.file + 1, 0

    def line(self, now: float, width: int) -> str:
        """What the bar shows at a moment."""
        ahead = self.sizes[self.file] if self.file < len(self.sizes) else 0
        part = (self.before + min(self.inside, ahead)) / self.total if self.total else 0.0
        count = f"{self.reports:,} reports"
        if not part:
            return count[:width]
        left = (now - self.start) * (1 - part) / part
        rest = f"{left / 60:.0f} min" if left > 90 else f"{left:.0f} s"
        room = max(0, min(40, width - len(count) - 24))
        full = round(room * part)
        return f"{'█' * full}{'░' * (room - full)} {part:4.0%}  {count}  {rest} left"[:width]

    def _draw(self) -> None:
        now = time.monotonic()
        if now >= self.next:
            self.next, self.drawn = now + _REDRAW, True
            sys.stderr.write("\r\x1b[K" + self.line(now, shutil.get_terminal_size().columns - 1))
            sys.stderr.flush()

    def clear(self) -> None:
        """Make room for a line; the bar comes back with the next step."""
        if self.drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self.drawn = False

    close = clear
