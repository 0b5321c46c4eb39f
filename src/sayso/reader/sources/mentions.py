"""A mention: a stretch of a text that stands for somebody or something, and whether it is its sentence's subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sayso.reader.sources.kinds import Gender, Sort, words
from sayso.reader.sources.phrases import FUNCTION
from sayso.records import Span

_NEXT = re.compile(r"\w+(?:[.&’'/-]\w+)*")
_WHO = re.compile(r",? who ")
_ASIDE = re.compile(r", (?:one of|who|whose|an?|the|now|then|once|also|both|\d\d,)\b[^.;:!?\n\"“”]{2,140}?,(?= [a-z])")
"""What stands between a subject and its verb: "Ivo Lang, one of the loudest critics of the port, called ..."."""
_PRONOUNS = {
    "he": "he him his himself",
    "she": "she her hers herself",
    "they": "they them their theirs themselves both",
    "it": "it its itself",
    "who": "who whom whose which that",
    "i": "i me my mine myself we us our ours ourselves",
    "you": "you your yours yourself",
}
PRONOUNS: dict[str, str] = {form: word for word, forms in _PRONOUNS.items() for form in forms.split()}
"""The forms of the pronouns that can be a source, lower case, to the one that stands for them."""


@dataclass(slots=True, eq=False)
class Mention:
    """A stretch that stands for somebody or something.

    `name` is the bare name (no title), `parts` its words; `head` the lower-cased noun of a description; `titles` the
    lower-cased words of the role; `alias` the short form in brackets behind the name, lower case; `hint` the gender of
    the first pronoun behind it in its sentence. `drafts` are the drafts that have it as their source.
    `definite` is None for a bare noun and for "his lawyer"; `apart` has a possessive ending or modifies a noun; `sure`
    means that words or the names head tell the sort; `weak` has a capital that may only begin a sentence; `first`
    begins its sentence; `oblique` stands behind a preposition; `inner` stands inside a source or has an owner;
    `behind` follows what it says (", he said"); `place` is the name of a place; `ahead` is the name that follows a
    pronoun in a clause that opens its sentence ("As he left, Ruiz said").
    """

    start: int
    end: int
    sort: Sort | None
    name: Span | None = None
    parts: tuple[str, ...] = ()
    titles: frozenset[str] = frozenset()
    role: Span | None = None
    head: str = ""
    definite: bool | None = None
    plural: bool = False
    gender: Gender = ""
    pronoun: str = ""
    subject: bool = False
    quoted: bool = False
    heading: bool = False
    apart: bool = False
    sure: bool = False
    weak: bool = False
    joined: bool = False
    first: bool = False
    inner: bool = False
    oblique: bool = False
    behind: bool = False
    which: bool = False
    place: bool = False
    hint: Gender = ""
    alias: str = ""
    ahead: Mention | None = None
    sentence: int = 0
    paragraph: int = 0
    drafts: list[int] = field(default_factory=list)


def is_subject(text: str, mention: Mention, reach: int) -> bool:
    """Whether a verb seems to follow the mention (and its apposition, which ends at `reach`)."""
    if mention.apart:
        return False
    if _verb_at(text, reach + (text[reach : reach + 1] == ",")) or _WHO.match(text, reach):
        return True
    aside = _ASIDE.match(text, reach)
    return aside is not None and not mention.oblique and _verb_at(text, aside.end())


def _verb_at(text: str, at: int) -> bool:
    """Whether a verb seems to stand behind the blank at an offset."""
    after = _NEXT.match(text, at + 1) if text[at : at + 1] in (" ", "\xa0") else None
    if after is None:
        return False
    low = after.group()
    return low in words().auxiliary or (low.islower() and low.endswith(("ed", "es", "s")) and low not in FUNCTION)
