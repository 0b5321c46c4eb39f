"""Which way in a file takes: decided by its content; its name helps only where the content does not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path, PurePath

from sayso.errors import IntakeError
from sayso.intake import dump, page, plain, table
from sayso.intake.decode import Decoded, NotTextError
from sayso.intake.raw import Raw, report
from sayso.records import Report


def reports(source: Path | bytes, name: str | None = None, today: date | None = None) -> Iterator[Report | IntakeError]:
    """The reports of one file, in order; for whatever cannot be read an IntakeError in its place, and the others go on.

    `source` is a path, or the bytes of a file (`name` then is what errors call it). Files: the dump format, HTML, JSON
    Lines, JSON, CSV, plain text; UTF-8, UTF-16 with byte order mark, Windows-1252, and what an HTML page declares. A
    file that cannot be read at all gives one IntakeError. `today` (UTC) decides which dates lie in the future.

    >>> [r.title for r in reports(b"date 2022-01-09 https://example.org/a\\n\\nBridge closed\\n\\nIt is closed.")]
    ['Bridge closed']
    """
    file = name or (str(source) if isinstance(source, Path) else "<bytes>")
    data = source if isinstance(source, bytes) else _load(source, file)
    if isinstance(data, IntakeError):
        yield data
        return
    raw: Raw | IntakeError | None = None
    for raw in _records(data, file):
        if isinstance(raw, IntakeError):
            yield raw
        else:
            yield from report(raw, file, today)
    if raw is None:
        yield IntakeError("the file holds no record", file=file, advice="nothing to read")


def _load(path: Path, file: str) -> bytes | IntakeError:
    """The bytes of a file, or what is wrong with it."""
    if path.is_dir():
        return IntakeError("this is a directory", file=file, advice=f"name its files: {file.rstrip('/')}/*")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return IntakeError("there is no such file", file=file, advice="check the path")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return IntakeError(f"the file cannot be read: {reason}", file=file, advice="check its permissions")


def _records(data: bytes, file: str) -> Iterable[Raw | IntakeError]:
    """The records by the first format that fits."""
    try:
        decoded = Decoded(data)
        if page.looks_like_html(decoded.text) and (charset := page.declared_charset(data)):
            decoded = Decoded(data, charset)
    except NotTextError as error:
        return [IntakeError(f"this is {error}, not text", file=file, advice="give the text, HTML, JSON or CSV instead")]
    text = decoded.text
    kind = PurePath(file).suffix.lower()
    if not text.strip(" \t\r\n\f\v\ufeff\x00"):
        return [IntakeError("the file is empty", file=file, advice="nothing to read")]
    first = dump.HEADER.search(text)
    if first and not text[: first.start()].strip(" \t\r\n\ufeff"):
        return dump.records(decoded, file)
    if page.looks_like_html(text):
        return [page.record(decoded, file)]
    if text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        return [IntakeError("this is XML, not HTML", file=file, advice="feeds are not read yet: give the pages")]
    if table.looks_like_json(text) or kind in (".json", ".jsonl", ".ndjson"):
        return table.json_records(decoded, file)
    if table.looks_like_csv(text) or kind in (".csv", ".tsv"):
        return table.csv_records(decoded, file)
    return [plain.record(decoded)]
