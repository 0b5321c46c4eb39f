"""Readings to export: one built by hand, with all that a reading can hold; hostile ones; and random ones."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from sayso.export.marks import paragraphs, pieces, units
from sayso.records import Act, Form, Genre, Kind, Reading, Report, Source, Span, Statement

TITLE = "Harbour of Velmora to close, says minister"
BODY = (
    "PORT VELMORA (Tessaly Wire) - Transport Minister Ilka Dorran said on 3 May that the harbour “will close for good” "
    "and that her deputy, Osk Brenn, had told her repairs were too dear.\n"
    "Repairs would take nine years 🚢.\n\n"
    "Reportedly, 400 people will lose their work. A dockers’ union told the Tessaly Wire that it “knew nothing”. "
    "The harbour opened in 1911.\n"
    "Read also: Ferries to Marrowick"
)


def span(text: str, words: str, after: str = "") -> Span:
    """Where the words stand, behind the first `after`."""
    start = text.index(words, text.index(after) if after else 0)
    return start, start + len(words)


def sample() -> Reading:
    """A report with a title, mixed, direct and indirect speech, nesting, hearsay, relays, going on, own voice."""
    report = Report(
        text=f"{TITLE}\n\n{BODY}",
        url="https://lantern.example/harbour",
        outlet="lantern.example",
        published="2031-05-04",
        title=TITLE,
        language="en",
        author="Mira Sole",
        credit="Tessaly Wire",
        genre="news",
    )
    text, key = report.text, report.id

    def at(*words: str) -> tuple[Span, ...]:
        return tuple(span(text, w, BODY[:12]) for w in words)

    who = span(text, "Transport Minister Ilka Dorran")
    role, person = "Transport Minister", "Ilka Dorran"
    minister = Source(report=key, kind="named person", name=person, role=role, mentions=(span(text, "minister"), who))
    deputy = Source(
        report=key, kind="named person", name="Osk Brenn", role="deputy", mentions=at("her deputy, Osk Brenn")
    )
    union = Source(report=key, kind="unnamed group", name="A dockers’ union", mentions=at("A dockers’ union"))
    wire = Source(report=key, kind="named organization", name="Tessaly Wire", mentions=at("the Tessaly Wire"))
    outlet = Source(report=key, kind="outlet", name="lantern.example")
    first = (who[0], span(text, "too dear.")[1])
    headline = Statement(
        report=key,
        source_id=minister.id,
        source_spans=(span(text, "minister"),),
        cue_spans=(span(text, "says"),),
        content_spans=(span(text, "Harbour of Velmora to close"),),
        extents=((0, len(TITLE)),),
        form="indirect",
        act="assert",
        confidence=0.9,
        reasons=("headline: words before the comma, then a verb of saying and its subject",),
    )
    whole = "that the harbour “will close for good” and that her deputy, Osk Brenn, had told her repairs were too dear"
    said = Statement(
        report=key,
        source_id=minister.id,
        source_spans=(who,),
        cue_spans=at("said"),
        content_spans=at(whole),
        extents=(first,),
        form="mixed",
        act="assert",
        said_on="2031-05-03",
        repeats=headline.id,
        confidence=0.97,
        reasons=("said_on: “on 3 May” before the report’s date",),
    )
    nested = Statement(
        report=key,
        source_id=deputy.id,
        source_spans=at("her deputy, Osk Brenn"),
        cue_spans=at("had told"),
        addressee_spans=at("her"),
        content_spans=at("repairs were too dear"),
        extents=(first,),
        form="indirect",
        act="assert",
        within=said.id,
        confidence=0.8,
    )
    more = Statement(
        report=key,
        source_id=minister.id,
        extents=at("Repairs would take nine years 🚢."),
        content_spans=at("Repairs would take nine years 🚢."),
        form="indirect",
        act="assert",
        continues=said.id,
        confidence=0.9,
    )
    hearsay = Statement(
        report=key,
        cue_spans=at("Reportedly"),
        content_spans=at("400 people will lose their work"),
        form="indirect",
        extents=at("Reportedly, 400 people will lose their work."),
        act="assert",
        confidence=0.7,
    )
    relayed = Statement(
        report=key,
        source_id=union.id,
        source_spans=at("A dockers’ union"),
        cue_spans=(span(text, "told", "union"),),
        via=(wire.id,),
        content_spans=at("that it “knew nothing”"),
        form="mixed",
        act="deny",
        negated=True,
        confidence=0.9,
        extents=at("A dockers’ union told the Tessaly Wire that it “knew nothing”."),
    )
    fact = at("The harbour opened in 1911.")
    own = Statement(report=key, source_id=outlet.id, content_spans=fact, extents=fact, form="own")
    return Reading(
        report=report,
        sources=(minister, deputy, union, wire, outlet),
        statements=(headline, said, nested, more, hearsay, relayed, own),
        furniture=at("PORT VELMORA (Tessaly Wire) -", "Read also: Ferries to Marrowick"),
        model="by hand",
    )


HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\x1b[31mred\x1b]8;;http://x\x07",
    "\u202eevil",
    '=HYPERLINK("http://x")',
    "'=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "מחר 🚢 غدا",
    "==> a.txt 3 <==\n",
    "]]>",
    "--><!--",
    '"onmouseover="x',
    "javascript:alert(1)",
    "a\x00b",
    "\udfff",
    "\ud800",
    "\u2028",
    "\u0085",
    "\r\n",
    "\x9b31m",
    "\ufdd0",
)


def hostile() -> Reading:
    """Every hostile string as text, name, role, title, url and content."""
    text = "\n".join(HOSTILE)
    bad = "".join(HOSTILE)
    report = Report(text=text, url="javascript:alert(1)//" + bad, outlet=bad, title=bad, language='en"><b>', author=bad)
    source = Source(report=report.id, kind="named person", name=bad, role=bad, mentions=((0, 8),))
    statements, at = [], 0
    for line in HOSTILE:
        extent = (at, at + len(line))
        statements.append(
            Statement(
                report=report.id,
                source_id=source.id,
                content_spans=(extent,),
                extents=(extent,),
                form="direct",
                source_spans=((0, 8),),
                act="assert",
                reasons=(bad,),
                addressee_spans=((0, 3),),
                said_on=bad,
            )
        )
        at += len(line) + 1
    return Reading(report=report, sources=(source,), statements=tuple(statements), model=bad)


def _texts() -> st.SearchStrategy[str]:
    any_char = st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\n\n \t🚢“”=\x1b\u202e")
    return st.text(any_char, max_size=60)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings with spans of any kind: overlapping, nested, over line breaks; links to anything, rings among them."""
    text = draw(_texts())
    report = Report(
        text=text,
        url=draw(st.none() | st.just("https://a.example/1")),
        outlet=draw(st.none() | _texts()),
        published=draw(st.none() | st.just("2031-05")),
        title=draw(st.none() | _texts()),
        genre=draw(st.sampled_from(get_args(Genre))),
        language=draw(st.none() | st.sampled_from(["en", "pt-BR", "x y"])),
    )
    edge = st.integers(0, len(text))
    one = st.tuples(edge, edge).map(sorted).map(tuple).filter(lambda s: s[0] < s[1]) if text else st.nothing()
    few = st.lists(one, max_size=2, unique=True).map(tuple) if text else st.just(())
    made = [
        Source(
            report=report.id,
            kind=draw(st.sampled_from(get_args(Kind))),
            name=draw(st.none() | _texts()),
            mentions=draw(few),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    sources = list({s.id: s for s in made}.values())
    ids = st.none() | st.sampled_from([s.id for s in sources]) if sources else st.none()
    statements: dict[str, Statement] = {}
    for _ in range(draw(st.integers(0, 5)) if text else 0):
        other = st.none() | st.sampled_from(sorted(statements)) if statements else st.none()
        made_one = Statement(
            report=report.id,
            content_spans=draw(few),
            extents=draw(few),
            form=draw(st.sampled_from(get_args(Form))),
            source_id=draw(ids),
            source_spans=draw(few),
            cue_spans=draw(few),
            addressee_spans=draw(few),
            act=draw(st.none() | st.sampled_from(get_args(Act))),
            negated=draw(st.booleans()),
            said_on=draw(st.none() | st.just("2031")),
            within=draw(other),
            continues=draw(other),
            repeats=draw(other),
            confidence=draw(st.floats(0, 1)),
            via=tuple(s.id for s in sources[:1]),
            reasons=tuple(draw(st.lists(_texts(), max_size=2))),
        )
        statements[made_one.id] = made_one
    return Reading(
        report=report, sources=tuple(sources), statements=tuple(statements.values()), furniture=draw(few), model="m"
    )


def test_the_sample_keeps_the_rule_of_own_voice() -> None:
    """The sample is what a reader would make: each character in exactly one of own, attributed sentence, furniture."""
    reading = sample()
    seen = [0] * len(reading.report.text)
    attributed = {x for s in reading.statements if s.form != "own" for x in s.extents}
    own = {x for s in reading.statements if s.form == "own" for x in s.content_spans}
    for start, end in [*attributed, *own, *reading.furniture]:
        for at in range(start, end):
            seen[at] += 1
    wrong = [(n, c) for n, c in zip(seen, reading.report.text, strict=True) if n != 1 and not (n == 0 and c.isspace())]
    assert not wrong


@given(readings())
def test_pieces_are_the_whole_text_in_order(reading: Reading) -> None:
    cut = pieces(reading, units(reading.statements))
    assert "".join(reading.report.text[p.start : p.end] for p in cut) == reading.report.text
    for statement_number, statement in enumerate(reading.statements):
        name = "own" if statement.form == "own" else "content"
        covered = [n for p in cut if (name, statement_number) in p.covers for n in range(p.start, p.end)]
        assert covered == sorted({n for s, e in statement.content_spans for n in range(s, e)})


@given(_texts())
def test_paragraphs_leave_out_only_white_space(text: str) -> None:
    found = paragraphs(text)
    assert found == sorted(found)
    kept = "".join(text[s:e] for s, e in found)
    assert kept.split() == text.split() or "".join(kept.split()) == "".join(text.split())
    assert "\n" not in kept
