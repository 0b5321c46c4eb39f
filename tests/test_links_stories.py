"""Stories: outlines, likeness, the pass in date order; own cases as JSON, properties for any set of reports."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.links.stories import WINDOW, Outline, arrange, keys, outline, place, similarity, story_id
from sayso.links.stories.parting import parts
from sayso.links.stories.placing import FIRST, LAST, LIFE
from sayso.records import Report

CASES = sorted((Path(__file__).parent / "archive" / "stories").rglob("*.json"))
DAY = 86400.0


def read(title: str, body: str, published: str | None = "2025-03-01") -> Outline:
    url = f"https://daily.example/{title}"
    return outline(Report(text=f"{title}\n\n{body}", title=title, published=published, url=url))


def made(name: str, terms: str, at: float | None = 0.0) -> Outline:
    """An outline of equally weighty terms."""
    words = tuple(terms.split())
    return Outline(name, name, at, 0.0, words, bytes([100] * len(words)))


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_cases(path: Path) -> None:
    """`stories` lists reports that are of one story, and of no other list's; reports in no list may be anywhere."""
    case = json.loads(path.read_text(encoding="utf-8"))
    outlines = [read(r["title"], r["body"], r["published"]) for r in case["reports"]]
    found = arrange(outlines)
    ids = [{found[outlines[i].report] for i in group} for group in case["stories"]]
    assert all(len(group) == 1 for group in ids), case["why"]
    assert len(set.union(*ids)) == len(ids), case["why"]


def test_a_third_of_the_cases_was_put_aside() -> None:
    assert 3 * sum(p.parent.name == "held-out" for p in CASES) >= len(CASES) >= 9


def test_outline_names_what_it_is_about() -> None:
    found = read("Orvane floods Tellmark", "The river Orvane flooded Tellmark. The mayor of Tellmark was there.")
    assert set(found.terms[:2]) == {"orvan", "tellmark"}
    assert {"orvan", "tellmark"} <= found.names
    assert "the" not in found.terms
    assert "mayor" not in found.names


def test_furniture_is_left_out() -> None:
    text = "Orvane rises\n\nThe Orvane rises. Read also: Zebedee wins the Grandprix"
    report = Report(text=text, title="Orvane rises", published="2025-03-01")
    assert "zebede" in outline(report).terms
    assert "zebede" not in outline(report, [(text.index("Read"), len(text))]).terms


@pytest.mark.parametrize(
    ("published", "at", "length"),
    [
        ("1970-01-02", DAY, DAY),
        ("1970-01-01T02:00+01:00", 3600.0, 60.0),
        ("1970-02", 31 * DAY, 31 * DAY),
        (None, None, 0),
    ],
)
def test_moment(published: str | None, at: float | None, length: float) -> None:
    found = read("A", "B", published)
    assert (found.moment, found.length) == (at, length)


@given(
    st.text(max_size=300), st.text(max_size=30), st.sampled_from([None, "2025", "2025-03-01", "2025-03-01T10:00Z", "x"])
)
@settings(max_examples=60, deadline=None)
def test_any_text_has_an_outline_that_can_be_stored(body: str, title: str, published: str | None) -> None:
    found = outline(Report(text=f"{title}\n\n{body}", title=title, published=published))
    assert Outline.from_bytes(found.to_bytes()) == found
    assert Outline.from_bytes(found.to_bytes()).vector == found.vector
    assert all(-(1 << 63) <= key < 1 << 63 for key in keys(found))
    assert len(keys(found)) <= 15
    assert similarity(found, found) <= 1.0


def test_similarity_minds_time() -> None:
    near, week, late = (made(str(d), "orvan tellmark flood", d * DAY) for d in (1, 8, 200))
    unknown = made("u", "orvan tellmark", None)
    first = made("0", "orvan tellmark bridg", 0)
    assert similarity(first, near) > similarity(first, week) > similarity(first, late) == 0.0
    assert similarity(first, week) == similarity(week, first)
    assert 0.81 < similarity(first, unknown) < 0.82  # the plain cosine: two of three terms


def test_a_report_begins_a_story_or_joins_one_and_says_why() -> None:
    first, second = made("a", "orvan tellmark flood"), made("b", "orvan tellmark dyke", DAY)
    alone = place(first, [])
    assert alone.story == story_id("a")
    assert "begins a story" in alone.reasons[0]
    joined = place(second, [(first, alone.story)])
    assert joined.story == alone.story
    assert any("orvan" in reason for reason in joined.reasons)
    other = place(made("c", "heron lake egg", DAY), [(first, alone.story)])
    assert other.story == story_id("c")


