"""A report read anew by another model: what other reports had in common with it is found again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import sayso
from sayso.front import Archive
from sayso.records import Reading

TEXT = (
    "Grimsel ferry sank because its bow door was left open, inquiry finds\n\n"
    "The ferry Grimsel sank because its bow door was left open, Inger Dahl said on Tuesday. "
    "Dahl, who leads the inquiry, said that nobody on the bridge had looked at the lamps.\n\n"
    "Eleven sailors drowned when the ferry went down off Marlo in March."
)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return [
        sayso.read_text(TEXT.partition("\n\n")[2], title=TEXT.partition("\n\n")[0], url=url, published=when)
        for url, when in (
            ("https://first.example/1", "2024-05-07T10:00+02:00"),
            ("https://second.example/2", "2024-05-07T12:00+02:00"),
            ("https://third.example/3", "2024-05-07T13:00+02:00"),
        )
    ]


def answers(archive: Archive) -> list[tuple[object, ...]]:
    found = archive.ask("the ferry sank because its bow door was open", limit=3)
    return [(c["text"], c["counts"], sorted(s["report"] for s in c["statements"])) for c in found]


def test_a_new_reading_of_the_first_report_leaves_its_copies_in_place(readings: list[Reading], tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.db")
    archive.add(readings)
    before = answers(archive)
    assert before[0][1]["reports"] == 3  # type: ignore[index]
    assert before[0][1]["texts"] == 1  # type: ignore[index]
    (added,) = archive.add([replace(readings[0], model="another")])
    assert added.reread
    assert answers(archive) == before
    entities = {(e.name, len(e.sources)) for e in archive.entities("Dahl")}
    assert entities == {("Inger Dahl", 3)}
    archive.relink()
    assert answers(archive) == before


def test_a_new_reading_without_the_statement_takes_it_out_of_the_claim(readings: list[Reading], tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.db")
    archive.add(readings)
    fewer = replace(readings[0], statements=readings[0].statements[-1:], model="another")
    archive.add([fewer])
    assert answers(archive)[0][1]["reports"] == 2  # type: ignore[index]


def test_the_same_reading_again_changes_nothing(readings: list[Reading], tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive(path) as archive:
        archive.add(readings)
    before = path.read_bytes()
    with Archive(path) as archive:
        assert not any(a.fresh or a.reread for a in archive.add(readings))
    assert path.read_bytes() == before
