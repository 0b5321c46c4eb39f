"""The archive as JSON-LD: W3C Web Annotation, and schema.org."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from exported import archive, document, examples, listed, valid
from sayso.export import annotation
from sayso.export.tables import graph
from sayso.export.tables.records import ClaimRow, EntityRow, ReportRow
from sayso.records import Report, Statement
from test_export_data import BODY, sample


@pytest.fixture(scope="module")
def nodes() -> dict[str, dict[str, Any]]:
    return {node["@id"]: node for node in document("jsonld")["@graph"]}


def refs(value: Any, inside: bool = False) -> Iterator[str]:
    """Every @id that stands alone: a reference to a node."""
    if isinstance(value, dict):
        if inside and set(value) == {"@id"}:
            yield value["@id"]
        for part in value.values():
            yield from refs(part, True)
    elif isinstance(value, list):
        for part in value:
            yield from refs(part, True)


def described(value: Any) -> Iterator[str]:
    """Every @id of a node with a type."""
    if isinstance(value, dict):
        if "@type" in value and "@id" in value:
            yield value["@id"]
        for part in value.values():
            yield from described(part)
    elif isinstance(value, list):
        for part in value:
            yield from described(part)


def test_the_document_is_one_of_schema_org() -> None:
    found = document("jsonld")
    assert list(found) == ["@context", "@graph"]
    assert found["@context"]["@vocab"] == "https://schema.org/"
    check = valid("jsonld")
    for node in found["@graph"]:
        check.validate(node)
    kinds = Counter(node["@type"] for node in found["@graph"])
    assert {"NewsArticle", "OpinionNewsArticle", "Article", "Quotation", "Person", "Organization", "Claim"} <= set(
        kinds
    )


def test_terms_that_schema_org_does_not_have_are_invalid(nodes: dict[str, dict[str, Any]]) -> None:
    for kind in ("NewsArticle", "Quotation", "Person", "Claim"):
        node = next(n for n in nodes.values() if n["@type"] == kind)
        assert not valid("jsonld").is_valid({**node, "madeUp": "x"})
        assert not valid("jsonld").is_valid({**node, "@type": "MadeUp"})


def test_every_node_stands_once_and_every_reference_leads_to_one(nodes: dict[str, dict[str, Any]]) -> None:
    found = document("jsonld")
    assert len(nodes) == len(found["@graph"])
    assert set(refs(found)) - set(described(found)) == set()
    assert len(set(refs(found))) > 100


def test_articles_are_the_reports(nodes: dict[str, dict[str, Any]]) -> None:
    for row in listed("reports"):
        node = nodes[f"urn:sayso:report:{row['id']}"]
        assert node.get("headline") == row["title"] and node.get("datePublished") == row["published"]
        assert node["publisher"]["name"] == row["outlet"] and node["url"] == row["url"]
        assert node["sayso:origin"] == row["origin"]
    assert any("isBasedOn" in n for n in nodes.values() if n["@type"].endswith("Article"))


def test_quotations_are_all_that_sources_say(nodes: dict[str, dict[str, Any]]) -> None:
    rows = {f"urn:sayso:statement:{row['id']}": row for row in listed("statements")}
    quoted = {key for key, node in nodes.items() if node["@type"] == "Quotation"}
    assert quoted == {
        key for key, row in rows.items() if row["form"] != "own" and row["act"] != "deny" and not row["negated"]
    }
    for key in quoted:
        assert nodes[key]["text"] == rows[key]["text"]
        assert nodes[key]["isPartOf"][0] == {"@id": f"urn:sayso:report:{rows[key]['report']}"}


def test_a_quotation_says_who_and_in_what() -> None:
    reading = sample()
    minister, said, nested = reading.sources[0], reading.statements[1], reading.statements[2]
    quoted = {s.id for s in reading.statements if graph.is_quotation(s)}
    relayed = {said.id: [graph.place("ab", "cd", own=True)]}
    made = {n["@id"]: n for n in graph.quotations(reading, {minister.id: "feed"}, relayed, quoted)}
    assert len(made) == 5  # neither the denial nor own voice
    text = reading.report.text
    (start, end), *_ = said.content_spans
    assert made[f"urn:sayso:statement:{said.id}"] == {
        "@id": f"urn:sayso:statement:{said.id}",
        "@type": "Quotation",
        "text": text[start:end],
        "spokenByCharacter": {"@id": "urn:sayso:entity:feed"},
        "isPartOf": [{"@id": f"urn:sayso:report:{reading.report.id}"}],
        "isBasedOn": [{"@id": "urn:sayso:report:cd"}],
        "dateCreated": "2031-05-03",
        "sayso:form": "mixed",
        "sayso:act": "assert",
        "sayso:confidence": 0.97,
    }
    inner = made[f"urn:sayso:statement:{nested.id}"]
    assert inner["isPartOf"][1] == {"@id": f"urn:sayso:statement:{said.id}"}
    assert inner["spokenByCharacter"]["@type"] == "Person"
    hearsay = next(n for n in made.values() if n["text"].startswith("400 people"))
    assert "spokenByCharacter" not in hearsay


@pytest.mark.parametrize("change", [{"act": "deny"}, {"negated": True}, {"form": "own", "act": None}])
def test_what_would_become_its_contrary_is_no_quotation(change: dict[str, Any]) -> None:
    facts: dict[str, Any] = {"form": "indirect", "act": "assert", **change}
    statement = Statement(report="r", content_spans=((0, 4),), extents=((0, 4),), **facts)
    assert not graph.is_quotation(statement)


def test_claims_appear_where_ask_says(nodes: dict[str, dict[str, Any]]) -> None:
    asked = archive().ask("grain dust caused the explosion") + archive().ask("four workers died")
    assert any(claim["statements"] for claim in asked)
    for claim in asked:
        node = nodes[f"urn:sayso:claim:{claim['id']}"]
        assert node["text"] == claim["text"]
        assert {k: node[f"sayso:{k}"] for k in claim["counts"]} == claim["counts"]
        own = {s["report"] for s in claim["statements"] if s["form"] == "own"}
        said = {s["id"] for s in claim["statements"] if s["form"] != "own"}
        places = {f"urn:sayso:report:{k}" for k in own} | {f"urn:sayso:statement:{k}" for k in said}
        assert {p["@id"] for p in node.get("appearance", [])} == places
        if claim["first"]:
            assert node["firstAppearance"] in node["appearance"]
            assert node.get("datePublished") == claim["first"]["published"]


def test_what_is_not_known_has_no_key() -> None:
    row = ReportRow(
        id="a" * 16, url="not an address", outlet=None, family=None, published=None, title=None, language=None,
        genre="unknown", credit=None, version_of=None, origin="b" * 16, story="c" * 16,
    )  # fmt: skip
    node = graph.article(Report(text=BODY), row, [])
    assert set(node) == {"@id", "@type", "url", "sayso:origin", "sayso:story"}
    assert node["url"] == {"@value": "not an address"}  # never taken for a link
    body = graph.entity(EntityRow(id="d" * 16, name="Harbour Office", kind="named organization", roles=(), aliases=()))
    assert body == {"@id": f"urn:sayso:entity:{'d' * 16}", "@type": "Organization", "name": "Harbour Office"}
    claim = ClaimRow(
        id="e" * 16, text="x", reports=0, outlets=0, families=0, texts=0, sources=0, named=0, unnamed=0
    )  # fmt: skip
    assert not {"appearance", "firstAppearance"} & set(graph.claim(claim, [], None, None))


def test_an_owner_stands_above_its_outlet() -> None:
    facts: dict[str, Any] = dict.fromkeys(("url", "published", "title", "language", "credit", "version_of"))
    for family, above in (("Coast Media", "Coast Media"), ("coast.example", None)):
        row = ReportRow(
            id="a" * 16, outlet="www.coast.example", family=family, genre="news", origin="b" * 16, story="c" * 16,
            **facts,
        )  # fmt: skip
        publisher = graph.article(Report(text=BODY), row, [])["publisher"]
        assert publisher["@id"] == "urn:sayso:outlet:www.coast.example"
        assert publisher.get("parentOrganization", {}).get("name") == above


def test_annotations_are_those_of_the_readings_and_the_links() -> None:
    found = document("annotation")
    assert (found["type"], found["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert found["first"]["partOf"] == found["id"] and found["last"] == found["first"]["id"]
    items = found["first"]["items"]
    assert found["total"] == len(items)
    for item in items:
        valid("annotation").validate(item)
    assert len({item["id"] for item in items}) == len(items)
    spans = [item for item in items if item["motivation"] != "linking"]
    wanted = {item["id"]: item for r in [*examples(), sample()] for item in annotation.items(r)}
    assert {item["id"]: item for item in spans} == wanted
    links = [item for item in items if item["motivation"] == "linking"]
    rows = listed("links")
    assert [(x["target"], x["body"][1]["source"], x["body"][0]["value"], x["sayso:reasons"]) for x in links] == [
        (f"urn:sayso:statement:{r['left']}", f"urn:sayso:statement:{r['right']}", r["kind"], r["reasons"]) for r in rows
    ]
