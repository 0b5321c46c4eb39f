"""Readings into the archive and back; the builder of small ones is used by the other tests of the archive."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from sayso.across import Judgement, Link
from sayso.archive import fetch, write
from sayso.archive.derived import insert_links, set_claims, set_vectors
from sayso.archive.rows import driver
from sayso.archive.store import Store, open_store
from sayso.errors import ReadingError
from sayso.records import Reading, Report, Source, Statement

HOST = "harbourpost.example"


def reading(n: int = 0, *, said: int = 3, model: str = "m1", words: str = "", **report: object) -> Reading:
    """A made-up reading of report number `n`, with `said` statements of two sources and one of the outlet's own."""
    lines = [f"Ferry {n}.{i} to Ostrel was cancelled {words}, Mara Quill said." for i in range(said)]
    lines.append(f"It rained in Ostrel on day {n}.")
    text = f"Ferries of day {n}\n\n" + "\n".join(lines)
    fields = {
        "url": f"https://{HOST}/{n}",
        "published": f"2031-0{n % 9 + 1}-{n % 28 + 1:02}",
        "outlet": HOST,
        "title": f"Ferries of day {n}",
        "language": "en",
        "genre": "news",
        **report,
    }
    made = Report(text=text, **fields)  # type: ignore[arg-type]
    outlet = Source(report=made.id, kind="outlet", name=HOST)
    statements, at, sources = [], text.index("\n\n") + 2, {}
    for i, line in enumerate(lines):
        end = at + len(line)
        if i == said:
            own = Statement(
                report=made.id, content_spans=((at, end),), extents=((at, end),), form="own", source_id=outlet.id
            )
            statements.append(own)
            break
        who = (end - len("Mara Quill said."), end - len(" said."))
        source = sources.setdefault(
            i % 2, Source(report=made.id, kind="named person", name="Mara Quill", role="pilot", mentions=(who,))
        )
        statement = Statement(
            report=made.id,
            content_spans=((at, who[0] - 2),),
            extents=((at, end),),
            form="indirect",
            source_id=source.id,
            source_spans=(who,),
            cue_spans=((who[1] + 1, end - 1),),
            act="assert",
            via=(outlet.id,) if i == 1 else (),
            said_on="2031",
            within=statements[0].id if i == 2 else None,
            confidence=0.5,
            reasons=("a cue",),
        )
        statements.append(statement)
        at = end + 1
    return Reading(
        report=made,
        sources=(outlet, *sources.values()),
        statements=tuple(statements),
        furniture=((0, 3),),
        model=model,
    )


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables of the archive, the full-text index's own among them."""
    with store.read() as conn:
        names = [
            r[0] for r in driver(conn).execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        return {name: driver(conn).execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


@pytest.fixture
def store(tmp_path: Path):  # type: ignore[no-untyped-def]
    with open_store(tmp_path / "sayso.db") as made:
        yield made


def test_a_reading_comes_back_as_it_was_added(store: Store) -> None:
    many = [reading(n, said=n % 5) for n in range(12)]
    with store.write() as conn:
        added = [write.add_reading(conn, r) for r in many]
    assert all(a.fresh and not a.reread for a in added)
    with store.read() as conn:
        for a, r in zip(added, many, strict=True):
            assert fetch.reading_of(conn, a.report_seq) == r
            assert fetch.find_report(conn, r.report.id) == a.report_seq
            assert tuple(fetch.statement_seqs_of(conn, a.report_seq)) == a.statement_seqs
            said = fetch.saids(conn, a.statement_seqs)
            assert [said[q].id for q in a.statement_seqs] == [s.id for s in r.statements]
        assert fetch.find_report(conn, "no such id") is None
        with pytest.raises(KeyError):
            fetch.reading_of(conn, 10**6)


def test_the_same_reading_again_changes_nothing(store: Store) -> None:
    with store.write() as conn:
        first = [write.add_reading(conn, reading(n)) for n in range(3)]
    before = everything(store)
    with store.write() as conn:
        again = [write.add_reading(conn, reading(n)) for n in range(3)]
        later = write.add_reading(conn, reading(0, fetched="2031-05-05"))  # fetched again, read the same
    assert everything(store) == before
    assert [a.statement_seqs for a in again] == [a.statement_seqs for a in first]
    assert [a.source_seqs for a in again] == [a.source_seqs for a in first]
    assert not any(a.fresh or a.reread for a in (*again, later))


def test_a_new_reading_takes_the_place_of_the_old_one(store: Store) -> None:
    old, new = reading(1), reading(1, model="m2", genre="opinion", credit="TPA")
    new = Reading(report=new.report, sources=new.sources, statements=new.statements[1:], model="m2")
    other = reading(2)
    with store.write() as conn:
        a, b = write.add_reading(conn, old), write.add_reading(conn, other)
        insert_links(
            conn, [(a.statement_seqs[0], b.statement_seqs[0], Link(left="", right="", kind="disputes", score=1))]
        )
        set_claims(conn, {a.statement_seqs[0]: 7, b.statement_seqs[0]: 7})
        c = write.add_reading(conn, new)
    assert (c.fresh, c.reread, c.report_seq) == (False, True, a.report_seq)
    assert not set(c.statement_seqs) & set(a.statement_seqs) and not set(c.source_seqs) & set(a.source_seqs)
    with store.read() as conn:
        assert fetch.reading_of(conn, c.report_seq) == new
        assert fetch.saids(conn, a.statement_seqs) == {}
        assert fetch.saids(conn, c.statement_seqs)[c.statement_seqs[0]].genre == "opinion"
        assert fetch.links_of(conn, b.statement_seqs) == []
        assert fetch.claim_members(conn, [7]) == {7: [b.statement_seqs[0]]}
        kept = (
            driver(conn).execute("SELECT model FROM readings WHERE report = ? ORDER BY seq", (a.report_seq,)).fetchall()
        )
        assert kept == [("m1",), ("m2",)]
        assert len(fetch.search_words(conn, "ferry cancelled", 99, every=True)) == 2 + 3
    with store.write() as conn:  # an older reading, met again, does not come back
        assert write.add_reading(conn, old).statement_seqs == c.statement_seqs
    with store.read() as conn:
        assert fetch.reading_of(conn, c.report_seq) == new


def test_a_statement_as_the_links_see_it(store: Store) -> None:
    made = reading(5)
    with store.write() as conn:
        added = write.add_reading(conn, made)
        set_vectors(conn, {added.statement_seqs[1]: b"\x01\xff"})
    with store.read() as conn:
        said = fetch.saids(conn, [added.statement_seqs[1], 999, added.statement_seqs[3]])
    assert list(said) == [added.statement_seqs[1], added.statement_seqs[3]]
    one, own = said.values()
    text, statement = made.report.text, made.statements[1]
    (start, end), (first, last) = statement.content_spans[0], statement.extents[0]
    assert (one.text, one.sentence, one.at, one.extents) == (
        text[start:end],
        text[first:last],
        (start, end),
        ((first, last),),
    )
    assert (one.name, one.kind, one.role, one.via, one.vector) == (
        "Mara Quill",
        "named person",
        "pilot",
        (HOST,),
        b"\x01\xff",
    )
    assert (one.report, one.url, one.published, one.title) == (
        made.report.id, made.report.url, made.report.published, made.report.title,
    )  # fmt: skip
    assert (one.act, one.negated, one.said_on, one.confidence, one.reasons if hasattr(one, "reasons") else ()) == (
        "assert", False, "2031", 0.5, (),
    )  # fmt: skip
    assert (own.form, own.kind, own.vector, own.source) == ("own", "outlet", None, made.sources[0].id)


def test_pieces_of_a_content_and_several_sentences(store: Store) -> None:
    report = Report(text="“Stay,” she said. It is late. “Or go.”")
    s = Statement(report=report.id, content_spans=((0, 7), (30, 38)), extents=((0, 17), (30, 38)), form="direct")
    with store.write() as conn:
        seq = write.add_reading(conn, Reading(report=report, statements=(s, s))).statement_seqs
    with store.read() as conn:
        (one,) = fetch.saids(conn, seq).values()
    assert seq[0] == seq[1]  # told twice by a faulty reader, kept once
    assert (one.text, one.sentence, one.source) == ("“Stay,” … “Or go.”", "“Stay,” she said. “Or go.”", None)


def test_evidence_is_never_edited(store: Store) -> None:
    with store.write() as conn:
        write.add_reading(conn, reading())
        write.add_judgement(conn, Judgement(subject="link", kind="disputes", anchors=("a", "b"), verdict="yes"))
    before = everything(store)
    for sql in (
        "UPDATE reports SET text = 'x'",
        "UPDATE reports SET moment = 0",
        "DELETE FROM reports",
        "UPDATE readings SET model = 'x'",
        "DELETE FROM readings",
        "UPDATE judgements SET verdict = 'no'",
        "DELETE FROM judgements",
        "INSERT OR REPLACE INTO reports SELECT * FROM reports",
        "INSERT OR REPLACE INTO readings SELECT * FROM readings",
    ):
        with pytest.raises((IntegrityError, sqlite3.IntegrityError)), store.write() as conn:
            driver(conn).execute(sql)
    assert everything(store) == before


def test_judgements_come_back_in_order(store: Store) -> None:
    given_ = [
        Judgement(subject="link", kind="same-claim", anchors=("a", "b"), verdict=v, why="seen", by="desk", at="2031-02")
        for v in ("yes", "unsure", "no")
    ]
    with store.write() as conn:
        numbers = [write.add_judgement(conn, j) for j in given_]
    assert numbers == sorted(set(numbers))
    with store.read() as conn:
        assert fetch.judgements(conn) == given_


def test_half_of_a_surrogate_pair_is_refused_and_the_rest_goes_on(store: Store) -> None:
    broken = Reading(report=Report(text="Rain \ud83d fell."))
    with store.write() as conn:
        with pytest.raises(ReadingError, match="half of a surrogate pair"):
            write.add_reading(conn, broken)
        write.add_reading(conn, reading(1))
    with store.read() as conn:
        assert len(fetch.report_seqs(conn)) == 1


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, title=st.none() | TEXTS, name=st.none() | TEXTS, at=st.integers(0, 40), size=st.integers(0, 9))
def test_any_text_comes_back(store: Store, text: str, title: str | None, name: str | None, at: int, size: int) -> None:
    at = min(at, len(text))
    size = min(size, len(text) - at)
    report = Report(text=text, title=title, url=name, repairs=((at, at + size, text),))
    source = Source(report=report.id, kind="document", name=name, role=title)
    span = (at, at + size)
    statement = Statement(report=report.id, content_spans=(span,), extents=(span,), form="own", source_id=source.id)
    made = Reading(report=report, sources=(source,), statements=(statement,))
    with store.write() as conn:
        added = write.add_reading(conn, made)
    if not (added.fresh or added.reread):
        return  # a reading that came before is known, and does not become the newest again
    with store.read() as conn:
        assert fetch.reading_of(conn, added.report_seq) == made
        (said,) = fetch.saids(conn, added.statement_seqs).values()
        assert (said.text, said.sentence, said.name, said.title) == (
            text[at : at + size],
            text[at : at + size],
            name,
            title,
        )
        fetch.search_words(conn, text, 3)
