"""The page: the whole text in it, every span marked where it is, nothing from outside, no way in for a hostile text."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given

from sayso.export import html
from sayso.export.plain import visible
from sayso.export.side import shares
from sayso.records import Reading, Report, Span, Statement
from test_export_data import hostile, readings, sample

_VOID = {"meta", "rect"}
_TAGS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "nav",
        "article",
        "aside",
        "div",
        "p",
        "span",
    ),
    *("h1", "h2", "h3", "b", "em", "bdi", "time", "a", "ol", "ul", "li", "figure", "figcaption", "svg", "rect"),
    *("details", "summary"),
}
_ATTRIBUTES = {
    *("class", "id", "tabindex", "role", "lang", "dir", "href", "rel", "name", "content", "charset", "http-equiv"),
    *("aria-describedby", "aria-label", "data-n", "viewbox", "preserveaspectratio", "x", "y", "width", "height"),
}


class Tree(HTMLParser):
    """What a browser would see of a page; `marked` holds each character of the reports' texts with its classes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.stack: list[tuple[str, set[str]]] = []
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.marked: list[tuple[str, frozenset[str]]] = []
        self.cards: dict[str, str] = {}
        self.style = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _TAGS, tag
        given = {k: v or "" for k, v in attrs}
        assert set(given) <= _ATTRIBUTES, given
        self.attributes += [(tag, k, v) for k, v in given.items()]
        self.ids += [given["id"]] if "id" in given else []
        if tag not in _VOID:
            self.stack.append((tag, {*given.get("class", "").split(), *([f"#{given['id']}"] if "id" in given else [])}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1][0] == "style":
            self.style += data
        classes = frozenset().union(*(c for _, c in self.stack))
        if "card" in classes:
            name = next(c for _, c in reversed(self.stack) for c in c if c.startswith("#") and c.endswith("c"))
            self.cards[name] = self.cards.get(name, "") + data
        elif "text" in classes:
            self.marked += [(char, classes) for char in data]

    def text(self) -> str:
        return "".join(char for char, _ in self.marked)

    def where(self, name: str) -> set[int]:
        """The offsets that carry a class."""
        return {n for n, (_, classes) in enumerate(self.marked) if name in classes}


def _offsets(reading: Reading, spans: tuple[Span, ...]) -> set[int]:
    """The offsets of spans, but for what lies between paragraphs, where there is nothing to mark."""
    text = reading.report.text
    between = {n for m in re.finditer(r"\n\s*", text) for n in range(*m.span())}
    return {n for s, e in spans for n in range(s, e)} - between


@given(readings())
def test_every_span_is_marked_where_it_is(reading: Reading) -> None:
    tree = Tree(html.page([reading]))
    assert tree.text() == visible(reading.report.text)
    attributed = [s for s in reading.statements if s.form != "own"]
    own = [s for s in reading.statements if s.form == "own"]
    assert tree.where("content") == _offsets(reading, tuple(x for s in attributed for x in s.content_spans))
    assert tree.where("own") == _offsets(reading, tuple(x for s in own for x in s.content_spans))
    assert tree.where("furniture") == _offsets(reading, reading.furniture)
    assert tree.where("source") == _offsets(reading, tuple(x for s in reading.statements for x in s.source_spans))


@given(readings())
def test_pages_hang_together(reading: Reading) -> None:
    tree = Tree(html.page([reading, reading]))
    assert not tree.stack
    assert len(tree.ids) == len(set(tree.ids))
    for tag, name, value in tree.attributes:
        if name == "aria-describedby" or (name == "href" and value.startswith("#")):
            assert value.removeprefix("#") in tree.ids, (tag, value)


def test_what_is_shown_on_focus_says_who_and_why() -> None:
    tree = Tree(html.page([sample()]))
    cards = list(tree.cards.values())
    assert "Ilka Dorran" in cards[1]
    assert "Transport Minister" in cards[1]
    assert "on 2031-05-03" in cards[1]
    assert "Repeats: Harbour of Velmora to close" in cards[1]
    assert "said_on: “on 3 May” before the report’s date; confidence 0.97" in cards[1]
    assert "Osk Brenn" in cards[1]
    assert "Nobody is named" in cards[3]
    assert "negated" in cards[4]
    assert "via Tessaly Wire" in cards[4]
    assert "Nobody is cited: lantern.example says this itself." in cards[5]
    units = [v for _, k, v in tree.attributes if k == "aria-describedby"]
    assert [f"#{u}" for u in units] == list(tree.cards)
    assert len(units) == sum(k == "tabindex" and v == "0" for _, k, v in tree.attributes)


def test_nested_contents_keep_their_sources_apart() -> None:
    tree = Tree(html.page([sample()]))
    text = sample().report.text
    outer, inner = text.index("that the harbour"), text.index("repairs were too dear")
    assert tree.marked[outer][1] >= {"content", "k0"}
    assert tree.marked[inner][1] >= {"content", "k1", "deep2"}
    deputy = text.index("her deputy")
    assert tree.marked[deputy][1] >= {"content", "k0", "source", "by-k1"}


def test_the_policy_allows_the_style_sheet_and_nothing_else() -> None:
    page = html.page([sample()])
    tree = Tree(page)
    policy = next(v for t, k, v in tree.attributes if t == "meta" and k == "content" and "default-src" in v)
    digest = base64.b64encode(hashlib.sha256(tree.style.encode()).digest()).decode()
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert page.index("Content-Security-Policy") < page.index("<style>")


@pytest.mark.parametrize("make", [lambda: html.page([hostile(), hostile()]), lambda: html.fragment(hostile())])
def test_hostile_text_stays_text(make: object) -> None:
    page = make()  # type: ignore[operator]
    tree = Tree(page)  # asserts that there are no tags or attributes but ours
    assert tree.text() == visible(hostile().report.text) * page.count('<div class="both">')
    assert not [v for _, k, v in tree.attributes if k == "href" and not v.startswith("#")]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e]", page)
    assert not re.search(r"url\(|@import|https?:", tree.style)


def test_links_lead_to_the_page_and_tell_it_nothing() -> None:
    tree = Tree(html.page([sample()]))
    assert [v for _, k, v in tree.attributes if k == "href" and not v.startswith("#")] == [sample().report.url]
    assert ("a", "rel", "noopener noreferrer") in tree.attributes


def test_a_notebook_shows_the_reading() -> None:
    tree = Tree(sample()._repr_html_())
    assert tree.text() == sample().report.text
    assert tree.style == html.stylesheet()


def test_shares_make_a_hundred() -> None:
    assert sum(shares(sample())) == 100
    assert shares(Reading(report=Report(text=""))) == (0, 0, 0)
    report = Report(text="ab cd")
    own = Statement(report=report.id, content_spans=((0, 2),), extents=((0, 2),), form="own")
    assert shares(Reading(report=report, statements=(own,), furniture=((3, 5),))) == (0, 50, 50)


def test_a_page_needs_no_more_than_its_colours_in_print_and_high_contrast() -> None:
    """What colour says, a line says too, wherever colours may be missing."""
    style = html.stylesheet()
    for medium in ("print", "(forced-colors: active)", "(prefers-contrast: more)", "(prefers-color-scheme: dark)"):
        assert f"@media {medium} {{" in style
    printed = style[style.index("@media print") :]
    assert (
        ".sayso .content, .sayso .content.deep2, .sayso .content.deep3 { background: none; text-decoration" in printed
    )
    assert style.count("{") == style.count("}")
