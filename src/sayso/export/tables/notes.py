"""W3C Web Annotation of a whole archive: one AnnotationCollection with one page, one annotation a line.

Every reading's annotations stand as `sayso read --format annotation` writes them (sayso.export.annotation), in date
order; behind them one annotation for each link, which ties the statement on its left (target) to that on its right.
https://www.w3.org/TR/annotation-model/#collections
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from sayso.export import annotation
from sayso.export.plain import dumps
from sayso.export.tables.records import LinkRow
from sayso.records import Reading

COLLECTION = "urn:sayso:annotations"
LABEL = "All readings of a Sayso archive, and the links between their statements"


def of_reading(reading: Reading) -> Iterator[dict[str, Any]]:
    """The annotations of a reading."""
    return annotation.items(reading)


def of_link(link: LinkRow) -> dict[str, Any]:
    """The annotation of a link; a person's verdict stands in `sayso:judged`, where there is one."""
    facts = {"score": link.score, "judged": link.judged, "reasons": list(link.reasons)}
    return {
        "id": f"urn:sayso:link:{link.left}:{link.kind}:{link.right}",
        "type": "Annotation",
        "motivation": "linking",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": link.kind},
            {"type": "SpecificResource", "purpose": "linking", "source": f"urn:sayso:statement:{link.right}"},
        ],
        "target": f"urn:sayso:statement:{link.left}",
        **{f"sayso:{k}": v for k, v in facts.items() if v is not None},
    }


def write(annotations: Iterable[dict[str, Any]], out: TextIO) -> None:
    """Write one AnnotationCollection in JSON-LD: its items stream, one a line; their number stands at the end."""
    page = f"{COLLECTION}:1"
    head = {"@context": annotation.CONTEXT, "id": COLLECTION, "type": "AnnotationCollection", "label": LABEL}
    first = {"id": page, "type": "AnnotationPage", "partOf": COLLECTION, "startIndex": 0}
    out.write(dumps(head)[:-1] + ', "first": ' + dumps(first)[:-1] + ', "items": [')
    total, comma = 0, "\n"
    for item in annotations:
        out.write(comma + dumps(item))
        total, comma = total + 1, ",\n"
    out.write(f'\n]}}, "last": {dumps(page)}, "total": {total}}}\n')
