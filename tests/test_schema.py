"""The JSON Schema in the package: a schema, the same fields as the records, and true of what is written."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from sayso import cli
from sayso.codec import FORMAT
from sayso.export import annotation, brat, jsonl
from sayso.export import csv as table
from sayso.records import Act, Form, Genre, Kind, Reading
from test_export_data import hostile, readings, sample

SCHEMA: dict[str, Any] = json.loads(files("sayso").joinpath("reading.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def test_it_is_a_schema_of_this_format() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["sayso"]["const"] == FORMAT


def test_it_has_the_records_fields_in_their_order() -> None:
    data = sample().to_dict()
    for found, described in (
        (data, SCHEMA),
        (data["report"], SCHEMA["$defs"]["report"]),
        (data["sources"][0], SCHEMA["$defs"]["source"]),
        (data["statements"][0], SCHEMA["$defs"]["statement"]),
    ):
        assert list(found) == list(described["properties"])
        assert sorted(found) == sorted(described["required"])


@pytest.mark.parametrize(
    ("record", "key", "values"), [("report", "genre", Genre), ("source", "kind", Kind), ("statement", "form", Form)]
)
def test_it_has_the_records_values(record: str, key: str, values: Any) -> None:
    assert SCHEMA["$defs"][record]["properties"][key]["enum"] == list(get_args(values))


def test_it_has_the_acts() -> None:
    assert SCHEMA["$defs"]["statement"]["properties"]["act"]["enum"] == [*get_args(Act), None]


@pytest.mark.parametrize("reading", [sample(), hostile()])
def test_what_is_written_is_valid(reading: Reading) -> None:
    out = StringIO()
    jsonl.write([reading], out)
    VALIDATOR.validate(json.loads(out.getvalue()))


@given(readings())
def test_only_a_broken_own_voice_is_invalid(reading: Reading) -> None:
    """Random readings break one rule that the types do not hold: own voice has no source, no cue and no act."""
    broken = any(s.form == "own" and (s.source_spans or s.cue_spans or s.act) for s in reading.statements)
    assert VALIDATOR.is_valid(reading.to_dict()) is not broken


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("sayso",), 2),
        (("report", "genre"), "gossip"),
        (("report", "text"), None),
        (("statements", 0, "confidence"), 1.5),
        (("statements", 0, "content_spans"), [[1, 2, 3]]),
        (("statements", 0, "content_spans"), [[-1, 2]]),
        (("statements", 0, "within"), "the first"),
        (("sources", 0, "kind"), "person"),
        (("sources", 0, "alias"), "x"),
    ],
)
def test_what_is_broken_is_invalid(path: tuple[str | int, ...], value: object) -> None:
    data: Any = sample().to_dict()
    VALIDATOR.validate(data)
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not VALIDATOR.is_valid(data)


DOCS = (Path(__file__).parent.parent / "docs" / "format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```(?:json)?\n(.*?)\n```$", DOCS, re.M | re.S)


def test_the_documented_reading_is_one_and_gives_the_other_examples() -> None:
    data = json.loads(EXAMPLES[0])
    VALIDATOR.validate(data)
    reading = Reading.from_dict(data)
    assert reading.to_dict() == data
    assert json.loads(EXAMPLES[1]) in list(annotation.items(reading))
    out = StringIO()
    brat.write([reading], out)
    assert out.getvalue().strip() == EXAMPLES[2].strip()


def test_every_key_column_and_exit_code_is_documented() -> None:
    keys = [
        *SCHEMA["properties"],
        *(k for d in ("report", "source", "statement") for k in SCHEMA["$defs"][d]["properties"]),
    ]
    for name in [
        *keys,
        *table.COLUMNS,
        *(a for a in get_args(Act)),
        *get_args(Kind),
        *get_args(Genre),
        *get_args(Form),
    ]:
        assert f"`{name}`" in DOCS, name
    for code in (0, cli.FAILED, cli.USAGE, cli.INTERRUPTED):
        assert f"| {code} |" in DOCS
    for name in cli.Format:
        assert f"\n## {name}\n" in DOCS
