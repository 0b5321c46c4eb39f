"""W3C Web Annotation (JSON-LD): one collection, one annotation a span, one annotation a line.

A report opens with an annotation that carries its stored text, since it is that text the offsets count in; the page it
came from is the `scope` of every target. Each annotation of a span is tagged with what it is (source, cue, content,
addressee, own voice) and linked to its statement, `urn:sayso:statement:ID`, whose facts stand beside the link.
https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from sayso.export.plain import dumps, named
from sayso.records import Reading, Report, Source, Span, Statement

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"sayso": "urn:sayso:term:"}]
AROUND = 32
"""Code points of prefix and suffix in a TextQuoteSelector: enough to tell apart what a report says twice."""

_PARTS = (
    ("source", "source_spans"),
    ("cue", "cue_spans"),
    ("content", "content_spans"),
    ("addressee", "addressee_spans"),
)


def target(report: Report, name: str, span: Span) -> dict[str, Any]:
    """Where a span of the text called `name` is: by its offsets, and by its words with some of what stands around."""
    start, end = span
    text = report.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    place: dict[str, Any] = {"type": "SpecificResource", "source": name}
    if report.url:
        place["scope"] = report.url
    place["selector"] = [{"type": "TextPositionSelector", "start": start, "end": end}, quote]
    return place


def _whole(reading: Reading) -> dict[str, Any]:
    """The annotation that carries the stored text of a report."""
    report = reading.report
    body = {
        "type": "TextualBody", "purpose": "describing", "format": "text/plain", "id": f"urn:sayso:report:{report.id}",
        "language": report.language, "value": report.text,
    }  # fmt: skip
    facts = {"outlet": report.outlet, "published": report.published, "title": report.title, "model": reading.model}
    return {
        "id": f"urn:sayso:reading:{report.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {k: v for k, v in body.items() if v is not None},
        "target": report.url or f"urn:sayso:report:{report.id}",
        **{f"sayso:{k}": v for k, v in facts.items() if v},
    }


def _facts(statement: Statement, sources: Mapping[str | None, Source]) -> dict[str, Any]:
    """What is known of a statement, as terms of Sayso's own; what is not known is left out, as JSON-LD has it."""
    source = sources.get(statement.source_id)
    facts = {
        "form": statement.form,
        "act": statement.act,
        "negated": statement.negated,
        "said_on": statement.said_on,
        "source": named(source) or None,
        "kind": source and source.kind,
        "role": source and source.role,
        "via": [named(sources[v]) if v in sources else v for v in statement.via] or None,
        "confidence": statement.confidence,
    }
    links = {k: getattr(statement, k) for k in ("within", "continues", "repeats")}
    return {
        **{f"sayso:{k}": v for k, v in facts.items() if v is not None},
        **{f"sayso:{k}": f"urn:sayso:statement:{v}" for k, v in links.items() if v},
    }


def items(reading: Reading) -> Iterator[dict[str, Any]]:
    """The annotations of one reading: its text first, then every span of every statement in the statements' order."""
    whole = _whole(reading)
    yield whole
    sources: dict[str | None, Source] = {s.id: s for s in reading.sources}
    for statement in reading.statements:
        name = f"urn:sayso:statement:{statement.id}"
        link = {"type": "SpecificResource", "purpose": "linking", "source": name, **_facts(statement, sources)}
        for part, key in _PARTS:
            tag = "own voice" if statement.form == "own" and part == "content" else part
            for number, span in enumerate(getattr(statement, key)):
                body: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "tagging", "value": tag}, link]
                if part == "source" and statement.source_id:
                    who = f"urn:sayso:source:{statement.source_id}"
                    body.append({"type": "SpecificResource", "purpose": "identifying", "source": who})
                yield {
                    "id": f"{name}:{part}:{number}",
                    "type": "Annotation",
                    "motivation": "tagging",
                    "body": body,
                    "target": target(reading.report, whole["body"]["id"], span),
                }


def write(readings: Iterable[Reading], out: TextIO) -> None:
    """Write one AnnotationPage in JSON-LD: its items stream, one a line."""
    head = dumps({"@context": CONTEXT, "type": "AnnotationPage", "startIndex": 0})
    out.write(head[:-1] + ', "items": [')
    comma = "\n"
    for reading in readings:
        for item in items(reading):
            out.write(comma + dumps(item))
            comma = ",\n"
    out.write("\n]}\n")
