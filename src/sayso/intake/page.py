"""HTML pages: article text by trafilatura, with date, title, author and URL from the page. Nothing is ever fetched."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from sayso.errors import IntakeError
from sayso.intake.dates import NoSuchDateError, iso_prefix
from sayso.intake.decode import Decoded
from sayso.intake.raw import Raw

_HTML = re.compile(  # atomic groups: a thousand comments must not be tried in all their combinations
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?><!--.{0,2000}?-->)\s*)*+"
    r"<(?:!doctype html|html|head|body|article|main|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_META = re.compile(r"<meta\b[^>]{0,2000}>|<time\b[^>]{0,500}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_JSON_LD = re.compile(r"<script\b[^>]{0,300}application/ld\+json[^>]{0,300}>", re.IGNORECASE)

_QUIET = logging.NullHandler()

_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "article.published", "og:published_time",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "pubdate",
    "publishdate", "publish-date", "publication_date", "date",
)  # fmt: skip
"""What pages call their date in <meta>, the surest first."""

_ARTICLES = {
    "NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "OpinionNewsArticle", "LiveBlogPosting", "WebPage",
}  # fmt: skip


def looks_like_html(text: str) -> bool:
    """Whether a text is a page or a piece of one."""
    return bool(_HTML.match(text[:10_000])) or "<html" in text[:2000].lower()


def declared_charset(data: bytes) -> str | None:
    """The character set that a page's <meta> declares, if Python knows it (labels of Latin-1 mean Windows-1252 on the
    web)."""
    found = _CHARSET.search(data[:4096])
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    if name in ("utf-8", "utf8"):
        return None
    return "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name


def record(decoded: Decoded, file: str) -> Raw | IntakeError:
    """The article of a page; an IntakeError where it holds none."""
    from trafilatura import bare_extraction

    for library in (
        "trafilatura",
        "htmldate",
        "courlan",
    ):  # what they log is for their makers, not for the user's screen
        logging.getLogger(library).addHandler(_QUIET)
    html = _DECLARED.sub("", decoded.text)
    # No guess at dates from the visible text: a wrong date is worse than none.
    found = bare_extraction(
        html.replace("\x00", ""),
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    values: dict[str, Any] = {} if found is None else found.as_dict() if hasattr(found, "as_dict") else dict(found)
    text = (values.get("text") or "").strip()
    if not text:
        advice = "the page may be drawn by a script, or hold no article"
        return IntakeError("no article text in the page", file=file, record=1, offset=0, advice=advice)
    site = values.get("sitename")
    return Raw(
        body=text,
        title=_without_site(values.get("title"), site),
        url=values.get("url"),
        published=_published(_dates(html), values.get("date"), html),
        outlet=values.get("hostname") or site,
        author="; ".join(a.strip() for a in (values.get("author") or "").split(";") if a.strip()) or None,
    )


def _without_site(title: str | None, site: str | None) -> str | None:
    """The title without the name of the site behind it ("Bridge closed | The Post")."""
    if title and site:
        cut = re.sub(rf"\s+[|–—-]\s+{re.escape(site)}\s*\Z", "", title)
        return cut or title
    return title


def _published(given: list[str], guess: str | None, html: str) -> str | None:
    """The first date that can be read, or one that cannot be (for the user to see) if it comes first; else the guess.

    The guess is trafilatura's. New Year's Day mostly stands for a year alone: it counts only if spelled out.
    """
    for date in given:
        try:
            return iso_prefix(date)
        except NoSuchDateError as error:
            if error.impossible:
                return date
    if guess and guess.endswith("-01-01") and not any(guess.replace("-", by) in html for by in ("-", "/", "")):
        guess = None
    return guess or (given[0] if given else None)


def _dates(html: str) -> list[str]:
    """The dates the page gives itself, as written: JSON-LD, then <meta>, then <time pubdate>."""
    by_name: dict[str, str] = {}
    for tag in _META.finditer(html):
        attributes = {m[1].lower(): next(filter(None, m.groups()[1:]), "") for m in _ATTRIBUTE.finditer(tag[0])}
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        value = attributes.get("content") or attributes.get("datetime")
        if value and ("pubdate" in attributes or "pubdate" in tag[0][-10:]):
            name = name or "pubdate"
        if value:
            by_name.setdefault(name.lower(), value)
    return [*_linked_data(html), *(by_name[name] for name in _DATE_NAMES if name in by_name)]


def _linked_data(html: str) -> Iterator[str]:
    """`datePublished` of the articles in a page's JSON-LD."""
    for opening in _JSON_LD.finditer(html):
        end = html.find("</script", opening.end())
        if end < 0:
            return
        try:
            stack = [json.loads(html[opening.end() : end])]
        except (ValueError, RecursionError):
            continue
        while stack:
            node = stack.pop()
            if isinstance(node, list):
                stack += reversed(node)
            elif isinstance(node, dict):
                kinds = node.get("@type")
                date = node.get("datePublished")
                kinds = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
                if isinstance(date, str) and date and any(k in _ARTICLES for k in kinds if isinstance(k, str)):
                    yield date
                stack += [v for k, v in node.items() if k in ("@graph", "mainEntity", "mainEntityOfPage")]
