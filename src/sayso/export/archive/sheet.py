"""The paper that all pages of an archive are written on: labelled lines, tables and texts, wrapped and made safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.cells import cell_len

from sayso.export.plain import for_terminal, one_line
from sayso.export.wrap import Paint, Wrapped

Cell = tuple[str, str]
"""(text, style): see sayso.export.wrap."""
_WIDEST = 34
"""Columns that a cell of a table takes at most, so that one long host name does not push the rest to the edge."""


class Sheet:
    """Lines for a terminal. `take` gives those written so far, each with its line break."""

    def __init__(self, paint: Paint) -> None:
        self._lines = Wrapped(paint, _safe)
        self.width = paint.width

    @classmethod
    def of(cls, out: TextIO) -> Sheet:
        """As wide and as coloured as a stream is."""
        return cls(Paint.of(out))

    def take(self) -> Iterator[str]:
        """The lines so far; then the sheet is empty again."""
        yield from self._lines.take()

    def gap(self) -> None:
        """An empty line."""
        self._lines.gap()

    def head(self, text: str, label: str = "") -> None:
        """A title."""
        self._lines.put(label, [(text, "title")], hang=len(label))

    def part(self, text: str, indent: int = 0) -> None:
        """The heading of a part of the page."""
        self._lines.put(" " * indent, [(text, "heading")], hang=indent + 2)

    def line(self, *cells: Cell, indent: int = 0, hang: int | None = None) -> None:
        """Runs of text, wrapped; lines but the first stand `hang` columns in (None: as far as the first)."""
        self._lines.put(" " * indent, [c for c in cells if c[0]], hang=indent if hang is None else hang)

    def fact(self, name: str, value: str, room: int, indent: int = 0, style: str = "") -> None:
        """A name in a column of `room` columns, then its value."""
        label = " " * indent + name + " " * max(1, room - len(name))
        self._lines.put(label, [(value, style)], hang=indent + room)

    def table(self, rows: Sequence[Sequence[Cell]], indent: int = 0) -> None:
        """Rows with their columns aligned, two spaces between; the last column is wrapped, the others are cut."""
        widths = self.widths(rows)
        for row in rows:
            self.row(row, widths, indent)

    def widths(self, rows: Sequence[Sequence[Cell]]) -> list[int]:
        """How wide each column of a table is."""
        columns = max((len(row) for row in rows), default=0)
        return [max((cell_len(_cut(row[i][0])) for row in rows if i < len(row)), default=0) for i in range(columns)]

    def row(self, row: Sequence[Cell], widths: Sequence[int], indent: int = 0) -> None:
        """One row of a table whose columns are so wide; a column in which no row has anything takes no place."""
        label, runs, at = " " * indent, list[Cell](), indent
        for (text, style), width in zip(row[:-1], widths, strict=False):
            if width:
                shown = _cut(text)
                label += self._lines.styled(shown, style) + " " * (width - cell_len(shown) + 2)
                at += width + 2
        runs = [row[-1]]
        if at > self.width + 2:  # no room for columns at all
            self.line(*row, indent=indent, hang=indent + 4)
        elif at > self.width * 2 // 3:  # a narrow terminal: the text goes below
            self._lines.put(label.rstrip(), [], hang=0)
            if row[-1][0]:
                self._lines.put(" " * (indent + 4), runs, hang=indent + 4)
        else:
            self._lines.put(label, runs, hang=at, used=at)


def _safe(text: str) -> str:
    return for_terminal(text)


def _cut(text: str) -> str:
    """A cell's text: safe, on one line, and no wider than a cell may be; it keeps its indent."""
    line = " " * (len(text) - len(text.lstrip(" "))) + for_terminal(one_line(text))
    if cell_len(line) <= _WIDEST:
        return line
    out = ""
    for char in line:
        if cell_len(out + char) > _WIDEST - 1:
            break
        out += char
    return out + "…"