def test_a_report_ties_two_stories_together() -> None:
    left, right = made("a", "orvan flood dyke mill zorn"), made("b", "orvan rain water mayor korrum", DAY)
    near = [(left, "x"), (right, "y")]
    found = place(made("c", "orvan flood dyke rain water", 2 * DAY), near)
    assert found.story == "x"
    assert found.merges == {"y": "x"}


def test_a_story_that_is_two_is_parted() -> None:
    shared, out = "klitz crown belt", []
    for i, name in enumerate(["rahm", "rahm", "rahm", "thom", "thom", "thom"]):
        out.append(made(f"r{i}", f"{shared} {name} {name}son {name}ville w{i} v{i} u{i} t{i}", i * DAY))
    found = parts(out)
    assert found is not None
    assert (found.first, found.second) == ((0, 1, 2), (3, 4, 5))
    assert "rahm" in found.reasons[1]
    assert parts(out[:5]) is None
    stories = arrange(out)
    assert stories["r0"] == stories["r2"] != stories["r3"] == stories["r5"]


def test_copies_are_no_second_event() -> None:
    one = [made(f"a{i}", f"klitz crown belt rahm round w{i} v{i}", 0) for i in range(3)]
    wire = [made(f"b{i}", "klitz crown belt thom jab glove", 0) for i in range(4)]
    assert parts(one + wire) is None


def test_a_story_ends() -> None:
    """The same words week after week for three years: no story is longer than LIFE."""
    weeks = [made(f"w{i:03}", "orvan tellmark flood dyke", i * 7 * DAY) for i in range(156)]
    stories = arrange(weeks)
    assert 3 <= len(set(stories.values())) <= 6
    for a, b in combinations(weeks, 2):
        if stories[a.report] == stories[b.report]:
            assert abs((a.at or 0) - (b.at or 0)) <= LIFE


def test_near_may_hold_the_first_and_last_reports_only() -> None:
    many = [made(f"r{i:02}", f"orvan tellmark w{i}", i * 3600.0) for i in range(40)]
    near = [(m, "s") for m in many]
    new = made("z", "orvan tellmark x", 50 * 3600.0)
    assert place(new, near) == place(new, near[:FIRST] + near[-LAST:])


NAMES = ["orvan", "tellmark", "korrum", "halden", "dorrin", "vesk", "linden", "norrbank", "aldous", "strom"]
outlines = st.lists(
    st.tuples(
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True),
        st.one_of(st.none(), st.integers(0, 120).map(lambda d: d * DAY)),
    ),
    max_size=16,
).map(lambda rows: [made(f"r{i:02}", " ".join(terms), at) for i, (terms, at) in enumerate(rows)])


@given(outlines, st.randoms())
@settings(max_examples=80, deadline=None)
def test_the_order_of_arrival_does_not_matter(given: list[Outline], random: Random) -> None:
    mixed = list(given)
    random.shuffle(mixed)
    found = arrange(given)
    assert arrange(mixed) == found
    assert set(found) == {o.report for o in given}


@given(outlines)
@settings(max_examples=60, deadline=None)
def test_live_placing_gives_what_the_pass_gives(given: list[Outline]) -> None:
    """`place` in date order, with `near` fetched by keys, ends as `arrange` does."""
    ordered = sorted(given, key=lambda o: (float("inf") if o.at is None else o.at, o.report))
    found: dict[str, str] = {}
    for i, one in enumerate(ordered):
        touched = {found[o.report] for o in ordered[:i] if set(keys(o)) & set(keys(one))}
        placed = place(one, [(o, found[o.report]) for o in ordered[:i] if found[o.report] in touched])
        found = {r: placed.merges.get(s, s) for r, s in found.items()} | {one.report: placed.story} | dict(placed.moves)
    assert found == arrange(given)


@given(outlines, st.integers(0, 16))
@settings(max_examples=60, deadline=None)
def test_the_pass_goes_on_from_what_was_before(given: list[Outline], cut: int) -> None:
    """`arrange` with the stories of the earlier reports ends as `arrange` of all: only later ones are placed anew."""
    ordered = sorted(given, key=lambda o: (float("inf") if o.at is None else o.at, o.report))
    assert arrange(given, before=arrange(ordered[:cut])) == arrange(given)


def test_reports_too_far_apart_are_never_one_story() -> None:
    a, b = made("a", "orvan tellmark flood"), made("b", "orvan tellmark flood", WINDOW + DAY)
    assert len(set(arrange([a, b]).values())) == 2
