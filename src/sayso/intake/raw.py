"""A record as a format found it, and the Report made of it: the last step that all ways in share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from sayso.errors import IntakeError
from sayso.intake.dates import NoSuchDateError, in_future, iso_prefix
from sayso.intake.language import language
from sayso.intake.meta import author, credit, genre
from sayso.intake.repair import repair_parts
from sayso.records import Report

_DATE_ADVICE = "write it as YYYY-MM-DD"
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One record: strings as found (dates too), its number from 1, its place in bytes.

    `title_in_text` says that the title was read from a line that stays in the body (a preamble): then the stored text
    is the body alone. `flaws` are (what, advice) pairs that are reported beside the record.
    """

    body: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    outlet: str | None = None
    author: str | None = None
    language: str | None = None
    fetched: str | None = None
    record: int = 1
    offset: int = 0
    title_in_text: bool = False
    exact: bool = False
    flaws: tuple[tuple[str, str], ...] = ()


def report(raw: Raw, file: str, today: date | None = None) -> Iterator[Report | IntakeError]:
    """The Report of a record, then one IntakeError for each thing that is wrong with it.

    No record is lost for a flaw: with a date that cannot be, the Report stands with `published` None; a date in the
    future is kept, since the clock of this machine may be the one that is wrong. Both are also reported. Only a record
    without any text gives no Report.
    """

    def wrong(what: str, advice: str) -> IntakeError:
        return IntakeError(what, file=file, record=raw.record, offset=raw.offset, advice=advice)

    flaws = [wrong(*flaw) for flaw in raw.flaws]
    body = raw.body if raw.exact else _sound(raw.body).strip()
    title = raw.title if raw.exact else " ".join(_sound(raw.title or "").split())
    body, title = body if _visible(body) else "", title if title and _visible(title) else None
    if not body:
        body, title = title or "", None
        if body:
            flaws.append(wrong("there is a title and no text", "the title is read alone: is the record cut off?"))
    if not body:
        yield wrong("there is no text", "is the record cut off?")
        return
    published, flaw = _date(raw.published, today)
    if flaw:
        flaws.append(wrong(*flaw))
    if raw.title_in_text:
        title = repair_parts(None, title)[1] if title else None
        _, text, repairs = repair_parts(None, body)
    else:
        title, text, repairs = repair_parts(title, body)
    url = " ".join(_sound(raw.url or "").split()) or None
    yield Report(
        text=text,
        url=url,
        outlet=outlet(url) or raw.outlet or None,
        published=published,
        title=title,
        language=language(text),
        author=raw.author or author(text),
        credit=credit(text),
        genre=genre(text, title, url),
        fetched=_date(raw.fetched, None)[0],
        repairs=repairs,
    )
    yield from flaws


def outlet(url: str | None) -> str | None:
    """The host name of a URL, lower case, without "www." in front; None where there is none.

    >>> outlet("https://www.Example.org:8080/a")
    'example.org'
    """
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.").rstrip(".") or None if host else None


def _date(given: str | None, today: date | None) -> tuple[str | None, tuple[str, str] | None]:
    """(the date as an ISO prefix, what is wrong with it)."""
    if given is None or not given.strip():
        return None, None
    try:
        prefix = iso_prefix(given)
    except NoSuchDateError as error:
        return None, (f"the date {error}: the report is read without a date", _DATE_ADVICE)
    if in_future(prefix, today):
        return prefix, (f"the date {prefix} lies in the future: it is kept as given", "check the date and the clock")
    return prefix, None


def _visible(text: str) -> bool:
    """Whether anything is left once repaired."""
    return bool(repair_parts(None, text[:1000])[1].strip() or repair_parts(None, text)[1].strip())


def _sound(text: str) -> str:
    """Halves of surrogate pairs (JSON can spell them) are no characters: no file holds them, no program can print
    them."""
    return _LONE.sub("\ufffd", text)
