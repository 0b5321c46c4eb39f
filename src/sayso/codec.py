"""Records <-> JSON, derived from the records' fields, so that a field is spelled out once (in records.py)."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any

from sayso.errors import ReadingError
from sayso.records import Reading, Report, Source, Statement

FORMAT = 1
"""The number of the format, under the key `sayso`; it goes up when a key changes its meaning."""

_HINTS = {cls: typing.get_type_hints(cls) for cls in (Report, Source, Statement, Reading)}
# `report` is the foreign key of a Source and a Statement: in a Reading's JSON the report stands once, above them.
_LEFT_OUT = {Source: {"report"}, Statement: {"report"}, Report: set[str]()}


def _plain(value: Any) -> Any:
    return [_plain(v) for v in value] if isinstance(value, tuple) else value


def record_to_dict(record: Report | Source | Statement) -> dict[str, Any]:
    """One record as plain data, its id first."""
    left_out = _LEFT_OUT[type(record)]
    names = [f.name for f in fields(record) if f.name not in left_out]
    return {"id": record.id, **{n: _plain(getattr(record, n)) for n in names}}


def reading_to_dict(reading: Reading) -> dict[str, Any]:
    """See `Reading.to_dict`."""
    return {
        "sayso": FORMAT,
        "model": reading.model,
        "supported": reading.supported,
        "report": record_to_dict(reading.report),
        "sources": [record_to_dict(s) for s in reading.sources],
        "statements": [record_to_dict(s) for s in reading.statements],
        "furniture": _plain(reading.furniture),
    }


@lru_cache(maxsize=256)
def _apart(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """What a hint is made of. Asked for each value of each record, so kept."""
    return typing.get_origin(hint), typing.get_args(hint)


def _check(value: Any, hint: Any, where: str) -> Any:
    """The value as the hinted type (lists become tuples), or ReadingError."""
    if type(value) is hint:
        return value
    origin, args = _apart(hint)
    if origin in (types.UnionType, typing.Union):
        return None if value is None else _check(value, next(a for a in args if a is not type(None)), where)
    if origin is typing.Literal:
        if value not in args:
            raise ReadingError(f"{where}: {value!r} is not one of {', '.join(map(repr, args))}")
        return value
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise ReadingError(f"{where}: expected a list, found {type(value).__name__}")
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_check(v, args[0], f"{where}[{i}]") for i, v in enumerate(value))
        if len(value) != len(args):
            raise ReadingError(f"{where}: expected {len(args)} entries, found {len(value)}")
        return tuple(_check(v, a, f"{where}[{i}]") for i, (v, a) in enumerate(zip(value, args, strict=True)))
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    raise ReadingError(f"{where}: expected {hint.__name__}, found {type(value).__name__}")


def _record(cls: type[Any], data: Any, where: str, **given: Any) -> Any:
    if not isinstance(data, Mapping):
        raise ReadingError(f"{where}: expected an object, found {type(data).__name__}")
    hints = _HINTS[cls]
    wanted = [n for n in hints if n not in given]
    missing = [n for n in wanted if n not in data]
    if missing:
        raise ReadingError(f"{where}: the key {missing[0]!r} is missing")
    record = cls(**given, **{n: _check(data[n], hints[n], f"{where}.{n}") for n in wanted})
    if data.get("id", record.id) != record.id:
        raise ReadingError(f"{where}: the id {data['id']!r} does not fit the record (expected {record.id!r})")
    return record


def reading_from_dict(data: Mapping[str, Any]) -> Reading:
    """See `Reading.from_dict`."""
    if not isinstance(data, Mapping):
        raise ReadingError(f"expected an object, found {type(data).__name__}")
    if data.get("sayso") != FORMAT:
        raise ReadingError(f"format {data.get('sayso')!r} is not known: this program reads format {FORMAT}")
    missing = [k for k in ("model", "supported", "report", "sources", "statements", "furniture") if k not in data]
    if missing:
        raise ReadingError(f"the key {missing[0]!r} is missing")
    report: Report = _record(Report, data["report"], "report")
    lists: dict[str, tuple[Any, ...]] = {}
    for key, cls in (("sources", Source), ("statements", Statement)):
        if not isinstance(data[key], list | tuple):
            raise ReadingError(f"{key}: expected a list")
        lists[key] = tuple(_record(cls, d, f"{key}[{i}]", report=report.id) for i, d in enumerate(data[key]))
    return Reading(
        report=report,
        sources=lists["sources"],
        statements=lists["statements"],
        **{k: _check(data[k], _HINTS[Reading][k], k) for k in ("furniture", "model", "supported")},
    )
