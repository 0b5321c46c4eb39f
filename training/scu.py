"""SCU dev as read: which statements of a reading are what SCU's gold calls a sourced statement.

The gold lists what somebody other than the outlet told, by who told it, in the body of the article. A reading holds
more: every attribution of any kind. So four sorts of statement are left out, each for what it is and not by how sure it
is. In brackets how many of their sentences the gold of the dev part has (13 articles, one reading; LOG.md, SCU):

    decisions         a vote, a ruling, a signature is a deed, and tells nothing; the scorer itself leaves beliefs,
                      intentions and perceptions out on the same ground (3 of 12, and those 3 not as decisions)
    without a source  hearsay is on nobody's word, and each statement of the gold has a source (4 of 12; for 3 of them
                      another statement has the sentence now, with its source)
    of the outlet     "I reported last week" is the outlet's own voice here (0 of 1)
    above the body    headline and subtitle; what they say stands in the body again (0 of 4)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora import lines

if TYPE_CHECKING:
    from sayso import Reader, Reading
    from sayso.records import Source, Statement

DEEDS = frozenset({"decide"})
"""Acts that tell nothing, beside those that the scorer leaves out."""
_FRONT = re.compile(r"\W*(?:[A-Z][a-z]+: [^\n]*\n)+")
"""The labelled lines above the body of an article ("Headline: ...", "Subtitle: ...", "Date: ...")."""


def is_sourced(statement: Statement, source: Source) -> bool:
    """Whether a statement is told, and by somebody other than the outlet."""
    return statement.form != "own" and source.kind != "outlet" and statement.act not in DEEDS


def body(text: str) -> int:
    """Where the body of an article begins: the offset in code points behind its labelled lines, 0 where it has none.

    >>> body("Headline: Dam sold\\nDate: 2024-01-09\\n\\nThe dam is sold.")
    36
    """
    front = _FRONT.match(text)
    return front.end() if front else 0


def rows_of(reading: Reading) -> list[dict[str, Any]]:
    """The statements of a reading as the scorer reads them, without the outlet's own voice, which it does not score."""
    start = body(reading.report.text)
    rows = []
    for statement in reading.statements:
        source = reading.source_of(statement)
        extents = [extent for extent in statement.extents if extent[0] >= start]
        if source is not None and extents and is_sourced(statement, source):
            row = {"extents": extents, "kind": source.kind, "name": source.name, "act": statement.act, "own": False}
            rows.append(row)
    return rows


def sourcing_rows(data: Path, reader: Reader) -> Iterator[dict[str, Any]]:
    """SCU dev as read, one row an article."""
    from sayso.pipeline import report_of

    for d in lines(data / "attribution/scu-dev.jsonl"):
        reading = reader.read(report_of(d["text"]))
        yield {"id": d["id"], "text": reading.report.text, "statements": rows_of(reading)}
