"""Media and hearers: on whose word, and to whom. Drafts are made by hand, so that the rules alone are tested."""

from __future__ import annotations

import pytest

from sayso.reader.layout.text import take_apart
from sayso.reader.page import Draft
from sayso.reader.statements.media import media
from sayso.reader.statements.medium import is_medium, medium_in_front
from sayso.records import Span


def at(text: str, words: str) -> list[Span]:
    return [(text.index(words), text.index(words) + len(words))] if words else []


def run(text: str, *parts: tuple[str, str, str]) -> tuple[list[Draft], dict[str, Draft]]:
    """Drafts of (source, cue, content) after the room; and by source."""
    drafts = [Draft(source=at(text, s), cue=at(text, c), content=at(text, x)) for s, c, x in parts]
    media(take_apart(text), drafts)
    return drafts, {words(text, d.source): d for d in drafts}


def words(text: str, spans: list[Span]) -> str:
    return " … ".join(text[s:e] for s, e in spans)


@pytest.mark.parametrize(
    ("phrase", "medium"),
    [
        ("the Westhaven Gazette", True), ("a local newspaper", True), ("the Northern News Agency", True),
        ("state radio in Orvenia", True), ("the state news agency Tolm", True), ("BBC Radio 4", True),
        ("the Ledger", True),
        ("state media", True), ("Emily Post", False), ("the Post Office", False), ("Vice President Dora Finn", False),
        ("the intelligence agency", False), ("the press", False), ("social media", False), ("Time Warner", False),
        ("the Lomar Journal of Medicine", False), ("President Star", False), ("the company’s website", False),
        ("", False),
    ],
)  # fmt: skip
def test_what_is_a_medium(phrase: str, medium: bool) -> None:
    assert is_medium(phrase) is medium


def test_staff_of_a_medium() -> None:
    for phrase, name in (
        ("Radio Lomar host Ann Beck", "Radio Lomar"),
        ("the Gazette’s Ole Tarn", "the Gazette"),
        ("Ann Beck", ""),
    ):
        assert phrase[: medium_in_front(phrase)] == name


@pytest.mark.parametrize(
    ("text", "part", "hearer"),
    [
        ("He told the court that he slept.", ("He", "told", "that he slept"), "the court"),
        ("She warned them that it leaked.", ("She", "warned", "that it leaked"), "them"),
        ("“Go,” he said to his brother, Anton.", ("he", "said", "“Go,”"), "his brother"),
        ("“No,” she told reporters outside the hall on Monday.", ("she", "told", "“No,”"), "reporters"),
        ("“No,” she told a crowd of 3,000 in Skarn.", ("she", "told", "“No,”"), "a crowd of 3,000 in Skarn"),
        ("He told Mr. Hain that it leaked.", ("He", "told", "that it leaked"), "Mr. Hain"),
        ("Speaking to voters in Brell, she said it leaked.", ("she", "said", "it leaked"), "voters"),
        ("He asked questions about the road.", ("He", "asked", "questions about the road"), ""),
        ("He has been told to wait.", ("He", "has been told", "to wait"), ""),
        ("She said on Monday that it leaked.", ("She", "said", "that it leaked"), ""),
    ],
)
def test_hearers(text: str, part: tuple[str, str, str], hearer: str) -> None:
    (draft,), _ = run(text, part)
    assert words(text, draft.addressee) == hearer
    assert not draft.media


def test_hearer_is_cut_off_content_and_cue() -> None:
    text = "The man told officers he had slept."
    (draft,), _ = run(text, ("The man", "told", "officers he had slept"))
    assert (words(text, draft.content), words(text, draft.addressee)) == ("he had slept", "officers")
    text = "She told them again that it leaked."
    (draft,), _ = run(text, ("She", "told them again", "that it leaked"))
    assert (words(text, draft.cue), words(text, draft.addressee)) == ("told", "them")
    text = "She urged drivers to stay at home."
    (draft,), _ = run(text, ("She", "urged", "drivers to stay at home"))
    assert words(text, draft.content) == "drivers to stay at home"


@pytest.mark.parametrize(
    ("text", "part", "via"),
    [
        ("Ole Brask told Radio Lomar that it leaked.", ("Ole Brask", "told", "that it leaked"), "Radio Lomar"),
        ("She said in an interview with the Ledger that it leaked.", ("She", "said", "that it leaked"), "the Ledger"),
        ("“No,” he said, as quoted by the Harbour Daily.", ("he", "said", "“No,”"), "the Harbour Daily"),
        ("It leaked, police said, according to the Ledger.", ("police", "said", "It leaked"), "the Ledger"),
        ("It leaked, police said, according to a report in the Ledger.", ("police", "said", "It leaked"), "the Ledger"),
        ("It leaked, police said, according to the mayor.", ("police", "said", "It leaked"), ""),
    ],
)
def test_on_whose_word(text: str, part: tuple[str, str, str], via: str) -> None:
    (draft,), _ = run(text, part)
    assert words(text, draft.media) == via
    assert not draft.addressee


def test_nearest_to_the_source_first() -> None:
    text = "Police told Radio Lomar that it leaked, the Ledger wrote."
    _, by = run(
        text, ("Police", "told", "that it leaked"), ("the Ledger", "wrote", "Police told Radio Lomar that it leaked")
    )
    assert [text[s:e] for s, e in by["Police"].media] == ["Radio Lomar", "the Ledger"]
    assert by["the Ledger"].media == []


def test_citing_gives_the_cited_their_own_statement() -> None:
    text = "The cabinet will meet, the Ledger reported, citing sources close to the party."
    drafts, by = run(
        text,
        ("the Ledger", "reported", "The cabinet will meet"),
        ("the Ledger", "citing", "sources close to the party"),
    )
    assert len(drafts) == 2
    cited = by["sources close to the party"]
    assert words(text, cited.content) == "The cabinet will meet" and words(text, cited.media) == "the Ledger"


def test_own_polls_and_editorials_relay_nothing() -> None:
    for text, source in (("A Gazette poll found that the mayor had lost.", "A Gazette poll"),
                         ("The Gazette said in an editorial that the mayor had lost.", "The Gazette")):  # fmt: skip
        (draft,), _ = run(text, (source, "found" if "poll" in text else "said", "that the mayor had lost"))
        assert not draft.relays
