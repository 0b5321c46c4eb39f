"""Readings made by hand for the tests of judgements: short reports about an invented port."""

from __future__ import annotations

from sayso.records import Reading, Report, Source, Span, Statement

FIRE = "the warehouse of the Tarnmoor ropeworks burned down because a lamp fell over on Sunday night"
SAME = "a lamp that fell over on Sunday night burned down the warehouse of the Tarnmoor ropeworks"
OTHER = "the harbour council of Brask has ordered eleven new tugs from a yard in Ostmere"
REST = "Rain fell on the quays all day."
SHOPS = "Shops in Ostmere stayed shut until noon."


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return at, at + len(words)


def reading(
    host: str,
    day: int,
    content: str,
    *,
    who: str = "Inger Dahl",
    role: str | None = None,
    model: str = "one",
    cut: int = 0,
) -> Reading:
    """`who` said that `content`, and a sentence of the outlet's own. `cut`: code points left off the content's end."""
    rest = SHOPS if day > 20 else REST  # late in the month: another story
    text = f"{who} said that {content}. {rest}"
    report = Report(
        text=text, url=f"https://{host}/{day}", outlet=host, published=f"2024-05-{day:02d}T10:00+02:00", language="en",
        genre="news",
    )  # fmt: skip
    outlet = Source(report=report.id, kind="outlet", name=host)
    name = span(text, who)
    source = Source(report=report.id, kind="named person", name=who, role=role, mentions=(name,))
    start, end = span(text, f"that {content}")
    first, last = (0, text.index(rest) - 1), span(text, rest)
    said = Statement(
        report=report.id, content_spans=((start, end - cut),), source_spans=(name,), cue_spans=(span(text, "said"),),
        extents=(first,), form="indirect", act="assert", source_id=source.id, confidence=0.9,
    )  # fmt: skip
    own = Statement(
        report=report.id, content_spans=(last,), extents=(last,), form="own", source_id=outlet.id, confidence=0.8
    )
    return Reading(report=report, sources=(outlet, source), statements=(said, own), model=model)
