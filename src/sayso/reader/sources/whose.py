"""Descriptions that a name beside them makes somebody's: a role with its field, figures that somebody worked out."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reader.sources.kinds import noun_sort, words
from sayso.reader.sources.labels import Labels
from sayso.reader.sources.mentions import Mention
from sayso.reader.sources.name_phrases import name_mention
from sayso.reader.sources.phrases import ARTICLES, OWN, STOPS, Word

_MADE = frozenset(("compiled", "collected", "gathered", "released", "published", "provided", "issued", "kept", "made"))
"""What whoever worked out figures did with them; who obtained them is another."""
MAX_NAMED = 4
"""Words of a name that stands behind a role without a comma."""


def named_at_end(
    text: str, run: Sequence[Word], mention: Mention, found: Sequence[tuple[int, int]], labels: Labels
) -> None:
    """ "minister of works Ana Ruiz": a role with its field, then the name, with no comma. Behind a noun for a person
    the name is that one's ("the wife of welder Ivo Lang"), behind a small word or an adjective it is a place's."""
    i, j = found[-1] if found else (0, 0)
    before = run[i - 1].text if i > 1 else ""
    if j != len(run) or not 2 <= j - i <= MAX_NAMED or not before.islower() or before in ARTICLES | OWN | STOPS:
        return
    if noun_sort(before) == "person" or before.endswith(("by", "ing", "ern", "ish", "est")):
        return
    label = labels(run[i].start, run[j - 1].end)
    named = name_mention(text, run, i, j, label)
    if named is None or named.name is None or named.sort not in ("person", None) or (label and label.sort != "person"):
        return
    named_by(run, i, mention, named)


def named_by(run: Sequence[Word], stop: int, mention: Mention, named: Mention) -> None:
    """The description run[:stop] is the role of whoever a name beside it names: the mention takes the name on."""
    lead = 1 if run[0].text.lower() in ARTICLES and len(run) > 1 else 0
    mention.sort = "person"
    mention.name, mention.parts, mention.role = named.name, named.parts, (run[lead].start, run[stop - 1].end)
    mention.gender, mention.sure, mention.plural, mention.head = named.gender or mention.gender, True, False, ""


def worked_out(
    text: str, run: Sequence[Word], stop: int, found: Sequence[tuple[int, int]], labels: Labels
) -> Mention | None:
    """ "data from the Tern Agency", "a Courier investigation": figures have no voice, and what somebody worked out is
    on the word of whoever did; None where no name tells who. A report or a study is a document, and speaks itself."""
    if run[stop - 1].text.lower() not in words().worked_out:
        return None
    behind = _agent_at(run, stop)
    for i, j in found:
        after = behind > 0 and (i == behind + 1 or (i == behind + 2 and _leads(run[i - 1].text)))
        in_front = j == stop - 1 and not run[j - 1].apart
        if not after and not in_front:
            continue
        label = labels(run[i].start, run[j - 1].end)
        named = name_mention(text, run, i, j, label)
        if named is None or named.name is None or (in_front and (named.sort != "body" or len(named.parts) < 2)):
            continue
        if named.place and named.parts[-1].lower() not in words().inside | words().press:
            continue  # "Ostby data": the place they are about
        return named
    return None


def _leads(word: str) -> bool:
    """Whether a word can stand between "from" and a name: an article or a title."""
    return word in ARTICLES or noun_sort(word) == "person"


def _agent_at(run: Sequence[Word], stop: int) -> int:
    """The index of "from" or "by" behind a noun that ends before `stop`, or 0: right behind it or a verb of making."""
    at = stop + (stop < len(run) and run[stop].text in _MADE)
    return at if at < len(run) and run[at].text in ("from", "by") else 0
