"""Lines for a terminal: wrapped to its width in columns (wide characters count two), coloured where it shows colour."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from rich.cells import cell_len, get_character_cell_size

# Select Graphic Rendition by what the words are: the terminal's own sixteen colours, so that its theme decides.
_STYLES = {"title": "1", "source": "1;36", "cue": "33", "dim": "2", "heading": "1;35", "own": "", "content": "", "": ""}
_WORD = re.compile(r"\S+")
_NARROW = 20
"""Columns below which wrapping would leave one word a line: then lines are this wide and the terminal folds them."""


@dataclass(frozen=True, slots=True)
class Paint:
    """How wide to write, and whether in colour."""

    width: int = 80
    colour: bool = False

    @classmethod
    def of(cls, out: TextIO, width: int | None = None, colour: bool | None = None) -> Paint:
        """As the stream is: colour on a terminal unless NO_COLOR or TERM=dumb says not to (FORCE_COLOR: always)."""
        terminal = bool(getattr(out, "isatty", lambda: False)())
        if colour is None:
            plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
            colour = bool(os.environ.get("FORCE_COLOR")) or (terminal and not plain)
        if width is None:
            width = shutil.get_terminal_size((80, 24)).columns if terminal or "COLUMNS" in os.environ else 80
        return cls(max(width, _NARROW), colour)


def _chop(word: str, room: int) -> Iterator[str]:
    """A word in pieces of at most `room` columns."""
    if word.isascii():
        yield from (word[i : i + room] for i in range(0, len(word), room))
        return
    start, used = 0, 0
    for at, char in enumerate(word):
        size = get_character_cell_size(char)
        if used + size > room and at > start:
            yield word[start:at]
            start, used = at, 0
        used += size
    yield word[start:]


class Wrapped:
    """Collects wrapped lines until they are taken. `clean` makes every text safe before it is measured."""

    def __init__(self, paint: Paint, clean: Callable[[str], str]) -> None:
        self.paint, self.clean, self.lines = paint, clean, list[str]()

    def gap(self) -> None:
        """An empty line."""
        self.lines.append("\n")

    def rule(self) -> None:
        """What stands between two reports."""
        self.lines.append("\n" + self.styled("─" * self.paint.width, "dim") + "\n\n")

    def take(self) -> Iterator[str]:
        """The lines so far, each with its line break; then it is empty again."""
        lines, self.lines = self.lines, []
        yield from lines

    def put(self, label: str, runs: Sequence[tuple[str, str]], hang: int = 0, used: int | None = None) -> None:
        """Runs of (text, style) behind a label, wrapped with `hang` columns before every line but the first.

        `used` is how many columns the label takes, where colours in it hide that."""
        line, used = [label], cell_len(label) if used is None else used
        fresh = True  # nothing on this line yet but the label or the margin
        hang = min(hang, self.paint.width // 2)
        room = self.paint.width - hang
        for text, style in runs:
            words: list[str] = []  # of this run, on this line
            for word in _WORD.findall(self.clean(text)):
                for piece in _chop(word, room) if len(word) * 2 > room else [word]:  # a wide character takes two
                    size = len(piece) if piece.isascii() else cell_len(piece)
                    if not fresh and used + 1 + size > self.paint.width:
                        self._end(line, words, style)
                        line, used, words, fresh = [" " * hang], hang, [], True
                    words.append(piece if fresh else " " + piece)
                    used += size + (0 if fresh else 1)
                    fresh = False
            line.append(self.styled("".join(words), style))
        self._end(line, [], "")

    def _end(self, line: list[str], words: list[str], style: str) -> None:
        self.lines.append("".join([*line, self.styled("".join(words), style)]).rstrip(" ") + "\n")

    def styled(self, text: str, style: str) -> str:
        """The text in a style's colour, where there is colour."""
        code = _STYLES[style] if self.paint.colour and text else ""
        return f"\x1b[{code}m{text}\x1b[0m" if code else text
