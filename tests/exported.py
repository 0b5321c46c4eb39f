"""An archive to export: the examples, and a report with all that a reading can hold. Made once for all tests."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

import sayso
from sayso.export.tables import graph, lines, notes
from sayso.export.tables.records import Row
from sayso.records import Reading
from test_export_data import sample

SCHEMA: dict[str, Any] = json.loads(files("sayso").joinpath("tables.schema.json").read_text(encoding="utf-8"))
TABLES = ("reports", "statements", "entities", "claims", "links")
_KEPT = tempfile.TemporaryDirectory(prefix="sayso-tests-")
FILE = Path(_KEPT.name) / "all.db"


def valid(name: str) -> Draft202012Validator:
    """What checks a value against one definition of the schema."""
    return Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{name}"})


@cache
def examples() -> tuple[Reading, ...]:
    """The readings of the example reports."""
    folder = Path(__file__).parent.parent / "examples"
    return tuple(r for file in sorted(folder.glob("*.txt")) for r in sayso.read(file))


@cache
def archive() -> sayso.Archive:
    """The archive, open; it is gone with the tests."""
    made = sayso.Archive(FILE)
    made.add([*examples(), sample()])
    return made


def listed(table: str) -> list[dict[str, Any]]:
    """The rows of a table as JSON Lines has them."""
    return [json.loads(line) for line in as_lines(archive().rows(table)).splitlines()]  # type: ignore[call-overload]


def as_lines(rows: Iterable[Row]) -> str:
    """Rows as JSON Lines."""
    out = StringIO()
    lines.write(rows, out)
    return out.getvalue()


def document(kind: str) -> Any:
    """A JSON-LD document of the archive, parsed."""
    out = StringIO()
    {"annotation": notes, "jsonld": graph}[kind].write(archive().rows(kind), out)  # type: ignore[attr-defined, call-overload]
    return json.loads(out.getvalue())
