"""Two readings of one page: what stayed, what changed, what was dropped or added."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.links.versions.compare import Line, VersionDiff, compare_versions
from sayso.records import Reading, Report, Source, Statement

Said = tuple[str | None, str]
"""(source, or None for own voice; what is said)."""


def reading(lines: list[Said], published: str | None = "2025-03-04") -> Reading:
    """A reading of lines: "Source: content" or an own sentence, each in a line of its own."""
    texts = [f"{who}: {what}" if who else what for who, what in lines]
    report = Report(text="\n".join(texts), url="https://a.example/x", outlet="a.example", published=published)
    sources: dict[str, Source] = {}
    statements, at = [], 0
    for (who, what), line in zip(lines, texts, strict=True):
        end = at + len(line)
        if who:
            span = (at, at + len(who))
            source = sources.setdefault(who, Source(report=report.id, kind="named person", name=who, mentions=(span,)))
            statements.append(
                Statement(
                    report=report.id, content_spans=((end - len(what), end),), extents=((at, end),), form="indirect",
                    source_id=source.id, source_spans=(span,), act="assert",
                )
            )  # fmt: skip
        else:
            statements.append(Statement(report=report.id, content_spans=((at, end),), extents=((at, end),), form="own"))
        at = end + 1
    return Reading(report=report, sources=tuple(sources.values()), statements=tuple(statements))


def shown(old: list[Said], new: list[Said]) -> dict[str, list[object]]:
    """The difference of two versions, in words."""
    before, after = reading(old), reading(new, "2025-03-05")
    diff = compare_versions(before, after)

    def text(of: Reading, line: Line) -> str:
        return " ".join(of.report.text[s:e] for s, e in line.spans)

    return {
        "same": [text(before, a) for a, _ in diff.same],
        "changed": [(text(before, c.old), text(after, c.new)) for c in diff.changed],
        "dropped": [text(before, d) for d in diff.dropped],
        "added": [text(after, a) for a in diff.added],
    }


OPEN = "The search for survivors in the ruins of the silo ended on Monday night."
DEAD = "Four workers are dead, and nineteen people were hurt."
TIMER = "parts of a timer had been found in the rubble"
FERRY = "The ferry to Sankt Orla leaves from the north pier."


def test_a_page_that_stays() -> None:
    page: list[Said] = [(None, OPEN), (None, DEAD), ("Pohl", TIMER)]
    assert shown(page, page) == {"same": [OPEN, DEAD, TIMER], "changed": [], "dropped": [], "added": []}


def test_one_sentence_is_another_and_one_is_gone() -> None:
    found = shown(
        [(None, OPEN), (None, "The cause is not known."), ("a police officer", TIMER), (None, FERRY)],
        [(None, OPEN), ("Ana Pohl", "the cause was probably grain dust"), (None, FERRY)],
    )
    assert found["changed"] == [("The cause is not known.", "the cause was probably grain dust")]
    assert (found["dropped"], found["added"], found["same"]) == ([TIMER], [], [OPEN, FERRY])


def test_spaces_case_marks_and_mended_spelling_are_no_change() -> None:
    found = shown(
        [(None, "The explosoin destroyed  the silo, and a shed"), ("Pohl", "“we found no bomb”")],
        [(None, "The explosion destroyed the silo and a shed."), ("Ana Pohl", "we found no bomb")],
    )
    assert len(found["same"]) == 2 and not found["changed"]


def test_a_number_a_negation_and_a_short_word_are_changes() -> None:
    for old, new in (
        ("Four workers are dead.", "Five workers are dead."),
        ("He paid 11000 crowns for the filters.", "He paid 12000 crowns for the filters."),
        ("The operator was warned about dust.", "The operator was not warned about dust."),
    ):
        assert shown([(None, OPEN), (None, old)], [(None, OPEN), (None, new)])["changed"] == [(old, new)]


def test_the_same_words_of_another_source_are_a_change() -> None:
    before, after = reading([("a police officer", TIMER)]), reading([("Ana Pohl", TIMER)], "2025-03-05")
    (change,) = compare_versions(before, after).changed
    assert change.reasons == ("source: a police officer before, Ana Pohl now",) and change.score == 1
    before = reading([(None, TIMER)])
    (change,) = compare_versions(before, after).changed
    assert change.reasons == ("own voice before, now Ana Pohl says it",)


def test_what_moved_is_the_same() -> None:
    found = shown([(None, OPEN), (None, DEAD), (None, FERRY)], [(None, FERRY), (None, OPEN), (None, DEAD)])
    assert len(found["same"]) == 3 and not found["dropped"] and not found["added"]


def test_two_different_things_in_one_place_are_dropped_and_added() -> None:
    found = shown([(None, OPEN), (None, FERRY)], [(None, OPEN), (None, "Wheat prices rose by four percent.")])
    assert (found["dropped"], found["added"]) == ([FERRY], ["Wheat prices rose by four percent."])


def test_a_sentence_said_twice_is_paired_once() -> None:
    found = shown([(None, DEAD), (None, OPEN), (None, DEAD)], [(None, DEAD), (None, OPEN)])
    assert (found["same"], found["dropped"]) == ([DEAD, OPEN], [DEAD])


def test_the_older_comes_first() -> None:
    old, new = reading([(None, OPEN)], "2025-03-04"), reading([(None, DEAD)], "2025-03-05T08:00+01:00")
    assert compare_versions(new, old) == compare_versions(old, new)
    assert compare_versions(new, old).old == old.report.id


LINES = st.lists(
    st.tuples(st.sampled_from([None, "Pohl", "Ana Pohl", "Dorst"]), st.lists(st.sampled_from(
        ["dust", "silo", "four", "five", "not", "crowns", "Marenko", "12", "13", "the", "explosion", "explosoin"]),
        min_size=1, max_size=6).map(" ".join)),
    max_size=8,
)  # fmt: skip


@given(LINES, LINES)
@settings(max_examples=150, deadline=None)
def test_every_statement_stands_in_one_place(old: list[Said], new: list[Said]) -> None:
    before, after = reading(old), reading(new, "2025-03-05")
    diff = compare_versions(before, after)
    olds = [a for a, _ in diff.same] + [c.old for c in diff.changed] + list(diff.dropped)
    news = [b for _, b in diff.same] + [c.new for c in diff.changed] + list(diff.added)
    assert sorted(x.statement for x in olds) == sorted(s.id for s in before.statements)
    assert sorted(x.statement for x in news) == sorted(s.id for s in after.statements)
    assert all(c.reasons for c in diff.changed)
    still: VersionDiff = compare_versions(before, reading(old, "2025-03-05"))
    assert not (still.changed or still.dropped or still.added)


def test_long_pages_cost_little() -> None:
    def cost(n: int) -> float:
        old = reading([(None, f"Worker{i} paid {i} crowns for the silo.") for i in range(n)])
        new = reading([(None, f"Worker{i} paid {i} crowns for a silo.") for i in range(0, n, 2)], "2025-03-05")
        start = time.perf_counter()
        diff = compare_versions(old, new)
        assert len(diff.changed) == n // 2 and len(diff.dropped) == n // 2
        return time.perf_counter() - start

    cost(50)
    assert min(cost(800) for _ in range(2)) < 12 * min(cost(200) for _ in range(3)) + 0.02
