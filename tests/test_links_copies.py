"""Copies: what holds for any texts, and the tables of credits and clocks."""

from __future__ import annotations

import itertools
import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.across import Copy
from sayso.links.copies import Head, compare, fingerprints, head_of, is_common, origins, sheet, source_of_span
from sayso.links.copies.agencies import is_own
from sayso.links.copies.boilerplate import boilerplate
from sayso.links.copies.clock import minutes_apart
from sayso.links.copies.credits import Credit, credit_of
from sayso.links.copies.named import names_outlet
from sayso.links.copies.quoted import quoted
from sayso.links.copies.shingles import WIDTH, WINDOW, numbers
from sayso.links.words import stems, words
from sayso.records import Report

TEXTS: dict[str, list[str]] = json.loads(
    (Path(__file__).parent / "archive" / "copies" / "texts.json").read_text(encoding="utf-8")
)["texts"]
SENTENCES = [part for name in TEXTS for part in TEXTS[name]]
HOSTS = ("first.example", "second.example", "opna.example", None)
CREDITS = (None, "OPNA", "AP", "agencies")
DATES = (None, "2031", "2031-01-02", "2031-01-02T10:00+00:00", "2031-01-02T10:05+01:00", "2031-01-03", "no date")


def spelled(number: int) -> str:
    """A number as a made-up word."""
    return "z" + "".join("bdfgklmnpr"[int(digit)] + "o" for digit in str(number))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    parts = draw(st.lists(st.sampled_from(SENTENCES), min_size=0, max_size=5))
    own = draw(st.text(max_size=30))
    return Report(
        text="\n\n".join([own, *parts]),
        outlet=draw(st.sampled_from(HOSTS)),
        published=draw(st.sampled_from(DATES)),
        credit=draw(st.sampled_from(CREDITS)),
    )


QUAKE = """Magnitude {m} quake strikes near {p}

An earthquake of magnitude {m} struck {k} kilometres {d} of {p} on {w} at {h}, the Lomar Seismic Institute said. The \
quake was {z} kilometres deep.

There were no immediate reports of damage or injuries. {p} lies in the {r} region, where small tremors are common.

The institute said that aftershocks were to be expected in {r} in the coming days."""
TOLL = """At least {n} people died when a hotel collapsed in Orvan on Monday, police said. Rescue teams from three \
provinces were searching the rubble for {m} people who were still missing.

The hotel, which had six floors, was being rebuilt. Neighbours said they had heard cracks for days, and the owner had \
sent guests away on Sunday."""


def test_a_mould_that_is_filled_anew_is_no_copy() -> None:
    filled = [
        {"m": 4.9, "p": "Orvan", "k": 20, "d": "north", "w": "Monday", "h": "6.14 a.m.", "z": 11, "r": "Upper Lomar"},
        {"m": 5.3, "p": "Sellick Bay", "k": 47, "d": "east", "w": "Friday", "h": "11.52 p.m.", "z": 33, "r": "Tarn"},
    ]
    one, two = (Report(text=QUAKE.format(**row), outlet=f"{row['z']}.example") for row in filled)
    shared = set(sheet(one).places) & set(sheet(two).places)
    assert len(shared) > 20  # it is no want of shared words
    assert compare(sheet(one), sheet(two)) is None


def test_what_ends_two_texts_that_share_no_more_is_a_notice() -> None:
    notice = TEXTS["bridge"][3]
    host = TEXTS["festival"]
    one = sheet(Report(text="\n\n".join([*TEXTS["budget"], notice]), outlet="a.example"))
    last = sheet(Report(text="\n\n".join([*host, notice]), outlet="b.example"))
    amid = sheet(Report(text="\n\n".join([*host[:3], notice, *host[3:]]), outlet="b.example"))
    assert compare(one, last) is None
    assert compare(one, amid) is not None


def test_a_copy_with_new_figures_is_a_copy() -> None:
    one = Report(text=TOLL.format(n=4, m=12), outlet="a.example", published="2031-01-01")
    two = Report(text=TOLL.format(n=9, m=7), outlet="b.example", published="2031-01-02")
    found = compare(sheet(one), sheet(two))
    assert found is not None and found.whole and found.original == one.id


@settings(max_examples=150, deadline=None)
@given(reports(), reports())
def test_the_order_of_two_reports_does_not_matter(one: Report, two: Report) -> None:
    a, b = sheet(one), sheet(two)
    found = compare(a, b)
    assert found == compare(b, a)
    if found is None:
        return
    assert {found.copy, found.original} == {one.id, two.id}
    copy, original = (one, two) if found.copy == one.id else (two, one)
    assert 0 < found.share <= 1 and found.reasons
    for (start, end), (begin, stop) in zip(found.passages, found.taken, strict=True):
        assert 0 <= start < end <= len(copy.text) and 0 <= begin < stop <= len(original.text)
        mine, theirs = stems(copy.text[start:end]), stems(original.text[begin:stop])
        assert 2 * len(set(mine) & set(theirs)) >= min(len(set(mine)), len(set(theirs)))


