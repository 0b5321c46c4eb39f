"""The names of a text made to agree: borders, what is no name, one verdict for a spelling, what the head overlooked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reader.page import Name
from sayso.reader.sources.labels import Labels
from sayso.reader.sources.naming import names_of

LABELS = {"P": "person", "O": "organization", "L": "place"}


def marked(case: str) -> tuple[str, list[Name]]:
    """A case's text and its names: "P[Ada Lund]" is a person of the names head, with a score of .9."""
    out, names, opened = "", [], 0
    label = ""
    for i, char in enumerate(case):
        if char == "[":
            label, out, opened = out[-1], out[:-1], len(out) - 1
        elif char == "]" and "[" in case[:i]:
            names.append(Name(LABELS[label], opened, len(out), 0.9))  # type: ignore[arg-type]
        else:
            out += char
    return out, names


def read(case: str) -> list[str]:
    """The names found, each with its label's letter."""
    letters = {label: letter for letter, label in LABELS.items()}
    text, names = marked(case)
    return [f"{letters[n.label]}:{text[n.start : n.end]}" for n in names_of(text, names)]


CASES = [
    # a pronoun is no name, a body in capitals is one
    ("“We are ready,” P[she] told P[Ada Lund] of the O[WHO]. P[I] and P[He] went on.", ["P:Ada Lund", "O:WHO"]),
    # borders
    ("He left O[The Arva Lantern] for L[the Ostel Isles].", ["O:Arva Lantern", "L:Ostel Isles"]),
    ("O[Varda Inc.,] of L[Ostel's] north, sells O[Varda engines].", ["O:Varda Inc.", "L:Ostel", "O:Varda"]),
    ("A port in L[Ostel - Varda] is shut, O[Varda] said.", ["L:Ostel", "O:Varda", "O:Varda"]),
    ("P[Mr Justice Ada Lund] met P[President Lund] and P[King Olav].", ["P:Ada Lund", "P:Lund", "P:King Olav"]),
    # no names
    ("It cost L[US]$5bn, or 3 L[US] dollars.", []),
    ("The O[Ostel 100] rose, as did the O[Varda] index.", []),
    ("O[Local 300] and O[Channel 12] agree.", ["O:Local 300", "O:Channel 12"]),
    # one verdict
    ("P[Varda] sues. O[Varda] said O[Varda] was wronged.", ["O:Varda"] * 3),
    ("P[Varda] fell. O[Varda Inc.] said it was wronged.", ["O:Varda", "O:Varda Inc."]),
    ("O[Lund] left. P[Ada Lund] said so, and P[Lund] wept.", ["P:Lund", "P:Ada Lund", "P:Lund"]),
    ("P[Varda] met O[Varda] twice.", ["P:Varda", "O:Varda"]),
    ("“No,” said P[Ostel] analyst P[Ada Lund].", ["O:Ostel", "P:Ada Lund"]),
    # overlooked
    ("Varda sues\n\nO[Varda] said it was wronged by Varda.", ["O:Varda"] * 3),
    ("VARDA SUES OSTEL\n\nO[Varda] said so.", ["O:VARDA", "O:Varda"]),
    ("Varda Sues Over Bridge\n\nO[Varda] said so.", ["O:Varda", "O:Varda"]),
    ("O[Varda] sells the Varda Comet and many other VARDA goods these days.", ["O:Varda"]),
    ("The L[Ostrian] envoy met an Ostrian clerk.", ["L:Ostrian"]),
]


@pytest.mark.parametrize(("case", "wanted"), CASES)
def test_names(case: str, wanted: list[str]) -> None:
    assert read(case) == wanted


NAMES = st.lists(
    st.tuples(st.sampled_from(sorted(LABELS.values())), st.integers(0, 60), st.integers(1, 20), st.floats(0, 1)),
    max_size=5,
)


@given(st.text(alphabet="AbC d'’s.,-–$5\n", max_size=80), NAMES)
def test_any_names(text: str, rows: list[tuple[str, int, int, float]]) -> None:
    names, at = [], 0
    for label, gap, size, score in rows:
        start = at + gap % 7
        if start + size <= len(text):
            names.append(Name(label, start, start + size, score))  # type: ignore[arg-type]
            at = start + size
    end = 0
    for name in names_of(text, names):
        assert end <= name.start < name.end <= len(text)
        assert not text[name.end - 1].isspace()
        end = name.end
    assert names_of(text, names) == names_of(text, names)


def test_no_names_in_no_text() -> None:
    assert names_of("", []) == ()


@pytest.mark.parametrize("gap", [" ", "\n", ", ", " -", "’s"])
def test_a_long_gap_within_a_name_costs_no_square(gap: str) -> None:
    """Tried from each of its blanks, a gap of 100,000 would take minutes."""
    text = f"Pia{gap * 100_000}Lund"
    found = names_of(text, [Name("person", 0, len(text), 0.9)])
    assert found and text[found[0].start : found[0].end].startswith("Pia")
    assert Labels(text, [Name("person", 0, len(text), 0.9)])(0, len(text)) is not None
