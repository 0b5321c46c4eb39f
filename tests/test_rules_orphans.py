"""Cues behind what they report, whose content the model left alone: the grammar says what it is."""

from __future__ import annotations

import pytest

import sayso


@pytest.mark.parametrize(
    ("title", "text", "who", "content"),
    [
        (
            "90 jobs to go at Ostbeck sail works",
            "Tern & Sons will cut 90 jobs at its sail works in Ostbeck, works manager Ragna Thal said on Friday. "
            "The works makes sails for fishing boats.",
            "Ragna Thal",
            "Tern & Sons will cut 90 jobs at its sail works in Ostbeck",
        ),
        (
            None,
            "Letters to the inmates of Kaltmoor were opened and read for years, a former warder told the Lamplighter. "
            "The prison did not answer questions.",
            "a former warder",
            "Letters to the inmates of Kaltmoor were opened and read for years",
        ),
        (
            None,
            "The north stand of the stadium will not last another season, masons who work there said. "
            "The stadium was built in 1954.",
            "masons who work there",
            "The north stand of the stadium will not last another season",
        ),
    ],
)
def test_what_stands_before_the_comma_is_what_was_said(title: str | None, text: str, who: str, content: str) -> None:
    reading = sayso.read_text(text, title=title, published="2024-05-07")
    found = {
        reading.report.text[slice(*s.content_spans[0])]: reading.source_of(s)
        for s in reading.statements
        if s.form == "indirect"
    }
    assert content in found
    source = found[content]
    assert source is not None and source.name == who


def test_a_time_before_a_name_is_no_role() -> None:
    text = "The pier will reopen, and on Monday Sund said that the ferry would sail again. Nobody objected."
    reading = sayso.read_text(text, published="2024-05-07")
    assert not any("on Monday" in text[a:b] for s in reading.statements for a, b in s.source_spans)
