"""Two readings of one page, compared as statements and own-voice sentences, not as characters.

1. units: every statement with the stems of its content and its source
2. sure pairs: the same content of the same source, in order of the text
3. alike pairs: the most alike first, from ALIKE on
4. pairs by place: what is left between the same two neighbours and shares some words
5. each pair is the same or changed; what has no pair was dropped or added
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from sayso.instants import moment
from sayso.links.versions.pairs import Line, Unit, alike, likeness, placed, same_who, sure, take, units
from sayso.links.words import rarity, stem
from sayso.records import Reading

__all__ = ["Change", "Line", "VersionDiff", "compare_versions"]

TYPO_LETTERS = 5
"""Letters of a word whose spelling may be mended; in shorter ones a letter is another word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A statement that stands in both versions in different words, or with a different source; `reasons` say what."""

    old: Line
    new: Line
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDiff:
    """What became of the statements of a page: `old` and `new` are report ids, the older first; each in text order."""

    old: str
    new: str
    same: tuple[tuple[Line, Line], ...] = ()
    changed: tuple[Change, ...] = ()
    dropped: tuple[Line, ...] = ()
    added: tuple[Line, ...] = ()


def compare_versions(old: Reading, new: Reading) -> VersionDiff:
    """How two readings of one page differ. They are put in order by `published`, as given where that does not tell.

    The order of arguments matters only for undated reports. Nearly linear: pairs are sought by shared rare words.
    """
    if moment(new.report.published) < moment(old.report.published):
        old, new = new, old
    before, after = units(old), units(new)  # 1
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    take(sure(before, after), pairs, taken)  # 2
    take(alike(before, after, pairs, taken), pairs, taken)  # 3
    take(placed(before, after, pairs, taken), pairs, taken)  # 4
    same: list[tuple[Line, Line]] = []
    changed: list[Change] = []
    for i, j in sorted(pairs.items()):  # 5
        reasons = _differences(before[i], after[j])
        if reasons:
            score = round(likeness(before[i], after[j]), 3)
            changed.append(Change(old=before[i].said, new=after[j].said, score=score, reasons=reasons))
        else:
            same.append((before[i].said, after[j].said))
    return VersionDiff(
        old=old.report.id,
        new=new.report.id,
        same=tuple(same),
        changed=tuple(changed),
        dropped=tuple(u.said for u in before if u.index not in pairs),
        added=tuple(u.said for u in after if u.index not in taken),
    )


def _differences(old: Unit, new: Unit) -> tuple[str, ...]:
    """What is not the same: nothing for spaces, punctuation, case and mended spelling."""
    out = []
    if old.said.own != new.said.own:
        who = new.said.source or old.said.source or "nobody named"
        out.append(f"own voice before, now {who} says it" if old.said.own else f"{who} said it before, now own voice")
    elif not same_who(old.who, new.who):
        out.append(f"source: {old.said.source or 'nobody named'} before, {new.said.source or 'nobody named'} now")
    if old.act[1] != new.act[1]:
        out.append("negated" if new.act[1] else "no longer negated")
    gone, come = _apart(old, new)
    if gone or come:
        out.append("words: " + "; ".join(filter(None, (_list("without", gone), _list("with", come)))))
    elif old.stems != new.stems and sorted(old.stems) == sorted(new.stems):
        out.append("the same words in another order")
    return tuple(out)


def _list(what: str, words: Sequence[str]) -> str:
    return f"{what} {', '.join(words[:12])}" if words else ""


def _apart(old: Unit, new: Unit) -> tuple[list[str], list[str]]:
    """(words only in the old, only in the new), mended spelling left out."""
    gone, come = _minus(old.stems, new.stems), _minus(new.stems, old.stems)
    for word in list(gone):
        mended = next((w for w in come if is_typo(old.forms[word], new.forms[w])), None)
        if mended is not None:
            gone.remove(word)
            come.remove(mended)
    return [old.forms[w] for w in gone], [new.forms[w] for w in come]


def _minus(left: Sequence[str], right: Sequence[str]) -> list[str]:
    """What stands in left more often than in right."""
    spare: dict[str, int] = defaultdict(int)
    for word in right:
        spare[word] += 1
    out = []
    for word in left:
        spare[word] -= 1
        if spare[word] < 0:
            out.append(word)
    return out


def is_typo(old: str, new: str) -> bool:
    """Whether two folded words are one whose spelling was mended: one edit apart, and not both words of their own.

    >>> is_typo("explosoin", "explosion"), is_typo("leader", "reader"), is_typo("11000", "12000")
    (True, False, False)
    """
    if min(len(old), len(new)) < TYPO_LETTERS or not (old.isalpha() and new.isalpha()):
        return False
    if max(rarity(stem(old)), rarity(stem(new))) < rarity(""):  # the weight of what the table never counted
        return False
    return DamerauLevenshtein.distance(old, new, score_cutoff=1) <= 1
