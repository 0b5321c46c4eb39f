"""Names as they stand in a text: a capitalised stretch taken apart into titles and the bare name, and its sort.

    [former police chief] [Ana Ruiz]            a title, also in small letters, and the name
    [Speaker of the House] [Ana Ruiz]           a title that holds a body's name
    the [Centre for Justice]                    a body, title words and all

What the names head says of the stretch helps where there is a label; titles and the word tables do without it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reader.sources.kinds import Gender, Label, Sort, name_gender, name_sort, noun_gender, words
from sayso.reader.sources.mentions import Mention
from sayso.reader.sources.noun_phrases import MAX_BACK, goes_on
from sayso.reader.sources.phrases import FUNCTION, Word
from sayso.records import Span

_BRACKET = re.compile(r" ?\(\s*[\"“]?([A-Z][\w&.-]{1,11})[\"”]?\s*\)")
"""A short form behind a name: "Tarvian Transport Union (TTU)"."""
_PLACED = frozenset(("in", "at", "near"))
"""Before a lone word: it is likelier a place, whatever its sort."""
_UNSURE = frozenset(("from", "of"))
"""The same, where nothing tells its sort."""


def name_mention(text: str, run: Sequence[Word], i: int, j: int, label: Label | None = None) -> Mention | None:
    """The name in run[i:j] with the titles in front of it, or None where run[i:j] is a title alone."""
    table = words()
    at = _name_start(run, i, j, label)
    if at >= j and j - i == 1 and i and run[i - 1].text.lower() == "the" and run[i].text.lower() in table.press:
        at = i  # "The Guardian": a newspaper, not whoever guards
    if at >= j:
        return None
    left, role, titles = _titles(text, run, i, at, _of_holder(run, i, j, label))
    gender: Gender = next((g for title in sorted(titles) if (g := noun_gender(title))), "")
    modifies = j < len(run) and not run[j - 1].apart and goes_on(run[j], run[j - 1])  # "the Ruiz campaign"
    the = i > 0 and run[i - 1].text.lower() == "the" and not titles and not modifies
    parts = tuple(word.text for word in run[at:j])
    # Not a union of the tables: to build it for every name took longer than all the rest here.
    held = any(title in table.honorific or title in table.titles or title in table.person for title in titles)
    sort: Sort | None = "person" if held else None
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


def _name_start(run: Sequence[Word], i: int, j: int, label: Label | None) -> int:
    """The word of run[i:j] with which the bare name begins; j where all of it is title."""
    if label is not None and label.tail is not None:
        tail = next((k for k in range(i, j) if run[k].start >= label.tail), None)
        if tail is not None:
            return tail
    return i if _is_body(run, i, j, label) else _name_from(run, i, j)


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


def _name_from(run: Sequence[Word], i: int, j: int) -> int:
    """Where in run[i:j] the bare name begins: behind titles and honorifics; j where all of it is title."""
    table = words()
    if is_office(run, i, j):
        return j
    if run[j - 1].text.lower() in table.inside and j - i > 1:
        return i
    before = run[j - 2].text.lower() if j - i > 1 else ""
    if before in table.honorific or before in table.titles:
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
        return _name_from(run, i, j - 1) if j - i > 2 else i
    while at < j and run[at].text in ("of", "for", "and", "the", "de"):
        at = j if at + 2 >= j or run[at].text == "of" else at + 1
    return at


def is_office(run: Sequence[Word], i: int, j: int) -> bool:
    """Whether run[i:j] is an office in a body ("Deputy Director of the Port Council"): somebody who holds it speaks."""
    of = next((k for k in range(i + 1, j) if run[k].text in ("of", "for")), j)
    table = words()
    low = [word.text.lower().rstrip(".") for word in run[i:of]]
    held = of < j and (low[-1] in table.person or low[-1] in table.titles) and not set(low) & table.inside
    return held and run[j - 1].text.lower() in table.inside


def _is_body(run: Sequence[Word], i: int, j: int, label: Label | None) -> bool:
    """Whether the names head takes run[i:j] for a body, and no word of it speaks against that."""
    if label is None or label.sort != "body" or name_sort([w.text for w in run[i:j]], label=label) != "body":
        return False
    if is_office(run, i, j):
        return False
    table, low = words(), [w.text.lower().rstrip(".") for w in run[i:j]]
    for k, word in enumerate(low[:-1]):
        if word in table.person or word in table.titles:
            rest = low[k + 1 :]  # "South Tarvian President Ro Geun-ha"
            if _may_be_person(rest) or (rest[-2:-1] and rest[-2] in table.given):
                return False
    return True


def _may_be_person(low: Sequence[str]) -> bool:
    """Whether a name could be a person's by its words, lower-cased: two or three of them, none a body's."""
    table = words()
    return len(low) in (2, 3) and not table.inside & set(low) and not table.joints & set(low)


def _of_holder(run: Sequence[Word], i: int, j: int, label: Label | None) -> Label | None:
    """The label of run[i:j], or None where it says a body and the words in front say who holds an office of another:
    "[transport authority head] Gesa Wolter", "[union chair] Ana Ruiz". An article or a determiner at the noun says
    nothing ("the lawyer Weller Price hired")."""
    table = words()
    if label is None or label.sort != "body" or i < 2:
        return label
    noun, owner = run[i - 1].text, run[i - 2].text.lower()
    held = noun in table.person and owner in table.body and not run[i - 1].apart
    return None if held and _may_be_person([w.text.lower().rstrip(".") for w in run[i:j]]) else label
