"""The company of a date: what stands around something that looks like one, and tells that it is none, or to come."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_REACH: Final = 60
"""Code points looked at on each side of an expression for its company: about ten words, a clause's length in news."""


class Company(NamedTuple):
    """What the text around a match must or must not be. `before` ends where the match starts; `after` starts there."""

    forms: frozenset[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    why: str


def _row(forms: str, before: str | None, after: str | None, why: str) -> Company:
    return Company(
        frozenset(forms.split()),
        re.compile(before) if before else None,
        re.compile(after) if after else None,
        why,
    )


_NAMED_DAYS: Final = r"(?:Black|Super|Bloody|Good|Ash|Palm|Cyber|Easter|Fat|Maundy|Shrove|Holy|Whit|Giving|Ruby)\s$"
_PAPERS: Final = (
    r"\s(?:Times|Telegraph|Mirror|Express|Herald|Independent|Post|Mail|Star|Sun|Tribune|World|Age|Review|Magazine|"
    r"Night\sLive|Night\sFootball|Night\sFever|Service|School|Club|Group)\b"
)
_UNITS: Final = (
    r"[\s-](?:people|men|women|children|troops|soldiers|police|officers|protesters|workers|jobs|miles|metres|meters|feet|"
    r"years|days|hours|minutes|times|votes|points|seats|deaths|cases|copies|tons|tonnes|dollars|euros|pounds|km|m|ft|mph|"
    r"rpm|calories|homes|houses|acres|hectares|barrels|per\scent|percent|megawatts|of\sthem)\b"
)
NOT_DATES: Final = (
    _row("weekday", _NAMED_DAYS, None, "a feast or an event with a name of its own"),
    _row("weekday", None, _PAPERS, "a paper or a programme"),
    _row("month", r"(?:^|[.\n\"“(]\s?)$", r"\s[A-Z][a-z]", "April Tarn left: a given name that opens a sentence"),
    _row("word", r"\b(?:USA|[A-Z][a-z]+)\s$", None, "a paper or a channel, where it has a capital (see `_is_date`)"),
    _row("month", None, r"\s(?:Madness|Day\b|Fools|Surprise|Revolution|on\s[A-Z]|for\s(?:Our|Life|Science))",
         "an event's name"),
    _row("month", r"\b(?:Black|Red|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?)\s$", None, "a person or an event"),
    _row("month month_day day_month", None, r"\s(?:[A-Z][a-z]+\s)?(?:attacks?|riots?|insurrection|committee|commission|"
         r"panel|hijack\w*|memorial|Movement|Brigades?|movement)\b", "a day that became the name of an event"),
    _row("year", r"(?:[$£€#№]\s?|\b(?:No\.|Rs\.?|USD|EUR|(?i:room|flight|route|area|page|channel|suite))\s)$", None,
         "a price or a number"),
    _row("year", r"\b(?i:about|around|some|than|nearly|almost|over|roughly|only|least|most|another|all)\s$",
         r"\s[a-z]+s\b", "a count"),
    _row("year", None, r"['’]s\s", "the 1980's, as a decade is written: years' own genitives are rare and go with it"),
    _row("year", None, _UNITS, "a count of something"),
    _row("quarter half", r"(?i:fiscal)\s$", None, "a fiscal quarter: when it lies is the company's affair"),
    _row("quarter", None, r"\s(?:mile|pounder|finals?|pipe|century)\b", "a quarter of something"),
    _row("quarter", r"\b(?i:half|goals?|points?|lead|scored|yards?|touchdown)\b.{0,30}$", None, "of a match"),
    _row("year", None, r"\s[A-Z][\w.]+\s(?:St\b|Street|Ave|Avenue|Road|Rd\b|Blvd|Boulevard|Lane|Drive)", "an address"),
)  # fmt: skip
"""A match in such company is no date. First row that fits; the reasons are for people."""

_PREPOSITION: Final = (
    r"(?i:(?:\b(?:in|since|by|until|till|from|during|of|before|after|between|and|or|through|to|for|on|this|last|next|the|a|an|"
    r"its|his|her|their|late|early|mid|around|about|every|that|spring|summer|autumn|fall|winter|than|per|year)|['’]s)[\s-])$"
)
ASK_COMPANY: Final = (
    _row("month", _PREPOSITION + r"|[A-Za-z]+ing\s$|^$|[.\n\"“(]\s?$|said\s$", None,
         "March marches, May may, April is a name: a month alone needs a preposition, or to open a sentence"),
    _row("year", _PREPOSITION + r"|[(,;]\s?$|^$|\n$|\b[A-Z]{3,}\s$", None,
         "four digits alone are a number; behind an event's letters (EXPO 2030) they are its year"),
    _row("the_weekend", r"\b(?i:over|at|during|on|across|for)\s$", None, "over the weekend; not 'the weekend editor'"),
)  # fmt: skip
_AMBIGUOUS: Final = re.compile(r"(?:May|MAY|March|MARCH|April|June|August|Jan|Mar)$")
_AFTER_NAME: Final = re.compile(r"[A-Z][a-z]+\s$")
_MODAL_MAY: Final = re.compile(r"\s(?:be|have|not|also|well|yet|still|[a-z]+ly)\b")

_FUTURE_BEFORE: Final = re.compile(
    r"\b(?:will|won['’]t|shall|would|upcoming|scheduled|due|slated|expected|expects?|plans?|planned|planning|going\sto|"
    r"to\sbe|is\sto|are\sto|set\sto)\b|['’]ll\b|\b(?:by|until|till|ahead\sof)\s(?:the\s)?$"
)
_CLAUSE_END: Final = re.compile(r"[.!?;:\n\"“”]\s|\b(?:said|told|says|announced|after|since)\b")
_FUTURE_AFTER: Final = re.compile(r"['’]?s?,?\s(?:[\w’']+\s){0,4}?(?:will|won['’]t|shall|is\sto|are\sto)\b")
TENSED: Final = frozenset(
    ["month_day", "day_month", "month", "weekday", "the_weekend", "holiday", "nth", "unit", "quarter", "week_of"]
)
"""Forms that mean another day in a clause that looks ahead."""
_LOW_WORD: Final = re.compile(r"\b(?:may|march|august)\b")
"""Months that are other words when they are not capitalised."""
_LOW_BEFORE: Final = re.compile(r"\b(?i:in|since|by|until|till|from|during|of|last|this|next|early|late|mid)[\s-]$")


def is_date(text: str, start: int, end: int, name: str) -> bool:
    """Whether text[start:end], which looks like the form `name`, is a date in its company."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if name in ("month", "month_day", "day_month") and _LOW_WORD.search(text, start, end):
        dated = name != "month" and (text[end - 4 : end].isdecimal() or re.search(r"\bon\s(?:the\s)?$", before))
        return bool(dated or _LOW_BEFORE.search(before)) and not _MODAL_MAY.match(after)
    for row in NOT_DATES:
        if name == "word" and text[start].islower():
            break
        if name in row.forms and (row.before or row.after):
            fits = (row.before is None or row.before.search(before)) and (row.after is None or row.after.match(after))
            if fits:
                return False
    for row in ASK_COMPANY:
        if name in row.forms and row.before and not row.before.search(before):
            return name == "month" and _plain_month(text[start:end], before, after)
    return name != "month" or not (_AMBIGUOUS.search(text[start:end]) and _MODAL_MAY.match(after))


def _plain_month(form: str, before: str, after: str) -> bool:
    """Whether a month without a preposition is one: more than its bare name, or a name that is nothing else."""
    return " " in form or (len(form) > 5 and not _AMBIGUOUS.search(form) and not _AFTER_NAME.search(before))


def is_future(text: str, start: int, end: int) -> bool:
    """Whether the clause of text[start:end] speaks of what is to come."""
    before = text[max(0, start - _REACH) : start]
    ends = [m.end() for m in _CLAUSE_END.finditer(before)]
    return bool(_FUTURE_BEFORE.search(before, ends[-1] if ends else 0) or _FUTURE_AFTER.match(text[end : end + _REACH]))
