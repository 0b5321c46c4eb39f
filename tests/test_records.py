"""The records and their JSON: ids stand for what they should, and nothing is lost on the way."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ReadingError
from sayso.records import Reading, Report, Source, Statement

TEXT = "Mara Dell said the bridge was closed. It rained."


def reading() -> Reading:
    report = Report(text=TEXT, url="https://daily.example/1", published="2021-05-04")
    source = Source(report=report.id, kind="named person", name="Mara Dell", mentions=((0, 9),))
    outlet = Source(report=report.id, kind="outlet", name="daily.example")
    said = Statement(
        report=report.id,
        content_spans=((15, 36),),
        extents=((0, 37),),
        form="indirect",
        source_id=source.id,
        source_spans=((0, 9),),
        cue_spans=((10, 14),),
        act="assert",
        confidence=0.9,
        reasons=("model",),
    )
    own = Statement(report=report.id, content_spans=((38, 48),), extents=((38, 48),), form="own", source_id=outlet.id)
    return Reading(report=report, sources=(source, outlet), statements=(said, own), model="test")


def test_round_trip() -> None:
    given_ = reading()
    again = Reading.from_dict(json.loads(json.dumps(given_.to_dict())))
    assert again == given_
    assert again.to_dict() == given_.to_dict()


def test_an_id_stands_for_the_thing_and_not_for_what_is_thought_of_it() -> None:
    said = reading().statements[0]
    assert dataclasses.replace(said, confidence=0.1, reasons=("other",), act="deny").id == said.id
    assert dataclasses.replace(said, cue_spans=((10, 15),)).id != said.id
    source = reading().sources[0]
    assert dataclasses.replace(source, name="M. Dell", kind="unnamed person").id == source.id
    report = reading().report
    assert dataclasses.replace(report, author="X", genre="news").id == report.id
    assert dataclasses.replace(report, published="2021-05-05").id != report.id


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("sayso",), 2, "format 2 is not known"),
        (("statements", 0, "form"), "loud", "statements[0].form: 'loud' is not one of"),
        (("statements", 0, "content_spans"), [[15]], "expected 2 entries"),
        (("statements", 0, "id"), "0" * 16, "does not fit the record"),
        (("sources", 0, "mentions"), "x", "expected a list"),
        (("report", "text"), None, "report.text: expected str"),
        (("report",), [], "report: expected an object"),
        (("furniture",), [[1, "2"]], "furniture[0][1]: expected int"),
    ],
)
def test_broken_json_says_where(path: tuple[str | int, ...], value: object, message: str) -> None:
    data = json.loads(json.dumps(reading().to_dict()))
    at = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(ReadingError, match=message.replace("[", r"\[").replace("]", r"\]")):
        Reading.from_dict(data)


def test_a_missing_key_is_named() -> None:
    data = reading().to_dict()
    del data["statements"][0]["via"]
    with pytest.raises(ReadingError, match="the key 'via' is missing"):
        Reading.from_dict(data)


@given(st.text(), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 3), st.text(max_size=3)), max_size=4))
def test_repairs_are_undone_in_order(text: str, edits: list[tuple[int, int, str]]) -> None:
    received, repairs, at, out, length = text, [], 0, [], 0
    for gap, size, new in edits:
        start = min(at + gap, len(received))
        end = min(start + size, len(received))
        out.append(received[at:start])
        length += start - at
        repairs.append((length, length + len(new), received[start:end]))
        out.append(new)
        length += len(new)
        at = end
    stored = "".join([*out, received[at:]])
    assert Report(text=stored, repairs=tuple(repairs)).received() == received