@settings(max_examples=60, deadline=None)
@given(st.lists(reports(), min_size=1, max_size=5, unique_by=lambda r: r.id), st.randoms(use_true_random=False))
def test_origins_depend_on_the_set_alone(group: list[Report], rng: random.Random) -> None:
    sheets = [sheet(r) for r in group]
    copies = [c for a, b in itertools.combinations(sheets, 2) if (c := compare(a, b))]
    first = origins(sheets, copies)
    assert set(first) == {r.id for r in group}
    rng.shuffle(sheets)
    rng.shuffle(copies)
    assert origins(sheets, copies) == first
    for copy in copies:
        if copy.whole:
            assert first[copy.copy] == first[copy.original]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 400), min_size=WIDTH + WINDOW - 1, max_size=60), st.data())
def test_a_shared_run_of_nineteen_words_shares_a_fingerprint(run: list[int], data: st.DataObject) -> None:
    around = st.lists(st.integers(500, 900), max_size=80)
    made = []
    for _ in range(2):
        row = [*data.draw(around), *run, *data.draw(around)]
        made.append(set(fingerprints(" ".join(map(spelled, row)))))
    assert made[0] & made[1]


def test_fingerprints_are_the_same_everywhere() -> None:
    assert fingerprints("A bell rang twice over the empty harbour") == PINNED
    assert fingerprints("a BELL rang, twice, over\nthe empty harbour!") == PINNED
    assert all(-(1 << 63) <= f < 1 << 63 for f in fingerprints("\n".join(SENTENCES)))


PINNED = (-2904257004670157165, -2782038704388088231, 534355518721144513, 3440317966098601689)


def test_about_one_in_eight_is_kept() -> None:
    rng = random.Random(1)
    text = " ".join(spelled(rng.randrange(5000)) for _ in range(4000))
    assert 1 / 10 < len(fingerprints(text)) / 4000 < 1 / 6


def test_furniture_is_no_text() -> None:
    body, line = "\n\n".join(TEXTS["bridge"]), "Lena Holm covers rivers and bridges for this paper since a long time"
    assert fingerprints(f"{body}\n{line}", [(len(body), len(body) + 1 + len(line))]) == fingerprints(body)


def test_learned_boilerplate_is_discounted_between_its_kept_hashes() -> None:
    rng = random.Random(5)
    footer = " ".join(spelled(rng.randrange(9000)) for _ in range(60))
    one = sheet(Report(text="\n\n".join([*TEXTS["bridge"], footer]), outlet="a.example"))
    two = sheet(Report(text="\n\n".join([*TEXTS["festival"], footer, "Good night to all"]), outlet="b.example"))
    held = numbers(footer)
    common = {held.shingles[i] for i in held.picks}
    assert compare(one, two) is not None
    assert compare(one, two, common) is None
    whole = compare(one, sheet(Report(text="\n\n".join([*TEXTS["bridge"][:5], footer]), outlet="b.example")), common)
    assert whole is not None and whole.whole and whole.share > 0.9


@pytest.mark.parametrize(
    ("reports_", "holding", "said"), [(10, 5, True), (10, 4, False), (1000, 99, False), (1000, 100, True)]
)
def test_is_common(reports_: int, holding: int, said: bool) -> None:
    assert is_common(reports_, holding) is said


@pytest.mark.parametrize(
    "text",
    ["a " * 20_000, "the old dam broke " * 6_000, '"' * 20_000, "“a ‘b " * 8_000, "(A/" * 9_000, "By " * 9_000,
     "A" * 30_000, "Sign up for " * 6_000, "\n".join(["SOMEWHERE (X" * 20] * 400)],
    ids=range(9),
)  # fmt: skip
def test_hostile_texts_take_little_time(text: str) -> None:
    start = time.process_time()
    one, two = sheet(Report(text=text, outlet="a.example")), sheet(Report(text=text + " end", outlet="b.example"))
    compare(one, two)
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LINDOW, Vale (OPNA) — A mill burned.", Credit("OPNA", False)),
        ("LINDOW, Jan. 4 /TASS/. A mill burned.", Credit("TASS", False)),
        ("Lindow, Vale (OPNA) - A mill burned.", Credit("OPNA", False)),
        ("Mill burns\n\nNews agency OPNA\n\nA mill burned.", Credit("OPNA", False)),
        ("Mill burns\n\nOrvan Press News Agency\n\nA mill burned.", Credit("OPNA", False)),
        ("Mill burns\n\nBy our staff and OPNA\n\nA mill burned.", Credit("OPNA", True)),
        ("Mill burns\n\nBy staff and agencies\n\nA mill burned.", Credit("agencies", True)),
        ("A mill burned down in Lindow, TASS reports.", Credit("TASS", True)),
        ("A mill burned.\n\nWith material from OPNA", Credit("OPNA", True)),
        ("A mill burned.\n\n(Pacific Wire)", Credit("Pacific Wire", False)),
        ("A mill burned.\n\n(OPNA)", Credit("OPNA", False)),
        ("A mill burned.\n\nLindow Ironworks", None),
        ("A mill burned.\n\n(with agency material)", Credit("agencies", True)),
        ("A mill burned.\n\nCopyright 2031 The Associated Press", Credit("AP", False)),
        ("A mill burned, the Lindow Post reported.", None),
        ("The Vale Mill Union (VMU) — which speaks for the workers — called a strike.", None),
        ("Environment Agency\n\nA mill burned.", None),
        ("", None),
    ],
)
def test_credits(text: str, found: Credit | None) -> None:
    assert credit_of(text) == found


