"""What came first must not matter: any order of arrival, and building all links anew, give the same archive.

Measured on an invented world of reports with copies, in date order, shuffled, and relinked. What may differ, and how
much, is said at ALLOWED.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from sayso import front
from sayso.links.words import rarity, stems

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from world import World

REPORTS = 50
ALLOWED = 0.01
"""The share of links (claims, entities, stories) that may differ. How many statements are compared is bounded, and
those that are there when a report arrives come first; so in a large archive a few pairs are met in one order and not in
another. Here, as with 150 reports, nothing differs."""

State = dict[str, set[tuple[str, ...]]]


def encode(texts: Sequence[str]) -> list[bytes]:
    """Vectors of words alone, so that like texts are near: the encoder's own would take a minute."""
    out = []
    for text in texts:
        total = np.full(384, 1e-3)
        for stem in stems(text):
            seed = int.from_bytes(hashlib.blake2b(stem.encode(), digest_size=8).digest(), "big")
            total += max(rarity(stem) - 1.0, 0.05) * np.random.default_rng(seed).standard_normal(384)
        out.append(np.rint(127 * total / np.linalg.norm(total)).astype(np.int8).tobytes())
    return out


def state(file: Path) -> State:
    """What was found, by ids that do not depend on the file."""
    raw = sqlite3.connect(file)
    queries = {
        "links": "SELECT a.id, b.id, l.kind, CAST(l.confirmed AS TEXT) FROM links l"
        ' JOIN statements a ON a.seq = l."left" JOIN statements b ON b.seq = l."right"',
        "claims": "SELECT s.id, c.id FROM statements s JOIN statements c ON c.seq = s.claim",
        "entities": "SELECT o.id, e.id FROM sources o JOIN entities e ON e.seq = o.entity",
        "stories": "SELECT r.id, s.id FROM reports r JOIN placed p ON p.report = r.seq"
        " JOIN stories s ON s.seq = p.story",
        "origins": "SELECT r.id, p.origin FROM reports r JOIN placed p ON p.report = r.seq",
        "copies": "SELECT a.id, b.id FROM copies c JOIN reports a ON a.seq = c.copy"
        " JOIN reports b ON b.seq = c.original",
    }
    found = {name: {tuple(row) for row in raw.execute(sql)} for name, sql in queries.items()}
    raw.close()
    return found


def differ(one: State, two: State) -> dict[str, float]:
    """The share of each kind of finding that is not in both."""
    return {name: len(one[name] ^ two[name]) / max(1, len(one[name] | two[name])) for name in one}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, State]:
    """The archive in date order, in two other orders, and each relinked."""
    folder = tmp_path_factory.mktemp("order")
    table = files("sayso.links").joinpath("frequencies.txt").read_text(encoding="utf-8")
    counted = [line.split("\t")[0] for line in table.splitlines() if not line.startswith("#")]
    (folder / "words").mkdir()
    (folder / "words" / "words.txt").write_text("\n".join(counted * 2), encoding="utf-8")
    readings = list(World(folder / "words").readings(REPORTS))
    orders = {
        "dates": readings,
        "shuffled": random.Random(3).sample(readings, len(readings)),
        "reversed": readings[::-1],
    }
    out = {}
    patch = pytest.MonkeyPatch()
    patch.setattr(front, "vectors", encode)
    for name, order in orders.items():
        with front.Archive(folder / f"{name}.db") as archive:
            archive.add(order)
            out[name] = state(folder / f"{name}.db")
            archive.relink()
            out[f"{name}, relinked"] = state(folder / f"{name}.db")
    patch.undo()
    return out


def test_the_world_has_something_to_find(built: dict[str, State]) -> None:
    for name, least in (("links", 100), ("copies", 10), ("stories", REPORTS), ("entities", REPORTS)):
        assert len(built["dates"][name]) >= least, name
    assert len({claim for _, claim in built["dates"]["claims"]}) < 0.9 * len(built["dates"]["claims"])


@pytest.mark.parametrize(
    "name", ["dates, relinked", "shuffled", "shuffled, relinked", "reversed", "reversed, relinked"]
)
def test_any_order_gives_the_same(built: dict[str, State], name: str) -> None:
    found = differ(built["dates"], built[name])
    assert all(share <= ALLOWED for share in found.values()), found


def test_relinking_depends_on_the_reports_alone(built: dict[str, State]) -> None:
    assert built["shuffled, relinked"] == built["dates, relinked"] == built["reversed, relinked"]
