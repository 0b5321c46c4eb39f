"""What was derived, in and out of the archive: keys, links, copies, claims, entities, stories, and searching."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.across import Copy, Entity, Link
from sayso.archive import derived, fetch, write
from sayso.archive.rows import driver
from sayso.archive.schema import NO_MOMENT
from sayso.archive.store import Store, open_store
from sayso.archive.write import Added
from sayso.instants import seconds
from test_archive_store_readings import everything, reading


@pytest.fixture
def filled(tmp_path: Path):  # type: ignore[no-untyped-def]
    """An archive of eight reports, and what became of each."""
    with open_store(tmp_path / "sayso.db") as store:
        with store.write() as conn:
            added = [write.add_reading(conn, reading(n)) for n in range(8)]
        yield store, added


Filled = tuple[Store, list[Added]]


def test_keys_find_what_shares_them(filled: Filled) -> None:
    store, added = filled
    a, b, c = (added[i].statement_seqs[0] for i in range(3))
    rows = [(2**64 - 1, a), (2**64 - 1, b), (7, a), ("ferry ostrel", b), ("ferry ostrel", c), (9, 12345)]
    with store.write() as conn:
        derived.insert_keys(conn, "statement_keys", rows)
        derived.insert_keys(conn, "statement_keys", rows)  # again: no harm
        derived.insert_keys(conn, "fingerprints", [(5, added[0].report_seq), (5, added[1].report_seq)])
        derived.insert_keys(conn, "source_keys", [("quill", added[0].source_seqs[1])])
    with store.read() as conn:
        assert fetch.sharing(conn, "statement_keys", [2**64 - 1, 7, 7, "ferry ostrel", 8]) == {a: 2, b: 2, c: 1}
        assert fetch.sharing(conn, "statement_keys", [2**64 - 1, 7], at_most_per_key=1) == {a: 1}
        assert fetch.sharing(conn, "statement_keys", [9]) == {}  # nobody has that number
        assert fetch.sharing(conn, "statement_keys", ["7"]) == {}  # a string is no whole number
        assert fetch.sharing(conn, "fingerprints", [5]) == {added[0].report_seq: 1, added[1].report_seq: 1}
        assert fetch.sharing(conn, "source_keys", ["quill"]) == {added[0].source_seqs[1]: 1}
        assert fetch.sharing(conn, "source_keys", []) == {}
        with pytest.raises(ValueError, match="no table of keys"):
            fetch.sharing(conn, "reports", [1])
    with store.write() as conn:
        derived.drop_keys(conn, "statement_keys", [(2**64 - 1, a)])
    with store.read() as conn:
        assert fetch.sharing(conn, "statement_keys", [2**64 - 1]) == {b: 1}


def test_the_rarest_keys_come_first(filled: Filled) -> None:
    store, added = filled
    numbers = [a.report_seq for a in added]
    with store.write() as conn:
        derived.insert_keys(conn, "fingerprints", [(1, q) for q in numbers[:6]] + [(2, numbers[7])])
    with store.read() as conn:
        assert next(iter(fetch.sharing(conn, "fingerprints", [1, 2]))) == numbers[7]


def test_keys_within_a_time(filled: Filled) -> None:
    store, added = filled
    with store.write() as conn:
        rows = [("ferry", 100.0 * i, a.report_seq) for i, a in enumerate(added[:6])]
        derived.insert_keys(conn, "report_keys", [*rows, ("ferry", None, added[6].report_seq)])
        derived.insert_keys(conn, "report_keys", [("rain", 200.0, added[2].report_seq)])
    with store.read() as conn:
        found = fetch.sharing_within(conn, ["ferry", "rain"], 100.0, 300.0)
        assert found == {added[1].report_seq: 1, added[2].report_seq: 2, added[3].report_seq: 1}
        assert fetch.sharing_within(conn, ["ferry"], 100.0, 300.0, at_most_per_key=2) == {}
        assert fetch.sharing_within(conn, ["ferry"], NO_MOMENT, NO_MOMENT) == {added[6].report_seq: 1}
    with store.write() as conn:
        derived.drop_keys(
            conn, "report_keys", [("ferry", None, added[6].report_seq), ("rain", 200.0, added[2].report_seq)]
        )
    with store.read() as conn:
        assert fetch.sharing_within(conn, ["rain", "ferry"], 150.0, 2e18) == {a.report_seq: 1 for a in added[2:6]}


def test_links_from_either_side(filled: Filled) -> None:
    store, added = filled
    a, b, c, d = added[0].statement_seqs
    kinds = [(a, b, "same-claim"), (c, a, "disputes"), (c, d, "retracts")]
    with store.write() as conn:
        doubtful = {"left": "x", "right": "y", "score": 0.5, "confirmed": False, "reasons": ("“so”",)}
        derived.insert_links(conn, [(x, y, Link(kind=k, **doubtful)) for x, y, k in kinds])
        derived.set_judged(conn, {(c, a, "disputes"): "yes"})
        derived.insert_links(conn, [(c, a, Link(left="x", right="y", kind="disputes", score=0.75))])
    with store.read() as conn:
        found = fetch.links_of(conn, [a, c])
        assert found == [
            (a, b, "same-claim", 0.5, False, None, ("“so”",)),
            (c, a, "disputes", 0.75, True, "yes", ()),
            (c, d, "retracts", 0.5, False, None, ("“so”",)),
        ]
        assert fetch.links_of(conn, [b]) == found[:1]
        assert fetch.links_of(conn, []) == []
    with store.write() as conn:
        derived.delete_links(conn, [(c, a, "disputes")])
    with store.read() as conn:
        assert fetch.links_of(conn, [a]) == found[:1]


def test_copies_hang_together(filled: Filled) -> None:
    store, added = filled
    ids = [reading(n).report.id for n in range(8)]
    number = dict(zip(ids, (a.report_seq for a in added), strict=True))

    def copy(a: int, b: int, whole: bool = True) -> Copy:
        spans = ((0, 5), (7, 9))
        return Copy(
            copy=ids[a], original=ids[b], share=0.9, whole=whole, passages=spans, taken=spans, reasons=("later",)
        )

    with store.write() as conn:
        derived.replace_copies(conn, [copy(1, 0), copy(2, 1), copy(4, 1), copy(5, 4, whole=False), copy(7, 6)])
    with store.read() as conn:
        canonical = [q for q in fetch.report_seqs(conn) if q in [number[ids[n]] for n in (0, 1, 2, 4)]]
        around, rows = fetch.copies_around(conn, [number[ids[2]]])
        assert around == canonical
        assert {(r.copy, r.original) for r in rows} == {
            (number[ids[x]], number[ids[y]]) for x, y in ((1, 0), (2, 1), (4, 1))
        }
        assert rows[0][2:] == (0.9, True, ((0, 5), (7, 9)), ((0, 5), (7, 9)), ("later",))
        assert fetch.copies_around(conn, [number[ids[3]]]) == ([number[ids[3]]], [])
        assert len(fetch.copies_of(conn, [number[ids[4]]])) == 2
    with store.write() as conn:
        derived.replace_copies(conn, [copy(4, 0)], of=[number[ids[4]]])
    with store.read() as conn:
        assert [(r.copy, r.original) for r in fetch.copies_of(conn, [number[ids[4]]])] == [
            (number[ids[4]], number[ids[0]])
        ]


def test_entities_stories_and_claims_move_and_go(filled: Filled) -> None:
    store, added = filled
    first, second = (reading(n).sources[1] for n in (0, 1))
    entity = Entity(id="e1", name="Mara Quill", kind="named person", aliases=("Quill",), sources=(first.id,))
    other = Entity(id="e2", name="Quill", kind="named person", sources=(second.id,))
    reports = [a.report_seq for a in added]
    with store.write() as conn:
        derived.set_entities(conn, [entity, other])
        joined = Entity(id="e1", name="Mara Quill", kind="named person", sources=(first.id, second.id))
        numbers = derived.set_entities(conn, [joined])
        derived.set_stories(
            conn, [derived.Story("s1", "Ferries", reports[:2]), derived.Story("s2", "Rain", reports[2:3])]
        )
        derived.set_stories(conn, [derived.Story("s1", "Ferries and rain", reports[:3], ("same ferries",))])
        derived.set_claims(conn, dict.fromkeys(added[3].statement_seqs, 5))
        derived.set_claims(conn, {added[3].statement_seqs[0]: None, added[4].statement_seqs[0]: 6})
        derived.set_origins(conn, {reports[1]: ("wire", ("credits the wire",))})
        derived.set_versions(conn, {reports[2]: reports[1]})
        derived.set_dropped(conn, {added[1].statement_seqs[2]: True})
        derived.set_meta(conn, "links", "1")
        derived.set_meta(conn, "links", "2")
    assert numbers == {"e1": 1}
    with store.read() as conn:
        said = fetch.saids(conn, [added[0].statement_seqs[0], added[1].statement_seqs[0], added[2].statement_seqs[0]])
        assert [s.entity for s in said.values()] == ["e1", "e1", None]
        assert driver(conn).execute("SELECT id FROM entities").fetchall() == [("e1",)]
        assert driver(conn).execute("SELECT id, title, reasons FROM stories").fetchall() == [
            ("s1", "Ferries and rain", '["same ferries"]')
        ]
        placed = driver(conn).execute("SELECT report, version_of, origin, story IS NULL FROM placed").fetchall()
        assert placed[:3] == [(1, None, reading(0).report.id, 0), (2, None, "wire", 0), (3, 2, reading(2).report.id, 0)]
        assert fetch.claim_members(conn, [5, 6, 7]) == {
            5: list(added[3].statement_seqs[1:]),
            6: [added[4].statement_seqs[0]],
        }
        assert fetch.meta(conn, "links") == "2" and fetch.meta(conn, "none") is None


def test_clearing_brings_back_what_the_readings_alone_give(filled: Filled) -> None:
    store, added = filled
    with store.write() as conn:
        derived.set_vectors(conn, {added[0].statement_seqs[0]: b"\x01"})
        derived.insert_keys(conn, "statement_keys", [(1, added[0].statement_seqs[0])])
    before = everything(store)
    with store.write() as conn:
        derived.insert_keys(conn, "statement_keys", [(1, 10**6)])  # what an older reading left behind
        a, b = added[0].statement_seqs[:2]
        derived.insert_links(conn, [(a, b, Link(left="", right="", kind="disputes", score=1.0))])
        derived.set_claims(conn, {a: 1})
        derived.set_dropped(conn, {a: True})
        derived.set_origins(conn, {added[0].report_seq: ("x", ())})
        derived.set_versions(conn, {added[0].report_seq: added[1].report_seq})
        derived.set_stories(conn, [derived.Story("s", "t", [added[0].report_seq])])
        source = reading(0).sources[1].id
        derived.set_entities(conn, [Entity(id="e", name="n", kind="document", sources=(source,))])
        one, two = (reading(n).report.id for n in (0, 1))
        derived.replace_copies(conn, [Copy(copy=one, original=two, share=1.0, whole=True)])
        derived.clear_derived_links(conn)
    assert everything(store) == before


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text()
    | st.lists(st.sampled_from(['"', "*", "NEAR(", "OR", "^", "text:", "-", "AND NOT", "\x00", "_"])).map(" ".join)
)
def test_no_search_fails_or_acts(filled: Filled, text: str) -> None:
    store, _ = filled
    with store.read() as conn:
        for every in (False, True):
            fetch.search_words(conn, text, 5, every=every)
        assert len(fetch.search_words(conn, text + " ferry", 100)) >= 24
        assert fetch.search_words(conn, text + " umbrella", 5, every=True) == []


def test_a_search_finds_words_and_only_words(filled: Filled) -> None:
    store, added = filled
    with store.read() as conn:
        found = fetch.search_words(conn, "It RAINED in östrel on day 3", 100)
        assert found[0][0] == added[3].statement_seqs[3]
        assert [b for _, b in found] == sorted((b for _, b in found), reverse=True)
        assert len(fetch.search_words(conn, "rain", 100)) == 8  # by stem
        assert len(fetch.search_words(conn, "ferr*", 100)) == 0
        assert len(fetch.search_words(conn, "rain NOT ferry", 100)) == 8 + 24
        assert len(fetch.search_words(conn, "rain", 3)) == 3 and fetch.search_words(conn, "rain", 0) == []
        assert fetch.search_words(conn, " ".join(f"w{i}" for i in range(3000)), 5) == []


def test_reports_stand_in_one_order(tmp_path: Path) -> None:
    dates = ["2031-03-02T01:00+03:00", "2031-03-01T21:00Z", None, "2031", "2031-03-01T23:00-01:00", "soon", "2031-03"]
    some = [reading(n, published=d, url=f"https://a.example/{n % 2}") for n, d in enumerate(dates)]
    orders = []
    for name, given_ in (("a", some), ("b", some[::-1])):
        with open_store(tmp_path / f"{name}.db") as store:
            with store.write() as conn:
                seqs = {write.add_reading(conn, r).report_seq: r.report for r in given_}
            with store.read() as conn:
                orders.append([seqs[q].id for q in fetch.report_seqs(conn)])
                page = [seqs[q].published for q in fetch.versions(conn, "https://a.example/0")]
        assert page[:-1] == ["2031-03", "2031-03-02T01:00+03:00", "2031-03-01T23:00-01:00"] and page[-1] is None
    assert orders[0] == orders[1]
    found = [r.report.id for r in sorted(some, key=lambda r: (seconds(r.report.published) or NO_MOMENT, r.report.id))]
    assert orders[0] == found


@pytest.mark.parametrize(
    ("published", "same"),
    [
        ("2025", "2025-01-01"),
        ("2025-02", "2025-02-01T00:00Z"),
        ("2025-02-03T04:05:06.789+01:30", "2025-02-03T02:35:06Z"),
        ("2025-02-03T04-0500", "2025-02-03T09:00Z"),
        ("2025-02-03 04:05", "2025-02-03T04:05"),
        ("1969-12-31T23:00-01:00", "1970-01-01"),
    ],
)
def test_moments(published: str, same: str) -> None:
    assert seconds(published) == seconds(same) is not None


@pytest.mark.parametrize("published", ["", "today", "2025-13", "2025-02-30", "0000", "2025-02-03T25"])
def test_no_moments(published: str) -> None:
    assert seconds(published) is None
