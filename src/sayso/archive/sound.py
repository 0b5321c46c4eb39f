"""What a reading must be to be kept: readings come from files that anybody may have written or edited."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.errors import ReadingError
from sayso.records import Reading, Span, Statement


def check(reading: Reading) -> None:
    """Raises ReadingError where offsets lie outside the text, a confidence is none, a statement has a source that the
    reading does not have, or a text holds half of a surrogate pair, which no file can hold.

    The shape (keys, types, ids) was checked when it was decoded. Takes some microseconds a statement.
    """
    report, length = reading.report, len(reading.report.text)
    for name, value in (
        ("text", report.text), ("url", report.url), ("published", report.published), ("fetched", report.fetched),
        ("outlet", report.outlet), ("title", report.title), ("language", report.language), ("author", report.author),
        ("credit", report.credit),
    ):  # fmt: skip
        _encodable(f"report {report.id}: {name}", value)
    known = {s.id for s in reading.sources}
    for at, source in enumerate(reading.sources):
        _within(f"report {report.id}: sources[{at}].mentions", source.mentions, length)
    for at, statement in enumerate(reading.statements):
        where = f"report {report.id}: statements[{at}]"
        for field, spans in _spans(statement):
            _within(f"{where}.{field}", spans, length)
        if not 0 <= statement.confidence <= 1:  # what is no number (NaN) is not within, either
            raise ReadingError(f"{where}.confidence: {statement.confidence!r} is not from 0 to 1")
        if statement.source_id is not None and statement.source_id not in known:
            raise ReadingError(f"{where}.source_id: no source of this reading has the id {statement.source_id!r}")
    _within(f"report {report.id}: furniture", reading.furniture, length)
    _within(f"report {report.id}: repairs", tuple((a, b) for a, b, _ in report.repairs), length)


def _spans(s: Statement) -> Iterator[tuple[str, tuple[Span, ...]]]:
    yield "content_spans", s.content_spans
    yield "extents", s.extents
    yield "source_spans", s.source_spans
    yield "cue_spans", s.cue_spans
    yield "addressee_spans", s.addressee_spans


def _within(where: str, spans: tuple[Span, ...], length: int) -> None:
    for start, end in spans:
        if not 0 <= start <= end <= length:
            raise ReadingError(f"{where}: [{start}, {end}] does not lie in the text, which has {length} characters")


def _encodable(where: str, value: str | None) -> None:
    try:
        (value or "").encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadingError(f"{where}: half of a surrogate pair, at {error.start}, is no text") from error
