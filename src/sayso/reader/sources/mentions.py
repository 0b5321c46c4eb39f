"""Who and what a text speaks of: capitalised names, descriptions ("a man", "the ministry") and pronouns, with offsets.

The names of the names head help where there are any; capitals, titles and the word tables do without them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.reader.sources.kinds import (
    Gender,
    Label,
    Sort,
    is_plural,
    name_gender,
    name_sort,
    noun_gender,
    noun_sort,
    words,
)
from sayso.reader.sources.phrases import DEFINITE, FUNCTION, INDEFINITE, OWN, STOPS, Word
from sayso.records import Span

_NEXT = re.compile(r"\w+(?:[.&’'/-]\w+)*")
_WORDS = words()
_BRACKET = re.compile(r" ?\(\s*[\"“]?([A-Z][\w&.-]{1,11})[\"”]?\s*\)")
"""A short form behind a name: "Tarvian Transport Union (TTU)"."""
_WHO = re.compile(r",? who ")
_ASIDE = re.compile(r", (?:one of|who|whose|an?|the|now|then|once|also|both|\d\d,)\b[^.;:!?\n\"“”]{2,140}?,(?= [a-z])")
"""What stands between a subject and its verb: "Ivo Lang, one of the loudest critics of the port, called ..."."""
MAX_BACK = 7
"""How many words a description reaches back for its article; longer ones are rare and mostly misread verbs."""
_PREDICATE = frozenset(("as", "is", "was", "are", "were", "be", "been", "being", "become", "became", "like"))
"""Words that make the description behind them say what somebody is, not who is there."""
_PLACED = frozenset(("in", "at", "near"))
_UNSURE = frozenset(("from", "of"))
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


def common(word: Word) -> bool:
    """Whether a capitalised word is a common noun that only begins its sentence ("Protesters", "Police", "Polls")."""
    low, table = word.text.lower(), words()
    if low in table.someone:
        return True
    return low in table.people or low in table.institution or (low in table.document and is_plural(low))


def name_from(run: Sequence[Word], i: int, j: int) -> int:
    """Where in run[i:j] the bare name begins: behind titles and honorifics; j where all of it is title."""
    table = words()
    if run[j - 1].text.lower() in table.inside and j - i > 1:
        return i
    if j - i > 1 and run[j - 2].text.lower() in table.honorific | table.titles:
        return j - 1
    at = i
    for k in range(i, j):
        low = run[k].text.lower().rstrip(".")
        if (
            low in table.titles
            or low in table.honorific
            or (low in table.person and not (k == i and low in table.given))
        ):
            at = k + 1
    if j - i > 3 and run[j - 2].text.lower() in table.given and any(w.text == "of" for w in run[i:j]) and at > i:
        return j - 2  # "Speaker of the House Ana Ruiz"
    if at >= j and any(word.text.lower() in table.inside for word in run[i:j]):
        joined = any(
            word.text in table.joints for word in run[i:j]
        )  # "Centre for Justice"; not "Ostby County Democrat"
        return i if joined else j
    given = run[i].text.lower() in table.given or (len(run[i].text) < 3 and run[i].text.isupper())
    if at >= j and j - i > 1 and given and run[j - 1].text.lower() not in table.titles:
        # "TJ King", "Rosa Marshal": behind a given name the last word is a surname
        return name_from(run, i, j - 1) if j - i > 2 else i
    while at < j and run[at].text in ("of", "for", "and", "the", "de"):
        at = j if at + 2 >= j or run[at].text == "of" else at + 1
    return at


def _is_body(run: Sequence[Word], i: int, j: int, label: Label | None) -> bool:
    """Whether the names head takes run[i:j] for a body, and no word of it speaks against that."""
    if label is None or label.sort != "body" or name_sort([w.text for w in run[i:j]], label=label) != "body":
        return False
    table, low = words(), [w.text.lower().rstrip(".") for w in run[i:j]]
    for k, word in enumerate(low[:-1]):
        if word in table.person or word in table.titles:
            rest = low[k + 1 :]  # "South Tarvian President Ro Geun-ha"
            if (len(rest) in (2, 3) and not table.inside & set(rest) and not table.joints & set(rest)) or (
                rest[-2:-1] and rest[-2] in table.given
            ):
                return False
    return True


def _name_start(run: Sequence[Word], i: int, j: int, label: Label | None) -> int:
    """The word of run[i:j] with which the bare name begins; j where all of it is title."""
    if label is not None and label.tail is not None:
        tail = next((k for k in range(i, j) if run[k].start >= label.tail), None)
        if tail is not None:
            return tail
    return i if _is_body(run, i, j, label) else name_from(run, i, j)


def _titles(
    text: str, run: Sequence[Word], i: int, at: int, label: Label | None
) -> tuple[int, Span | None, frozenset[str]]:
    """What stands before the name at word `at`: the word with which titles begin, the role they make, their words."""
    table = words()
    titles = {word.text.lower().rstrip(".") for word in run[i:at]}
    tail = label is not None and label.tail is not None
    if tail and not titles & (table.person | table.titles):
        return at, None, frozenset(titles & table.honorific)  # "Hold Ana Ruiz"
    left = at if label is not None and label.sort == "body" and at == i else _lower_titles(run, i, titles)
    lead = left
    while lead < at and run[lead].text.lower().rstrip(".") in table.honorific:
        lead += 1
    if lead >= at or not titles - table.honorific:
        return left, None, frozenset(titles)
    end = run[at - 1].end
    if text[end : end + 1] == "." and run[at - 1].text.lower() in table.titles:
        end += 1
    return left, (run[lead].start, end), frozenset(titles)


def name_mention(text: str, run: Sequence[Word], i: int, j: int, label: Label | None = None) -> Mention | None:
    """The name in run[i:j] with the titles in front of it, or None where run[i:j] is a title alone."""
    table = words()
    at = _name_start(run, i, j, label)
    if at >= j:
        return None
    left, role, titles = _titles(text, run, i, at, label)
    gender: Gender = next((g for title in sorted(titles) if (g := noun_gender(title))), "")
    modifies = j < len(run) and not run[j - 1].apart and _goes_on(run[j], run[j - 1])  # "the Ruiz campaign"
    the = i > 0 and run[i - 1].text.lower() == "the" and not titles and not modifies
    parts = tuple(word.text for word in run[at:j])
    sort: Sort | None = "person" if titles & (table.honorific | table.titles | table.person) else None
    sure = sort is not None
    told = name_sort(parts, the=the, label=label)
    if titles and len(parts) == 1 and parts[0].lower() in table.people:
        told = "people"  # "FELLOW DOCTORS"
    if sort is None or told == "people":  # "fellow Democrats" are no person
        sort, sure = told, told is not None
    end = run[j - 1].end
    if text[end : end + 1] == "." and parts[-1] in ("Jr", "Sr", "Inc", "Corp", "Co", "Ltd"):
        end += 1
    if sort == "person" or sort is None:
        gender = gender or name_gender(parts)
    if sort is None and modifies and len(parts) > 1:
        sort = "body"  # "Central Tarvian trains"
    alone = at == i and i > 0 and j - i == 1 and label is None
    if alone and (run[i - 1].text in _PLACED or (sort is None and run[i - 1].text in _UNSURE)):
        sort, sure, gender = "body", False, ""  # "in Ostby": likelier a place
    if "." in parts[-1] and text[end : end + 1] == ".":
        end += 1
    named: Span | None = (run[at].start, end)
    if sort == "people":
        named = None  # "Republicans" are described, not named
    bracket = _BRACKET.match(text, end)
    return Mention(
        start=run[left].start, end=end, sort=sort, name=named, head="" if named else parts[-1].lower(), parts=parts,
        role=role, sure=sure, titles=frozenset(titles - table.honorific), gender=gender, plural=sort == "people",
        apart=run[j - 1].apart or modifies, definite=the if named or the else None,
        alias=bracket.group(1).lower() if bracket else "",
        place=sort == "body" and (parts[-1].lower() in table.places or bool(label and label.place)),
    )  # fmt: skip


def _lower_titles(run: Sequence[Word], i: int, titles: set[str]) -> int:
    """Where the lower-case title in front of word i begins ("former police chief Ana Ruiz"); its words go to titles."""
    table, k = words(), i
    if not i or run[i - 1].text not in table.person:
        return i
    while k and i - k < MAX_BACK:
        word = run[k - 1]
        low = word.text.lower()
        capital = word.text[0].isupper() and low not in FUNCTION
        if not (low in table.person or low in table.modifier or capital or word.apart):
            break
        k -= 1
        titles.add(low)
    return k


def description(run: Sequence[Word], i: int) -> Mention | None:
    """The description whose head noun is word i ("the ministry", "two officials"), or None where it is none."""
    table, low = words(), run[i].text.lower()
    sort = noun_sort(low)
    if sort is None or (i + 1 < len(run) and _goes_on(run[i + 1], run[i])):
        return None
    if sort == "people" and low not in table.people and not run[i].text.islower():
        return None  # "Peters": an ending does not make a capitalised word a crowd
    many = is_plural(low)
    start, definite, owned = i, None, False
    for k in range(i - 1, max(-1, i - MAX_BACK), -1):
        word = run[k].text.lower()
        if word in ("that", "this") and k < i - 1:
            break  # mostly a conjunction
        if word in DEFINITE or word in INDEFINITE or run[k].apart:
            # "his lawyer" is somebody new, as "a lawyer" is, but the same each time
            start, definite = k, None if word in OWN or run[k].apart else word in DEFINITE
            owned = definite is None
            break
        if (
            word in STOPS
            or word in FUNCTION
            or (word.endswith("s") and word == run[k].text and word not in table.modifier)
        ):
            break
        if start == k + 1 and (word in table.modifier or run[k].text[0].isupper() or noun_sort(word)):
            start = k
    if start and run[start - 1].text.lower() in _PREDICATE and (start < 2 or run[start - 2].text.lower() != "there"):
        return None
    if definite is None and not owned and not many and low not in table.institution and start == i and i:
        return None
    titles = frozenset(word.text.lower() for word in run[start : i + 1]) - DEFINITE - INDEFINITE
    gender = noun_gender(low)
    return Mention(
        start=run[start].start, end=run[i].end, sort=sort, head=low, definite=definite, plural=many or sort == "people",
        gender=gender, apart=run[i].apart, titles=titles, inner=owned,
    )  # fmt: skip


def _goes_on(after: Word, noun: Word) -> bool:
    """Whether the noun only modifies the word behind it ("police spokesman", "spokesman Ivo Lang")."""
    if noun.apart:
        return False
    low = after.text.lower()
    if low in FUNCTION or low in STOPS or low in _WORDS.auxiliary:
        return False
    return not low.endswith(("ed", "s", "ly")) or noun_sort(low) is not None


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
    return low in _WORDS.auxiliary or (low.islower() and low.endswith(("ed", "es", "s")) and low not in FUNCTION)
