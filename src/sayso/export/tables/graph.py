"""schema.org as JSON-LD: what the archive holds in the words that search engines and knowledge graphs know.

    report     NewsArticle  (or OpinionNewsArticle, Article) publisher, datePublished; isBasedOn: what it is a copy of
    statement  Quotation    spokenByCharacter: its source; isPartOf: its report and the statement it is nested in;
                            isBasedOn: the document it is from, the statement that it relays; citation: media it is via
    entity     Person, Organization, NewsMediaOrganization, CreativeWork
    claim      Claim        appearance: its quotations, or the report where that says it itself; firstAppearance

What schema.org has no word for stands under Sayso's own (`sayso:`, urn:sayso:term:). A denial ("denied that") and what
somebody did not say have none either: as a Quotation they would turn into their contrary, so they are left out, as is
own voice, which is nobody's quotation. `claimInterpreter` is for a Person or Organization that drew a claim from a
picture or film: no machine's, so it is not given. Terms: https://schema.org/Claim, https://schema.org/Quotation
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO
from urllib.parse import quote

from sayso.export.plain import dumps, named, said
from sayso.export.tables.records import ClaimRow, EntityRow, ReportRow
from sayso.records import Genre, Kind, Reading, Report, Source, Statement

CONTEXT = {"@vocab": "https://schema.org/", "sayso": "urn:sayso:term:", "url": {"@type": "@id"}}
"""Written out, so that the document can be read offline; its terms are those of the context at schema.org."""

_ARTICLES: dict[Genre, str] = {
    "news": "NewsArticle",
    "unknown": "NewsArticle",  # reports come from news outlets unless something shows otherwise
    "opinion": "OpinionNewsArticle",
    "press release": "Article",
    "transcript": "Article",
}
_WHO: dict[Kind, str] = {
    "named person": "Person",
    "unnamed person": "Person",
    "named organization": "Organization",
    "unnamed group": "Organization",
    "outlet": "NewsMediaOrganization",
    "document": "CreativeWork",
}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")
Node = dict[str, Any]


def write(nodes: Iterable[Node], out: TextIO) -> None:
    """Write one JSON-LD document: its nodes stream, one a line."""
    out.write(dumps({"@context": CONTEXT})[:-1] + ', "@graph": [')
    comma = "\n"
    for node in nodes:
        out.write(comma + dumps(node))
        comma = ",\n"
    out.write("\n]}\n")


def article(report: Report, row: ReportRow, originals: Sequence[str]) -> Node:
    """A report; `originals` are the reports (ids) that it as a whole was copied from."""
    return _known(
        {
            "@id": f"urn:sayso:report:{row.id}",
            "@type": _ARTICLES[report.genre],
            "url": _address(row.url),
            "headline": row.title,
            "publisher": _publisher(row),
            "datePublished": row.published,
            "author": report.author and {"@type": "Person", "name": report.author},
            "inLanguage": row.language,
            "creditText": row.credit,
            "isBasedOn": [_ref("report", key) for key in originals],
            "sayso:origin": row.origin,
            "sayso:story": row.story,
            "sayso:version_of": row.version_of and _ref("report", row.version_of),
        }
    )


def is_quotation(statement: Statement) -> bool:
    """Whether schema.org's Quotation says of a statement what it is: its source says its content."""
    return statement.form != "own" and not statement.negated and statement.act != "deny"


def place(statement: str, report: str, *, own: bool) -> Node:
    """Where a claim appears: a statement's quotation, or the report that says it in its own voice (all ids)."""
    return _ref("report", report) if own else _ref("statement", statement)


def quotations(
    reading: Reading, entities: Mapping[str, str], relayed: Mapping[str, Sequence[Node]], quoted: Collection[str]
) -> Iterator[Node]:
    """The quotations of a report. `entities`: who its sources are (id by source id); `relayed`: what its statements
    pass on (places by statement id); `quoted`: those of its statements that are quotations (ids)."""
    sources = {s.id: s for s in reading.sources}
    done = set[str]()
    for s in reading.statements:
        key = s.id
        if key not in quoted or key in done:
            continue
        done.add(key)
        source = sources.get(s.source_id or "")
        who = _who(reading.report, source, entities) if source else None
        document = source is not None and source.kind == "document"
        parts = [_ref("report", s.report)] + [_ref("statement", s.within)] * (s.within in quoted)
        yield _known(
            {
                "@id": f"urn:sayso:statement:{key}",
                "@type": "Quotation",
                "text": said(reading, s.content_spans),
                "spokenByCharacter": None if document else who,
                "isPartOf": parts,
                "isBasedOn": ([who] if document else []) + list(relayed.get(key, ())),
                "citation": [named(sources[v]) for v in s.via if v in sources],
                "dateCreated": s.said_on,
                "sayso:form": s.form,
                "sayso:act": s.act,
                "sayso:confidence": s.confidence,
            }
        )


def entity(row: EntityRow) -> Node:
    """A person or body that is known across reports."""
    kind = _WHO[row.kind]
    roles = "jobTitle" if kind == "Person" else "description"
    return _known(
        {
            "@id": f"urn:sayso:entity:{row.id}",
            "@type": kind,
            "name": row.name,
            "alternateName": list(row.aliases),
            roles: list(row.roles),
        }
    )


def claim(row: ClaimRow, places: Sequence[Node], first: Node | None, published: str | None) -> Node:
    """A claim, where it appears (see `place`), where first, and when that was published. Without a place nobody carries
    it: all there is are denials, forecasts and the like."""
    counts = ("reports", "outlets", "families", "texts", "sources", "named", "unnamed")
    return _known(
        {
            "@id": f"urn:sayso:claim:{row.id}",
            "@type": "Claim",
            "text": row.text,
            "appearance": [{"@id": at} for at in dict.fromkeys(p["@id"] for p in places)],
            "firstAppearance": first,
            "datePublished": published,
            **{f"sayso:{name}": getattr(row, name) for name in counts},
        }
    )


def _who(report: Report, source: Source, entities: Mapping[str, str]) -> Node:
    """The source of a quotation: an entity by reference; who is known in this report only with all that is known."""
    if source.kind == "outlet" and report.outlet:
        return {"@id": _outlet(report.outlet)}
    if source.id in entities:
        return _ref("entity", entities[source.id])
    unnamed = source.kind.startswith("unnamed")
    kind = _WHO[source.kind]
    return _known(
        {
            "@id": f"urn:sayso:source:{source.id}",
            "@type": kind,
            "description" if unnamed else "name": source.name,
            "jobTitle": source.role if kind == "Person" else None,
        }
    )


def _publisher(row: ReportRow) -> Node | None:
    if not row.outlet:
        return None
    under = row.family is not None and not f".{row.outlet}".endswith(f".{row.family}")
    return _known(
        {
            "@id": _outlet(row.outlet),
            "@type": "NewsMediaOrganization",
            "name": row.outlet,
            "parentOrganization": {"@type": "Organization", "name": row.family} if under else None,
        }
    )


def _outlet(host: str) -> str:
    return f"urn:sayso:outlet:{quote(host, safe='')}"


def _address(url: str | None) -> str | Node | None:
    """An address as a link where it is one, else as the words that were found."""
    return url if url is None or _IRI.fullmatch(url) else {"@value": url}


def _ref(kind: str, key: str | None) -> Node:
    return {"@id": f"urn:sayso:{kind}:{key}"}


def _known(node: Node) -> Node:
    """Without what is not known: JSON-LD has no key for it."""
    return {k: v for k, v in node.items() if v is not None and v != []}
