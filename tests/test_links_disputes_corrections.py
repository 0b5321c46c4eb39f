"""Corrections: what an outlet says of its own earlier report, and which statements that takes back."""

from __future__ import annotations

import pytest

from sayso.across import Said
from sayso.links.disputes import corrections, match_correction
from sayso.links.disputes.signs import outlet_named, sign
from sayso.links.matter import Matter, matter
from sayso.records import Reading, Report, Source, Statement

HOST = "galtherald.example"


@pytest.mark.parametrize(
    ("sentence", "kind", "wrong"),
    [
        ("We withdraw our report on the Galt mill", "withdraws", "the Galt mill"),
        ("The Galt Herald has retracted its story about the mill.", "withdraws", "the mill"),
        ("The original article has been removed from our site.", "withdraws", None),
        ("An earlier version of this article said that Marr was a judge.", "corrects", "that Marr was a judge"),
        ("This article was amended on 4 May to remove a name.", "corrects", None),
        ("We wrongly reported that the mill had closed.", "corrects", "that the mill had closed"),
        ("Correction: The mill employs 40 people, not 400.", "corrects", "The mill employs 40 people, not 400"),
        ("The Galt Herald apologises to Olin Marr.", "apologizes", None),
        ("The newspaper regrets the error.", "apologizes", None),
        ("Our report was wrong.", "corrects", None),
        ("We were wrong to report that the dyke had broken.", "corrects", "that the dyke had broken"),
    ],
)
def test_signs(sentence: str, kind: str, wrong: str | None) -> None:
    found = sign(sentence, HOST)
    assert found is not None
    assert found.kind == kind
    assert [sentence[s:e].removeprefix("report ") for s, e in found.wrong] == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "The army withdrew from the airfield.",
        "The ministry corrected its report on the harvest.",
        "The report was published on Monday.",
        "We regret that the minister did not answer.",
        "An earlier version of the law said that mills must close.",
        "The company apologised to its customers.",
        "A witness wrongly identified the driver.",
        "It is wrong to close the mill.",
        "The correction of the river took ten years.",
    ],
)
def test_no_signs(sentence: str) -> None:
    assert sign(sentence, HOST) is None


def test_an_outlets_name_and_its_host() -> None:
    assert outlet_named("The Galt Evening Herald", HOST)
    assert outlet_named("galtherald.example", HOST)
    assert not outlet_named("Herald Foods", HOST)
    assert not outlet_named("Galt", HOST)
    assert not outlet_named(None, HOST)


def told(
    text: str, *, key: str = "old", on: str = "2024-05-06", outlet: str = HOST, **more: object
) -> tuple[Said, Matter]:
    said = Said(
        id=f"{key}:{text[:20]}", report=key, text=text, sentence=text, form="own", outlet=outlet, published=on, **more
    )  # type: ignore[arg-type]
    return said, matter(said)


def reading() -> Reading:
    """A correction of three sentences: a headline, what was reported, and that it was wrong."""
    parts = [
        "We withdraw our report on the inspector",
        "On 6 May the Galt Herald reported that Olin Marr had been paid 40,000 crowns by a firm near Grenfeld Mills.",
        "That was wrong.",
        "The weather in Galt was fine.",
    ]
    text = f"{parts[0]}\n\n{' '.join(parts[1:])}"
    report = Report(text=text, title=parts[0], outlet=HOST, published="2024-05-10", url=f"https://{HOST}/c")
    at = {p: (text.index(p), text.index(p) + len(p)) for p in parts}
    said = text.index("that Olin"), text.index("Mills") + 5
    named = text.index("the Galt Herald"), text.index("the Galt Herald") + 15
    source = Source(report=report.id, kind="outlet", name=HOST, mentions=(named,))

    def own(part: str) -> Statement:
        return Statement(report=report.id, content_spans=(at[part],), extents=(at[part],), form="own")

    cue = text.index("reported"), text.index("reported") + 8
    telling = Statement(
        report=report.id, content_spans=(said,), extents=(at[parts[1]],), form="indirect", source_id=source.id,
        source_spans=(named,), cue_spans=(cue,), act="assert",
    )  # fmt: skip
    return Reading(report=report, sources=(source,), statements=(own(parts[0]), telling, own(parts[2]), own(parts[3])))


def test_a_report_that_withdraws_another() -> None:
    read = reading()
    (found,) = corrections(read)
    assert found.kind == "withdraws"
    assert found.whole
    assert found.of is None
    assert found.statement == read.statements[0].id
    assert any(t.startswith("that Olin Marr had been paid") for t in found.wrong_texts)
    assert [read.report.text[s:e] for s, e in found.wrong] == list(found.wrong_texts)
    assert found.dates == ("2024-05-06",)
    assert "olin marr" in found.names


def test_what_it_takes_back() -> None:
    (found,) = corrections(reading())
    claim = told("The inspector Olin Marr was paid 40,000 crowns by a firm close to Grenfeld Mills.")
    denial = told("that Olin Marr had been paid by Grenfeld Mills", act="deny")
    candidates = [
        claim,
        told("The weather in Galt was bad."),
        told("Olin Marr was paid 40,000 crowns by a firm close to Grenfeld Mills.", key="other", outlet="x.example"),
        told("Olin Marr was paid 40,000 crowns by a firm close to Grenfeld Mills.", key="later", on="2024-06-01"),
        (denial[0], denial[1]),
    ]
    links = match_correction(found, candidates)
    assert [(link.left, link.right, link.kind) for link in links if link.confirmed] == [
        (found.statement, claim[0].id, "retracts"),
        (reading().statements[1].id, claim[0].id, "retracts"),
    ]
    assert all("withdraws" in link.reasons[0] for link in links)
    assert {"x.example", "2024-06-01"}.isdisjoint({link.right for link in links})
    assert match_correction(found, candidates[::-1]) == links


def test_another_days_report_is_only_suggested() -> None:
    (found,) = corrections(reading())
    (link,) = match_correction(
        found, [told("Olin Marr was paid 40,000 crowns by a firm close to Grenfeld Mills.", on="2024-04-02")]
    )
    assert not link.confirmed


def test_a_report_without_a_correction() -> None:
    report = Report(text="The mill in Galt burned. That was wrong.", outlet=HOST)
    spans = ((0, 24), (25, 40))
    statements = tuple(Statement(report=report.id, content_spans=(s,), extents=(s,), form="own") for s in spans)
    assert corrections(Reading(report=report, statements=statements)) == ()


def test_a_source_that_takes_back() -> None:
    text = "Beno Kray withdrew his claim that the governor had sold the Tarn mine to a friend."
    report = Report(text=text, outlet=HOST, published="2024-05-10")
    source = Source(report=report.id, kind="named person", name="Beno Kray", mentions=((0, 9),))
    start = text.index("his claim")
    statement = Statement(
        report=report.id, content_spans=((start, len(text) - 1),), extents=((0, len(text)),), form="indirect",
        source_id=source.id, source_spans=((0, 9),), cue_spans=((10, 18),), act="deny",
    )  # fmt: skip
    (found,) = corrections(Reading(report=report, sources=(source,), statements=(statement,)))
    assert (found.of, found.kind) == ("Beno Kray", "takes back")
    claim = told("the governor had sold the Tarn mine to a friend", outlet="x.example", name="Beno Kray")
    other = told("the governor had sold the Tarn mine to a friend", key="o", outlet="x.example", name="Piet Solen")
    assert [link.right for link in match_correction(found, [claim, other])] == [claim[0].id]
