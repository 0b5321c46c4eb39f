"""No golden case contradicts itself: a reading made from what a case expects passes its check."""

from __future__ import annotations

from typing import Any

import pytest

from casefile import HELD_OUT, STATEMENTS, Case, check, load, occurrences, place
from sayso.records import Reading, Report, Source, Statement


def _ideal(case: Case) -> Reading:
    """The reading that a case asks for, and nothing else."""
    text = case.text
    report = Report(text=text)
    sources: list[Source] = []
    statements: list[Statement] = []

    def source(**given: Any) -> str:
        # Mentions only tell sources apart here.
        sources.append(Source(report=report.id, mentions=((len(sources), len(sources) + 1),), **given))
        return sources[-1].id

    for wanted, at in zip(case.statements, place(text, case.statements), strict=True):
        nobody = "name" in wanted and wanted["name"] is None
        given = {k: wanted.get(k) for k in ("name", "role")} | {"kind": wanted.get("kind", "unnamed person")}
        links = {k: statements[wanted[k]].id for k in ("within", "continues", "repeats") if wanted.get(k) is not None}
        statements.append(
            Statement(
                report=report.id,
                content_spans=at.content or ((0, 1),),
                extents=at.content or ((0, 1),),
                form=wanted.get("form", "indirect"),
                source_id=None if nobody else source(**given),
                source_spans=at.source[:1],
                cue_spans=at.cue[:1],
                addressee_spans=at.addressee[:1],
                act=wanted.get("act"),
                negated=wanted.get("negated", False),
                said_on=wanted.get("said_on"),
                via=tuple(source(name=v, kind="named organization") for v in wanted.get("via", ())),
                **links,
            )
        )
    for sentence in case.expect.get("own", ()):
        spot = occurrences(text, sentence)[:1]
        statements.append(Statement(report=report.id, content_spans=tuple(spot), extents=tuple(spot), form="own"))
    furniture = [occurrences(text, f)[0] for f in case.expect.get("furniture", ())]
    return Reading(
        report=report, sources=tuple(sources), statements=tuple(statements), furniture=tuple(sorted(furniture))
    )


@pytest.mark.parametrize("case", [pytest.param(c, id=c.key) for c in load(STATEMENTS) + load(HELD_OUT)])
def test_the_ideal_reading_passes(case: Case) -> None:
    assert check(case, _ideal(case)) == []


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=c.key) for c in load(STATEMENTS) if c.statements or c.expect.get("own")]
)
def test_an_empty_reading_fails(case: Case) -> None:
    assert check(case, Reading(report=Report(text=case.text)))
