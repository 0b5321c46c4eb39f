"""HTML: the text with sources, cues and contents marked in place, and beside it who says what.

One file, no script, nothing fetched: its Content-Security-Policy allows the style sheet that it carries (by digest) and
nothing else. What a reader sees on hover or focus, a screen reader is given as the description of the sentence.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files
from typing import TextIO

from sayso.export.card import Names, cards
from sayso.export.marks import Piece, pieces, units
from sayso.export.plain import one_line, visible
from sayso.export.side import aside
from sayso.records import Reading

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}\Z")
LEGEND = (
    '<p class="legend"><span class="t">How to read it:</span> <span><span class="source by-k0">source</span></span> '
    '<span><span class="cue by-k0">cue</span></span> <span><span class="content k0" data-n="1">content</span></span> '
    '<span><span class="own">the outlet’s own voice</span></span> <span><span class="furniture">furniture</span></span>'
    "</p>"
)


@cache
def stylesheet() -> str:
    """The style sheet, as it stands in every page."""
    return files("sayso.export").joinpath("page.css").read_text(encoding="utf-8")


def _safe(text: str) -> str:
    return escape(visible(text))


def _piece(text: str, piece: Piece, names: Names, numbered: set[int]) -> str:
    """One piece as an element, or as bare text where nothing covers it. The innermost of what covers it decides."""
    inner = {part: names.innermost([n for p, n in piece.covers if p == part]) for part in {p for p, _ in piece.covers}}
    classes: list[str] = []
    extra = ""
    if piece.furniture:
        classes.append("furniture")
    if "own" in inner:
        classes.append("own")
    if "content" in inner:
        depth = min(sum(p == "content" for p, _ in piece.covers), 3)
        classes += ["content", names.colour(inner["content"])] + ([f"deep{depth}"] if depth > 1 else [])
        if inner["content"] not in numbered:
            numbered.add(inner["content"])
            extra = f' data-n="{names.badge(inner["content"])}"'
    for part in ("source", "cue", "addressee"):
        if part in inner:
            classes += [part, "by-" + names.colour(inner[part])]
            break
    words = _safe(text[piece.start : piece.end])
    return f'<span class="{" ".join(classes)}"{extra}>{words}</span>' if classes else words


def _marked(reading: Reading, prefix: str) -> tuple[str, dict[int, str]]:
    """The text marked up, and for each statement (by index) the id of the first element that shows it."""
    text, names = reading.report.text, Names(reading)
    found = units(reading.statements)
    head, body_start = "h2" if reading.report.body_start else "p", max(1, reading.report.body_start)
    out: list[str] = []
    anchors: dict[int, str] = {}
    numbered: set[int] = set()
    paragraph = unit = -1
    closing = tag = ""

    def shut_unit() -> None:
        nonlocal unit, closing
        out.append(closing)
        unit, closing = -1, ""

    for number, piece in enumerate(pieces(reading, found)):
        if piece.paragraph != paragraph:
            shut_unit()
            out.append(f"</{tag}>" if paragraph >= 0 else "")
            paragraph, tag = piece.paragraph, head if piece.start < body_start else "p"
            out.append(f'<{tag} dir="auto">' if paragraph >= 0 else "")
        if paragraph < 0:  # white space between paragraphs: kept, and not seen
            out.append(_safe(text[piece.start : piece.end]))
            continue
        if piece.unit != unit:
            shut_unit()
            unit = piece.unit
            if unit >= 0:
                name, members = f"{prefix}-{number}", found[unit][1]
                for member in members:
                    anchors.setdefault(member, name)
                out.append(f'<span class="u" id="{name}" tabindex="0" role="group" aria-describedby="{name}c">')
                closing = f'<span class="card" role="tooltip" id="{name}c">{cards(names, members)}</span></span>'
        out.append(_piece(text, piece, names, numbered))
    shut_unit()
    out.append(f"</{tag}>" if paragraph >= 0 else "")
    return "".join(out), anchors


def _top(reading: Reading) -> str:
    report = reading.report
    facts = [
        f"<b><bdi>{_safe(report.outlet)}</bdi></b>" if report.outlet else "outlet unknown",
        f"<time>{_safe(report.published)}</time>" if report.published else "date unknown",
        "" if report.genre == "unknown" else _safe(report.genre),
        f"by <bdi>{_safe(one_line(report.author))}</bdi>" if report.author else "",
        f"credit: <bdi>{_safe(one_line(report.credit))}</bdi>" if report.credit else "",
    ]
    if report.url and report.url.lower().startswith(("http://", "https://")):
        facts.append(f'<a class="url" href="{_safe(report.url)}" rel="noopener noreferrer">the page</a>')
    return f'<header class="top"><p class="facts">{" · ".join(f for f in facts if f)}</p></header>'


def _article(reading: Reading, prefix: str) -> str:
    language = reading.report.language or ""
    lang = f' lang="{language}"' if _LANGUAGE.match(language) else ""
    marked, anchors = _marked(reading, prefix)
    note = "" if reading.supported else '<p class="note">Not read: this language is not supported.</p>'
    return (
        f'<article id="{prefix}">{_top(reading)}{note}<div class="both"><div class="text"{lang}>{marked}</div>'
        f"{aside(reading, anchors)}</div></article>\n"
    )


def fragment(reading: Reading) -> str:
    """One reading as a piece of HTML that carries its style, for a notebook."""
    article = _article(reading, f"s{reading.report.id}")
    return f'<div class="sayso"><style>{stylesheet()}</style>{LEGEND}{article}</div>'


def _head() -> str:
    digest = base64.b64encode(hashlib.sha256(stylesheet().encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        '<meta name="generator" content="Sayso"><title>Sayso: who said what</title>'
        f"<style>{stylesheet()}</style></head>\n"
        '<body class="sayso page"><header class="mast"><h1>Sayso</h1>'
        f"<p>Who said what, on whose word, and what nobody is cited for.</p>{LEGEND}</header>\n<main>\n"
    )


def write(readings: Iterable[Reading], out: TextIO) -> None:
    """Write one self-contained page that holds all readings, and behind them, where there are several, a list."""
    out.write(_head())
    listed: list[str] = []
    for number, reading in enumerate(readings, 1):
        out.write(_article(reading, f"r{number}"))
        title = one_line(reading.report.title or reading.report.text[:80]) or "no text"
        where = " · ".join(filter(None, (reading.report.outlet, reading.report.published)))
        listed.append(f'<li><a href="#r{number}"><bdi>{_safe(title)}</bdi></a> <span>{_safe(where)}</span></li>\n')
    out.write("</main>\n")
    if len(listed) > 1:
        out.write(f'<nav class="index" aria-label="Reports"><h2>Reports</h2><ol>{"".join(listed)}</ol></nav>\n')
    out.write("</body></html>\n")


def page(readings: Iterable[Reading]) -> str:
    """The page that `write` writes."""
    from io import StringIO

    out = StringIO()
    write(readings, out)
    return out.getvalue()
