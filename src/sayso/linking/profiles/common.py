"""What the profiles of sources, stories and outlets share: statements and claims in bulk, and who is quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.engine import Connection

from sayso.across import Said
from sayso.archive import fetch, twinning
from sayso.archive.listing import Line
from sayso.linking.weighing import Claim, weigh_claims
from sayso.links.independence.weighed import UNNAMED
from sayso.links.outlets.families import Families

Page = dict[str, Any]
"""A profile or a part of one, as `--json` prints it."""
BATCH = 500
"""Statements fetched at once."""
CLAIMS = 100
"""Claims weighed at once: each is held against all links of those beside it."""


def saids_of(conn: Connection, seqs: Sequence[int]) -> dict[int, Said]:
    out: dict[int, Said] = {}
    for at in range(0, len(seqs), BATCH):
        out |= fetch.saids(conn, seqs[at : at + BATCH])
    return out


def claims_in(conn: Connection, families: Families, seqs: Sequence[int]) -> dict[int, Claim]:
    """The claims of some statements, by number."""
    numbers = sorted({n for n in twinning.claims_of(conn, seqs).values() if n is not None})
    out: dict[int, Claim] = {}
    for at in range(0, len(numbers), CLAIMS):
        out |= {c.seq: c for c in weigh_claims(conn, families, numbers[at : at + CLAIMS])}
    return out


def quoted(lines: Iterable[Line], origins: Mapping[int, str]) -> tuple[list[Page], list[Page]]:
    """(named sources, unnamed ones), those in the most reports first. An unnamed one is one in each origin."""
    rows: dict[object, list[Line]] = {}
    for line in lines:
        if line.form != "own" and line.kind is not None and line.kind != "outlet":
            key: object = line.entity or ((line.name or "").casefold(), origins[line.report], line.kind in UNNAMED)
            rows.setdefault(key, []).append(line)
    out: tuple[list[Page], list[Page]] = ([], [])
    for key, found in rows.items():
        names = Counter(line.name for line in found if line.name)
        best = max(names, key=lambda n: (names[n], len(n), n), default=f"({found[0].kind})")
        row = {"name": best, "kind": found[0].kind, "entity": key if isinstance(key, str) else None,
               "reports": len({line.report for line in found}), "statements": len(found)}  # fmt: skip
        out[found[0].kind in UNNAMED].append(row)
    for group in out:
        group.sort(key=lambda row: (-row["reports"], -row["statements"], row["name"]))
    return out