def test_the_credit_that_the_intake_found_is_kept_and_known_to_be_for_a_part() -> None:
    assert head_of(Report(text="A mill burned.", credit="Associated Press")).credit == "AP"
    head = head_of(Report(text="Mill burns\n\nBy our staff and OPNA\n\nA mill burned.", credit="OPNA"))
    assert (head.credit, head.part) == ("OPNA", True)


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        ("2031-01-01", "2031-01-02", "one"),
        ("2031-01-02", "2031-01-01", "two"),
        ("2031-01", "2031-01-02", None),
        ("2031-01-01T10:00+02:00", "2031-01-01T09:00+00:00", "one"),
        ("2031-01-01T10:00", "2031-01-01T09:00+00:00", "two"),
        ("2031-01-01T10:00", "2031-01-01T10:00", None),
        ("2031-02-31", "2031-01-01", None),
        ("9999-12-31T23:59-12:00", "2031", None),
        ("2031", "2032", "one"),
        ("2031-12", "2032-01", "one"),
        (None, "2031", None),
    ],
)
def test_clocks(one: str | None, two: str | None, said: str | None) -> None:
    apart = minutes_apart(one, two)
    assert (None if apart is None else "one" if apart >= 0 else "two") == said
    back = minutes_apart(two, one)
    assert (back is None) == (apart is None)


def test_names_of_outlets() -> None:
    assert names_outlet("As the Coast Mirror wrote", "coastmirror.example") == "Coast Mirror"
    assert names_outlet("A coast mirror hung there", "coastmirror.example") is None
    assert names_outlet("the Marovian News Agency said", "mna.example") == "Marovian News Agency"
    assert names_outlet("Mara. Nils Adan", "mna.example") is None
    assert names_outlet("He told MNA so", "www.mna.example") == "MNA"
    assert names_outlet("nobody", None) is None
    assert is_own("Orvan Press News Agency", "opna.example") and not is_own("AP", "grape.example")


def test_quotations() -> None:
    text = "He said ‘we left’ in '09, the workers' way: \"so “what” now\nnext"
    assert next(text[s:e] for s, e in quoted(text)) == "‘we left’"
    assert all("next" not in text[s:e] for s, e in quoted(text))


def test_a_sentence_about_terms_is_no_boilerplate() -> None:
    text = "The minister said that the company had changed its privacy policy twice without telling its customers."
    assert boilerplate(text, words(text)) == []


def test_a_company_describes_itself_at_the_end_only() -> None:
    about = "Lindow Mills grinds oats in three valleys. It was founded in 1911 by two brothers."
    lines = [
        f"{about}",
        "The mill burned on Sunday.",
        "Nobody was hurt, the fire chief said.",
        "It will be built anew.",
    ]
    for text, found in (("\n".join(lines), []), ("\n".join(reversed(lines)), [about])):
        assert [text[start:end] for start, end in boilerplate(text, words(text))] == found


def test_a_span_comes_from_the_report_that_covers_most_of_it() -> None:
    one = Copy(copy="c", original="a", share=0.2, whole=False, passages=((0, 50), (0, 50)))
    two = Copy(copy="c", original="b", share=0.1, whole=False, passages=((40, 100),))
    assert source_of_span([one, two], (0, 40)) is one
    assert source_of_span([two, one], (50, 90)) is two
    assert source_of_span([one], (30, 100)) is None


def test_a_credit_for_a_part_makes_no_wire() -> None:
    heads = [
        Head(report="1", published="2031-01-01", credit="TASS", part=True),
        Head(report="2", published="2031-01-02"),
    ]
    found = origins(heads, [Copy(copy="2", original="1", share=0.9, whole=True)])
    assert (found["2"].report, found["2"].agency) == ("1", None)
