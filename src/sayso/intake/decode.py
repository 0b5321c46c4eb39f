"""Bytes to text, with the way back to byte offsets."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

# How well-known binary files begin; the name is what the user is told.
_MAGIC = (
    (b"%PDF", "a PDF file"), (b"PK\x03\x04", "a ZIP or office file"), (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"), (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"), (b"BZh", "a bzip2 file"), (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"SQLite format 3", "an SQLite file"), (b"PAR1", "a Parquet file"), (b"\xd0\xcf\x11\xe0", "an old office file"),
)  # fmt: skip

CONTROL_SHARE = 0.005
"""Share of control bytes above which a file is binary: text has none, a broken text a stray one, binaries 5 % and
more."""

_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
# A byte that is not UTF-8 (kept by "surrogateescape") is taken for Windows-1252, or Latin-1 where that has no
# character.
_FALLBACK = {0xDC00 + b: bytes([b]).decode("cp1252", "replace").replace("\ufffd", chr(b)) for b in range(128, 256)}
_ESCAPED = re.compile("[\udc80-\udcff]")


class NotTextError(ValueError):
    """Bytes that are no text; the message says what they look like."""


class Decoded:
    """A decoded file: `text`, and `byte_at` for the place of a character in the file."""

    def __init__(self, data: bytes, encoding: str | None = None) -> None:
        """Decode by byte order mark, then the encoding declared (if any), then UTF-8 with Windows-1252 for the bytes
        that are not UTF-8. Raises NotTextError for binary data."""
        self._bom, self._encoding, self._errors = 0, encoding or "utf-8", "surrogateescape"
        for mark, name in _BOMS:
            if data.startswith(mark):
                self._bom, self._encoding = len(mark), name
                break
        else:
            _refuse_binary(data)
        if self._encoding.startswith(("utf-16", "utf-32")):
            self._errors = "replace"
        try:
            raw = data[self._bom :].decode(self._encoding, self._errors)
        except (UnicodeDecodeError, LookupError):
            self._encoding, self._errors = "utf-8", "surrogateescape"
            raw = data[self._bom :].decode(self._encoding, self._errors)
        self._raw = raw
        self.text = raw.translate(_FALLBACK) if _ESCAPED.search(raw) else raw
        self._at = (0, self._bom)

    def byte_at(self, offset: int) -> int:
        """The byte at which the character `offset` begins. Cheap for rising offsets: only what lies between is
        counted."""
        known, byte = self._at if self._at[0] <= offset else (0, self._bom)
        errors = "surrogatepass" if self._errors == "replace" else self._errors
        byte += len(self._raw[known:offset].encode(self._encoding, errors))
        self._at = (offset, byte)
        return byte


def _refuse_binary(data: bytes) -> None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise NotTextError(name)
    sample = data[:65536]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > CONTROL_SHARE * len(sample):
        raise NotTextError("binary data")


def lines(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """(offset, line without its end) for each line; only "\\n" and "\\r\\n" end one."""
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, text[start:end].removesuffix("\r")
        start = end + 1
