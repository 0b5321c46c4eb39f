"""Judgements on links and sources: heeded at once, kept for good, found again in other readings, in any order."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from judgingfolk import FIRE, OTHER, SAME, reading
from sayso.across import Link
from sayso.archive import derived, judged
from sayso.errors import ArchiveError
from sayso.front import Archive
from sayso.linking.judging_verdicts import standing
from sayso.records import Reading

A, B, C = (reading("ander.example", 6, FIRE), reading("brask.example", 7, SAME), reading("corvik.example", 8, OTHER))


@pytest.fixture
def archive(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Archive(tmp_path / "a.db") as found:
        yield found


def groups(archive: Archive) -> set[frozenset[str]]:
    """The claims of what was attributed, as sets of outlets."""
    out = set()
    for claim in archive.claims():
        hosts = frozenset(m.said.outlet or "" for m in claim.members if m.said.form != "own")
        if hosts:
            out.add(hosts)
    return out


def said(reading: Reading) -> str:
    return reading.statements[0].id


def source(reading: Reading) -> str:
    return reading.sources[1].id


def hosts(*readings: Reading) -> frozenset[str]:
    return frozenset(r.report.outlet or "" for r in readings)


def test_no_splits_a_claim_at_once_and_undo_joins_it(archive: Archive) -> None:
    archive.add([A, reading("brask.example", 7, FIRE), C])
    b = reading("brask.example", 7, FIRE)
    assert groups(archive) == {hosts(A, b), hosts(C)}
    archive.judge(said(b), said(A), "no", by="Ida")
    split = {hosts(A), hosts(b), hosts(C)}
    assert groups(archive) == split
    archive.relink()
    assert groups(archive) == split
    taken = archive.undo()
    assert taken is not None
    assert taken.verdict == "no"
    assert groups(archive) == {hosts(A, b), hosts(C)}
    archive.relink()
    assert groups(archive) == {hosts(A, b), hosts(C)}
    assert [j.kind for j in archive.judgements()] == ["same-claim", "undo same-claim"]  # nothing is deleted
    assert archive.undo() is None


def test_the_first_of_many_with_the_same_words_may_be_told_apart(archive: Archive) -> None:
    same = [reading(f"outlet{n}.example", n + 1, FIRE) for n in range(4)]
    archive.add(same)
    assert groups(archive) == {hosts(*same)}
    archive.judge(said(same[0]), said(same[2]), "no")
    now = groups(archive)
    assert len(now) == 2
    assert not any({"outlet0.example", "outlet2.example"} <= g for g in now)
    archive.relink()
    assert groups(archive) == now


def test_yes_joins_what_no_link_joins(archive: Archive) -> None:
    archive.add([A, C])
    assert groups(archive) == {hosts(A), hosts(C)}
    archive.judge(said(C), said(A), "yes", why="the same matter")
    assert groups(archive) == {hosts(A, C)}
    archive.relink()
    assert groups(archive) == {hosts(A, C)}
    archive.undo()
    assert groups(archive) == {hosts(A), hosts(C)}
    assert not [x for c in archive.claims() for x in c.maybe]  # the link that only a person saw is gone


def test_the_newest_verdict_wins_and_undo_gives_the_one_before(archive: Archive) -> None:
    archive.add([A, C])
    for verdict in ("yes", "no", "yes"):
        archive.judge(said(A), said(C), verdict)  # type: ignore[arg-type]
    assert groups(archive) == {hosts(A, C)}
    archive.undo()
    assert groups(archive) == {hosts(A), hosts(C)}
    archive.undo()
    assert groups(archive) == {hosts(A, C)}


def test_undo_of_one_person_leaves_the_others(archive: Archive) -> None:
    archive.add([A, B, C])
    archive.judge(said(A), said(C), "yes", by="Ida")
    archive.judge(said(B), said(C), "unsure", by="Olaf")
    taken = archive.undo(by="Ida")
    assert taken is not None
    assert taken.by == "Ida"
    assert [j.by for j in standing(archive.judgements())] == ["Olaf"]
    assert archive.undo(by="Ida") is None


@pytest.mark.parametrize("verdict", ["yes", "no"])
def test_a_verdict_survives_a_newer_model_with_moved_spans(archive: Archive, verdict: str) -> None:
    b = reading("brask.example", 7, FIRE) if verdict == "no" else C
    archive.add([A, b])
    archive.judge(said(A), said(b), verdict)  # type: ignore[arg-type]
    wanted = groups(archive)
    assert wanted == ({hosts(A), hosts(b)} if verdict == "no" else {hosts(A, b)})
    newer = reading("ander.example", 6, FIRE, model="two", cut=len(" on Sunday night"))
    assert said(newer) != said(A)
    (added,) = archive.add([newer])
    assert added.reread
    assert groups(archive) == wanted
    archive.relink()
    assert groups(archive) == wanted
    assert said(newer) in {s.id for s in archive.statements()}
    newest = reading("ander.example", 6, FIRE, model="three", cut=2)
    archive.add([newest])
    archive.undo()
    archive.relink()
    assert groups(archive) == ({hosts(A, b)} if verdict == "no" else {hosts(A), hosts(b)})


def test_a_verdict_stands_beside_the_links_that_are_shown(archive: Archive) -> None:
    archive.add([A, B, C])
    archive.judge(said(B), said(A), "yes")
    rows = [r for r in archive.rows("links") if {r.left, r.right} == {said(A), said(B)}]  # type: ignore[union-attr]
    assert [r.judged for r in rows] == ["yes"] * len(rows)  # type: ignore[union-attr]
    assert rows
    archive.relink()
    assert [r for r in archive.rows("links") if {r.left, r.right} == {said(A), said(B)}] == rows  # type: ignore[union-attr]


def test_the_outcome_does_not_depend_on_the_order(tmp_path: Path) -> None:
    found = set()
    for n, order in enumerate(permutations([A, reading("brask.example", 7, FIRE), C])):
        with Archive(tmp_path / f"{n}.db") as archive:
            archive.add(order)
            archive.judge(said(A), said(order[0] if order[0] is not A else order[1]), "unsure")
            archive.judge(said(A), said(C), "yes")
            archive.judge(said(reading("brask.example", 7, FIRE)), said(A), "no")
            found.add(frozenset(groups(archive)))
            archive.relink()
            found.add(frozenset(groups(archive)))
    assert len(found) == 1


def test_a_report_that_comes_later_meets_the_verdicts(archive: Archive) -> None:
    archive.add([A, C])
    archive.judge(said(A), said(C), "yes")
    later = reading("dorn.example", 9, FIRE)
    archive.add([later])
    assert groups(archive) == {hosts(A, C, later)}
    archive.relink()
    assert groups(archive) == {hosts(A, C, later)}


def people(archive: Archive) -> list[int]:
    """How many sources each named person has."""
    return sorted(len(e.sources) for e in archive.entities() if e.kind == "named person")


def test_one_name_two_people(archive: Archive) -> None:
    b, c = reading("brask.example", 7, OTHER), reading("corvik.example", 8, SAME)
    archive.add([A, b, c])
    assert people(archive) == [3]
    archive.judge(source(A), source(b), "no", kind="entity")
    now = people(archive)
    assert len(now) > 1
    assert not any({source(A), source(b)} <= set(e.sources) for e in archive.entities())
    archive.relink()
    assert people(archive) == now
    archive.undo()
    assert people(archive) == [3]


def test_two_names_one_person_also_after_reading_anew(archive: Archive) -> None:
    b = reading("brask.example", 7, OTHER, who="Tove Kjeldsen")
    archive.add([A, b])
    assert people(archive) == [1, 1]
    archive.judge(source(A), source(b), "yes", kind="entity")
    assert people(archive) == [2]
    archive.relink()
    assert people(archive) == [2]
    archive.add([reading("brask.example", 7, OTHER, who="Tove Kjeldsen", model="two", cut=3)])
    assert people(archive) == [2]
    archive.undo()
    assert people(archive) == [1, 1]


def suggest(archive: Archive, one: Reading, two: Reading) -> None:
    """As if linking had found that two statements may be the same claim."""
    with archive._store.write() as conn:
        number = judged.numbers(conn, "statements", [said(one), said(two)])
        link = Link(
            left=said(two), right=said(one), kind="same-claim", score=0.7, confirmed=False, reasons=("a guess",)
        )
        derived.insert_links(conn, [(number[said(two)], number[said(one)], link)])


def test_the_queue_gives_evidence_and_forgets_what_was_judged(archive: Archive) -> None:
    archive.add([A, C])
    assert archive.queue() == []
    suggest(archive, A, C)
    pairs = archive.queue(kinds=["same-claim"])
    (first,) = pairs
    assert (first.left.id, first.right.id) == (said(C), said(A))
    assert first.left.sentence.startswith("Inger Dahl said that")
    assert first.left.name == "Inger Dahl"
    assert (first.left.outlet, first.left.published) == ("corvik.example", "2024-05-08T10:00+02:00")
    assert first.reasons == ("a guess",)
    assert first.reports == 2
    assert archive.queue(about="ropeworks LAMP") == archive.queue(about="tugs", limit=1) == pairs
    assert archive.queue(about="lighthouse") == archive.queue(kinds=["disputes"]) == []
    archive.judge(first.left.id, first.right.id, "unsure")
    assert archive.queue(kinds=["same-claim"]) == []
    archive.undo()
    assert archive.queue(kinds=["same-claim"]) == pairs


def test_doubtful_sources_wait_until_judged(archive: Archive) -> None:
    a = reading("ander.example", 6, FIRE, who="Inger Dahl", role="harbour master")
    b = reading("brask.example", 28, OTHER, who="I. Dahl", role="goalkeeper")
    archive.add([a, b])
    pairs = archive.queue(kinds=["entity"])
    assert [{p.left.name, p.right.name} for p in pairs] == [{"Inger Dahl", "I. Dahl"}]
    archive.judge(pairs[0].left.id, pairs[0].right.id, "unsure", kind="entity")
    assert archive.queue(kinds=["entity"]) == []
    assert len(archive.entities("Dahl")) == 2


def test_what_is_not_there_cannot_be_judged(archive: Archive) -> None:
    archive.add([A])
    with pytest.raises(ArchiveError, match="no statement 0123456789abcdef"):
        archive.judge("0123456789abcdef", said(A), "yes")
    with pytest.raises(ArchiveError, match="itself"):
        archive.judge(said(A), said(A), "yes")
    with pytest.raises(ValueError, match="maybe"):
        archive.judge(said(A), said(A), "maybe")  # type: ignore[arg-type]
    assert archive.judgements() == []


def against(archive: Archive) -> list[tuple[str, str]]:
    """(who disputes, whom) over all claims."""
    return sorted({(x.left, x.right) for c in archive.claims() for _, x in c.against})


def test_a_dispute_is_judged_by_itself(archive: Archive) -> None:
    archive.add([A, C])
    before = groups(archive)
    archive.judge(said(C), said(A), "yes", kind="disputes")
    assert against(archive) == [(said(C), said(A))]
    assert groups(archive) == before  # to dispute is not to say the same
    archive.relink()
    assert against(archive) == [(said(C), said(A))]
    archive.judge(said(C), said(A), "no", kind="disputes")
    assert against(archive) == []
    archive.relink()
    assert against(archive) == []
    archive.undo()
    assert against(archive) == [(said(C), said(A))]
    archive.undo()
    assert against(archive) == []


def everything(archive: Archive) -> tuple[object, ...]:
    claims = sorted((c.id, tuple(sorted(m.said.id for m in c.members))) for c in archive.claims())
    entities = sorted((e.id, e.name, e.sources) for e in archive.entities())
    return claims, entities


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from(["yes", "no", "unsure", "undo"])), max_size=6
    )
)
@example([(2, 3, "unsure"), (0, 0, "undo")])
@settings(max_examples=12, deadline=None)
def test_relink_gives_what_judging_gave(steps: list[tuple[int, int, str]]) -> None:
    reports = [A, B, C, reading("dorn.example", 9, FIRE)]
    with TemporaryDirectory() as folder, Archive(Path(folder, "a.db")) as archive:
        archive.add(reports)
        for one, two, verdict in steps:
            if verdict == "undo":
                archive.undo()
            elif one != two:
                archive.judge(said(reports[one]), said(reports[two]), verdict)  # type: ignore[arg-type]
        live = everything(archive)
        archive.relink()
        assert everything(archive) == live
