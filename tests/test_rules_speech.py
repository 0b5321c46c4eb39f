"""Quotations find their speakers; contents go to the borders of what they quote. Drafts are given by their words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reader.layout.text import take_apart
from sayso.reader.model.unit import Part, Tagged
from sayso.reader.page import Draft, Name
from sayso.reader.statements.speech import speech
from sayso.reader.statements.taken import Taken
from sayso.records import Span

Row = tuple[str, str, tuple[str, ...]]


def spot(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def read(
    text: str,
    *drafts: tuple[str, str, list[str]],
    people: tuple[str, ...] = (),
    parts: tuple[tuple[str, str], ...] = (),
) -> list[Row]:
    """Source, cue and contents after the rules, of what a model saw: `drafts` whole, `parts` without a content."""
    made = [
        Draft(source=[spot(text, s)] if s else [], cue=[spot(text, c)], content=[spot(text, k) for k in ks],
              reasons=["model: test"])
        for s, c, ks in drafts
    ]  # fmt: skip
    names = tuple(Name("person", *spot(text, p)) for p in people)
    seen = tuple(Part(cue=spot(text, c), source=(spot(text, s),), content=(), score=0.5) for s, c in parts)
    speech(take_apart(text, None), made, Tagged((), seen, names))
    return [
        (
            " ".join(text[a:b] for a, b in d.source),
            " ".join(text[a:b] for a, b in d.cue),
            tuple(text[a:b] for a, b in d.content),
        )
        for d in made
    ]


def test_a_content_goes_to_the_borders_of_its_quotation() -> None:
    text = "“We lost. The water came,” Anna Brill said. It was late."
    assert read(text, ("Anna Brill", "said", ["We lost. The water"])) == [
        ("Anna Brill", "said", ("“We lost. The water came,”",))
    ]


def test_a_quotation_over_paragraphs_is_one_content() -> None:
    text = "Judge Roy said: “I heard forty people.\n\n“Not one saw him.\n\n“He is free.”\n\nThe court rose."
    whole = text[text.index("“") : text.index("\n\nThe court")]
    assert read(text, ("Judge Roy", "said:", ["“I heard forty people."])) == [("Judge Roy", "said:", (whole,))]


def test_two_statements_of_one_quotation_are_one() -> None:
    text = "“We lost it all. We hope for help. We wait,” Anna Brill said."
    found = read(text, ("Anna Brill", "said", ["We wait,”"]), ("", "hope", ["for help"]))
    assert found == [("Anna Brill", "said", ("“We lost it all. We hope for help. We wait,”",))]


def test_the_next_quotation_of_the_same_speaker() -> None:
    text = "“We will rebuild,” said Tom Aske, who runs the mill. “We always have.” The mill burned."
    assert read(text, ("Tom Aske", "said", ["“We will rebuild,”"])) == [
        ("Tom Aske", "said", ("“We will rebuild,”", "“We always have.”"))
    ]


def test_a_paragraph_that_is_nothing_but_the_next_quotation() -> None:
    text = "“We ran,” Anna Brill said.\n\n“Nobody told us where to go.”\n\nThe river fell."
    assert read(text, ("Anna Brill", "said", ["“We ran,”"]))[0][2] == ("“We ran,”", "“Nobody told us where to go.”")


def test_an_answer_is_not_the_reporters() -> None:
    text = "“Will you resign?” a reporter asked.\n\n“No, I will not do that.”\n\nThe minister left."
    wrong = ("a reporter", "asked", ["“Will you resign?”", "“No, I will not do that.”"])
    assert read(text, wrong) == [("a reporter", "asked", ("“Will you resign?”",))]
    assert read(text, ("a reporter", "asked", ["“Will you resign?”"]))[0][2] == ("“Will you resign?”",)


def test_a_cue_of_its_own_beats_the_speaker_before() -> None:
    text = "“Stop it,” shouted Anna. “Stop it now,” shouted Ben."
    assert read(text, ("Anna", "shouted", ["“Stop it,”", "“Stop it now,”"])) == [
        ("Anna", "shouted", ("“Stop it,”",)),
        ("Ben", "shouted", ("“Stop it now,”",)),
    ]


@pytest.mark.parametrize(
    ("text", "people", "row"),
    [
        ("“A bridge is a promise.” — Aurel Dane", ("Aurel Dane",), ("Aurel Dane", "—", ("“A bridge is a promise.”",))),
        (
            "“A bridge is a promise.”\nFormer mayor Aurel Dane",
            ("Aurel Dane",),
            ("Former mayor Aurel Dane", "", ("“A bridge is a promise.”",)),
        ),
        ("The guest book: “Too loud” (a teacher).", (), ("a teacher", "", ("“Too loud”",))),
        ("One woman, in tears: “Where are our sons?”", (), ("One woman, in tears", ":", ("“Where are our sons?”",))),
        (
            "“It is all over now.” That was the verdict of team doctor Ines Marr.",
            ("Ines Marr",),
            ("team doctor Ines Marr", "verdict", ("“It is all over now.”",)),
        ),
        (
            "The tower will fall. So says Bram Tolle, who lives there.",
            ("Bram Tolle",),
            ("Bram Tolle", "says", ("The tower will fall",)),
        ),
        (
            "Betty Kolb shrugged. “It is only money, after all.” She left.",
            ("Betty Kolb",),
            ("Betty Kolb", "", ("“It is only money, after all.”",)),
        ),
        (
            "Her reply to the union: “Come back in June.”",
            (),
            ("Her", "reply to the union:", ("“Come back in June.”",)),
        ),
    ],
)
def test_speakers_without_a_verb_of_speech(text: str, people: tuple[str, ...], row: Row) -> None:
    assert read(text, people=people) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "The song “Blue Night Over Water” was played twice.",
        "The word “harbour” is old. They call him “the Bear.”",
        "A sign read “No entry.” The door was shut.",
        "Otto “the Bear” Renn came. The “reform” failed.",
        "The list: “salt” (white), “pepper” (black).",
        "“Nobody in this valley has ever seen the like of it.” The wind rose.",
    ],
)
def test_terms_titles_and_quotations_of_nobody(text: str) -> None:
    assert read(text) == []


def test_what_the_model_left_without_a_content() -> None:
    assert read("Harvest ban to be lifted, minister says.", parts=(("minister", "says"),)) == [
        ("minister", "says", ("Harvest ban to be lifted",))
    ]
    assert read("We will not pay a penny,” said Hans Breck.", parts=(("Hans Breck", "said"),)) == [
        ("Hans Breck", "said", ("We will not pay a penny,”",))
    ]
    assert read("Later, the mayor said.", parts=(("the mayor", "said"),)) == []


def test_a_statement_inside_what_somebody_else_reports() -> None:
    text = "The man told officers he had slept, police said."
    inner = Draft(source=[spot(text, "The man")], cue=[spot(text, "told")], content=[spot(text, "he had slept")],
                  reasons=["model: test"])  # fmt: skip
    drafts = [inner]
    part = Part(cue=spot(text, "said"), source=(spot(text, "police"),), content=(), score=0.5)
    speech(take_apart(text, None), drafts, Tagged((), (part,), ()))
    outer = next(d for d in drafts if d is not inner)
    assert inner.within is outer
    assert outer.content == [spot(text, "The man told officers he had slept")]


def test_a_content_ends_with_its_paragraph() -> None:
    text = "Ewa Lind said: “There was no alarm, nothing.\n\nThe factory makes paint."
    run_on = "“There was no alarm, nothing.\n\nThe factory makes paint"
    assert read(text, ("Ewa Lind", "said:", [run_on]))[0][2] == ("“There was no alarm, nothing.",)


SCRAPS = st.lists(
    st.sampled_from(["“", "”", '"', "‘", "’", "A b c d.", " said Ann. ", "\n\n", "Q: ", "— Ann", ":", "(", ")", " "])
)


@settings(max_examples=60, deadline=None)
@given(SCRAPS, st.data())
def test_spans_stay_inside_any_text(scraps: list[str], data: st.DataObject) -> None:
    text = "".join(scraps)
    places = st.integers(0, max(0, len(text) - 1))
    drafts = []
    for _ in range(data.draw(st.integers(0, 3))):
        a, b, c = sorted(data.draw(st.tuples(places, places, places)))
        if a < b < c and text[c:].strip():
            drafts.append(Draft(source=[(a, b)], cue=[(b, c)], content=[(c, len(text))], reasons=["model: test"]))
    speech(take_apart(text, None), drafts, Tagged((), (), ()))
    for draft in drafts:
        assert draft.content
        for start, end in [*draft.source, *draft.cue, *draft.content]:
            assert 0 <= start < end <= len(text)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9))), st.tuples(st.integers(0, 40), st.integers(1, 9)))
def test_taken_is_a_union(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    taken = Taken()
    points: set[int] = set()
    for start, length in spans:
        taken.add((start, start + length))
        points.update(range(start, start + length))
    span = asked[0], asked[0] + asked[1]
    assert taken.within(span) == len(points & set(range(*span)))
    assert taken.touches(span) == bool(points & set(range(*span)))
    again = Taken((s, s + n) for s, n in spans)
    assert again.within(span) == taken.within(span)


def test_a_quotation_is_no_part_of_its_source() -> None:
    text = "“If the river rises,” warned Mayor Ulm, “we will have to leave.”"
    wrong = ("Mayor Ulm, “we will have to leave.”", "warned", ["“If the river rises,”"])
    right = ("Mayor Ulm", "warned", ("“If the river rises,”", "“we will have to leave.”"))
    assert read(text, wrong) == [right]


def test_said_this_means_what_stands_before() -> None:
    text = "“Every winter we count the boats.”\n\nMarit Sol said this while she pinned the list."
    assert read(text, ("Marit Sol", "said", ["this while she pinned the list"])) == [
        ("Marit Sol", "said", ("“Every winter we count the boats.”",))
    ]


def test_in_the_words_of() -> None:
    assert read("The plan is, in the words of Tess Amory, “a gift to nobody.”") == [
        ("Tess Amory", "in the words of", ("“a gift to nobody.”",))
    ]


def test_a_source_stands_in_the_sentence_of_its_cue() -> None:
    text = "The crowd was angry. One woman said: “We want our sons.”"
    at = [spot(text, "The crowd"), spot(text, "One woman")]
    draft = Draft(
        source=at, cue=[spot(text, "said:")], content=[spot(text, "“We want our sons.”")], reasons=["model: test"]
    )
    speech(take_apart(text, None), [draft], Tagged((), (), ()))
    assert draft.source == at[1:]
