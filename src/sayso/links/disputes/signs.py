"""The words of one sentence by which an outlet takes back or corrects its own report (disputes/corrections.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from sayso.links.disputes.tables import Index, find, index
from sayso.links.outlets.hosts import clean, label
from sayso.links.words import Word, fold, words
from sayso.records import Span

_SHORT: Final = 9
"""Words of a sentence that is nothing but a verdict, at most: "That was not true, and we regret it."."""
_REACH: Final = 10
"""Words between a verb and what it takes back, at most."""
_BE: Final = frozenset(("is", "was", "are", "were", "been", "be"))
_POINTS: Final = frozenset(("that", "this", "it", "these", "those"))


class Sign(NamedTuple):
    """`wrong` are spans of the sentence. `alone`: enough by itself; `points_back`: speaks of the sentence before it."""

    kind: Literal["withdraws", "corrects", "apologizes"]
    reason: str
    wrong: tuple[Span, ...] = ()
    whole: bool = False
    alone: bool = True
    points_back: bool = False


class _Read(NamedTuple):
    """A sentence, its words, and where the outlet itself is named or speaks (indexes)."""

    text: str
    found: list[Word]
    folded: list[str]
    actors: list[int]


def sign(sentence: str, outlet: str | None) -> Sign | None:
    """The strongest sign in a sentence of the outlet's own, or None.

    >>> sign("An earlier version of this article said that Marr was a judge.", None).kind
    'corrects'
    """
    found = words(sentence)
    folded = [fold(sentence[w.start : w.end]) for w in found]
    if _table().signals.isdisjoint(folded):
        return None
    read = _Read(sentence, found, folded, _actors(sentence, found, folded, outlet))
    return _version(read) or _wrongly(read) or _acts(read) or _done(read) or _label(read) or _verdict(read)


def speaks(sentence: str, outlet: str | None) -> bool:
    """Whether a sentence names the outlet, or it speaks of itself ("we", "this newspaper").

    >>> speaks("On Monday the Morning Call reported it", "morningcall.example")
    True
    """
    found = words(sentence)
    return bool(_actors(sentence, found, [fold(sentence[w.start : w.end]) for w in found], outlet))


@lru_cache(maxsize=1 << 12)
def outlet_named(name: str | None, outlet: str | None) -> bool:
    """Whether a name is that of the outlet with this host: its words make up the host's label, some may be left out.

    >>> outlet_named("Tolsk Evening Post", "tolskpost.example"), outlet_named("The Lantern", "thelantern.example")
    (True, True)
    """
    host = clean(outlet)
    if not name or not host:
        return False
    wanted = label(host)
    parts = ["".join(c for c in fold(word) if c.isalnum()) for word in name.split()][:8]
    if fold(name).strip() in (host, wanted):
        return True
    return any(_makes(wanted.removeprefix(lead), [p for p in parts if p != "the"]) for lead in ("", "the"))


@lru_cache(maxsize=1 << 12)
def own_report(name: str | None) -> bool:
    """Whether a source is the outlet's own report, by the words: what it said, the outlet said.

    >>> own_report("An earlier version of this article"), own_report("a report")
    (True, False)
    """
    folded = [fold(word) for word in (name or "").split()[:_REACH]]
    version = any(w in _table().versions and "version" in folded[i + 1 : i + 3] for i, w in enumerate(folded))
    ours = any(a in ("this", "our") and b in _table().reports for a, b in pairwise(folded))
    return ours or version


def _makes(wanted: str, parts: list[str]) -> bool:
    """Whether the wanted letters are some of the parts in a row: with all but one of them, or two at least."""
    used = 0
    for part in parts:
        if part and wanted.startswith(part):
            wanted = wanted[len(part) :]
            used += 1
    return not wanted and used >= max(1, len(parts) - 1)


def _actors(sentence: str, found: list[Word], folded: list[str], outlet: str | None) -> list[int]:
    out = [i for i, word in enumerate(folded) if word in _table().actors]
    out += [i + len(phrase) - 1 for i, phrase in find(folded, _table().actor_phrases)]
    for i, word in enumerate(found):
        if not sentence[word.start].isupper():
            continue
        run = i
        while run + 1 < len(found) and sentence[found[run + 1].start].isupper() and run - i < 5:
            run += 1
        if outlet_named(sentence[word.start : found[run].end], outlet):
            out.append(run)
    return sorted(set(out))


def _version(r: _Read) -> Sign | None:
    """ "An earlier version of this article said ..."."""
    for i, word in enumerate(r.folded):
        if word not in _table().versions or "version" not in r.folded[i + 1 : i + 3]:
            continue
        told = next((k for k in range(i + 2, min(i + 12, len(r.folded))) if r.folded[k] in _table().telling), None)
        if told is not None and not _table().reports.isdisjoint(set(r.folded[i:told]) - {"version"}):
            return Sign("corrects", f"“{_text(r, i, told)}”", _rest(r, told + 1))
    return None


def _wrongly(r: _Read) -> Sign | None:
    """ "We wrongly reported that ...", "This article incorrectly named ..."."""
    for i, word in enumerate(r.folded):
        if word not in _table().wrongly or r.folded[i + 1 : i + 2] == [] or r.folded[i + 1] not in _table().telling:
            continue
        own = any(0 < i - a <= 4 for a in r.actors)
        points = any(r.folded[k] in _table().reports and _pointed(r, k) for k in range(max(0, i - 6), i))
        if own or points:
            return Sign("corrects", f"“{_text(r, max(0, i - 1), i + 1)}”", _rest(r, i + 2))
    return None


def _acts(r: _Read) -> Sign | None:
    """ "We withdraw our report on ...", "The Lantern apologizes to ...", "The paper regrets the error"."""
    for i, word in enumerate(r.folded):
        if word not in _table().verbs or not any(0 < i - a <= 4 for a in r.actors):
            continue
        what = next((k for k in range(i + 1, min(i + _REACH, len(r.folded))) if r.folded[k] in _table().reports), None)
        back = word.startswith(("withdr", "retract", "disown"))
        if what is None and not word.startswith("apolog"):
            continue
        if what is None:
            return Sign("apologizes", f"“{_text(r, max(0, i - 1), i)}”", alone=True)
        kind: Literal["withdraws", "corrects", "apologizes"] = (
            "withdraws" if back else "corrects" if word.startswith("correct") else "apologizes"
        )
        wrong = _rest(r, what + 2) if r.folded[what + 1 : what + 2] in (["that"], ["on"], ["about"], ["of"]) else ()
        whole = back and r.folded[what] not in ("error", "errors", "mistake", "mistakes", "claim", "claims")
        return Sign(kind, f"“{_text(r, max(0, i - 1), what)}”", wrong, whole)
    return None


def _done(r: _Read) -> Sign | None:
    """ "The original article has been removed", "This article was amended on ..."."""
    for k, word in enumerate(r.folded):
        ours = _pointed(r, k)
        if word not in _table().reports or not (ours or r.folded[max(0, k - 1) : k] == ["the"]):
            continue  # "the report is withdrawn" is no sign by itself: whose report?
        for i in range(k + 1, min(k + 6, len(r.folded))):
            phrase = next((p for at, p in find(r.folded[i : i + 4], _table().done_phrases) if at == 0), None)
            if (r.folded[i] in _table().done or phrase) and not _BE.isdisjoint(r.folded[k:i]):
                gone = r.folded[i] in ("withdrawn", "retracted", "removed", "deleted", "unpublished")
                gone = gone or bool(phrase and phrase[0] == "taken")
                return Sign("withdraws" if gone else "corrects", f"“{_text(r, k, i)}”", (), gone, alone=ours)
    return None


def _label(r: _Read) -> Sign | None:
    """A sentence that begins with "Correction:", or is nothing else."""
    for at, phrase in find(r.folded[:5], _table().labels):
        end = r.found[len(phrase) - 1].end if at == 0 else 0
        colon = r.text[end : end + 2].lstrip().startswith((":", "–", "—")) if at == 0 else False
        if at == 0 and (colon or len(r.folded) <= len(phrase) + 1):
            return Sign("corrects", f"“{r.text[:end]}”", _rest(r, len(phrase)) if colon else ())
    return None


def _verdict(r: _Read) -> Sign | None:
    """ "That was wrong.", "Our report was wrong", "We were wrong to report that ..."."""
    if not r.folded:
        return None
    wrong = next((i for i, w in enumerate(r.folded) if w in _table().verdicts), None)
    if wrong is None and r.folded[1:4] in (["is", "not", "true"], ["was", "not", "true"], ["was", "not", "correct"]):
        wrong = 3
    if wrong is None or _BE.isdisjoint(r.folded[max(0, wrong - 4) : wrong]):
        return None
    if r.folded[0] in _POINTS and len(r.folded) <= _SHORT and r.folded[wrong + 1 : wrong + 2] not in (["to"], ["that"]):
        return Sign("corrects", f"“{r.text.strip()}”", points_back=True)
    ours = any(0 < wrong - a <= 6 for a in r.actors)
    told = any(r.folded[k] in _table().reports for k in range(max(0, wrong - 8), wrong)) or "we" in r.folded[:wrong]
    if ours and told:
        to = r.folded[wrong + 1 : wrong + 2] == ["to"]
        return Sign("corrects", f"“{_text(r, 0, wrong)}”", _rest(r, wrong + 3) if to else ())
    return None


def _pointed(r: _Read, k: int) -> bool:
    """Whether the report named at word k is the outlet's own: "this article", "our original story"."""
    before = r.folded[max(0, k - 2) : k]
    return any(w in _table().pointing for w in before)


def _text(r: _Read, first: int, last: int) -> str:
    return r.text[r.found[first].start : r.found[last].end]


def _rest(r: _Read, first: int) -> tuple[Span, ...]:
    """From word `first` to the end of the sentence, its stop left out."""
    if first >= len(r.found):
        return ()
    return ((r.found[first].start, len(r.text.rstrip(" .\n"))),)


class _Table(NamedTuple):
    actors: frozenset[str]
    actor_phrases: Index
    reports: frozenset[str]
    verbs: frozenset[str]
    done: frozenset[str]
    done_phrases: Index
    pointing: frozenset[str]
    labels: Index
    versions: frozenset[str]
    wrongly: frozenset[str]
    telling: frozenset[str]
    verdicts: frozenset[str]
    signals: frozenset[str]
    """Words of which one at least stands in any sign: most sentences have none."""


@cache
def _table() -> _Table:
    own = tomllib.loads(files("sayso.links.disputes").joinpath("corrections.toml").read_text(encoding="utf-8"))["own"]
    labels = _phrases(own["labels"])
    done = _phrases(own["done_phrases"])
    plain = " ".join(own[name] for name in ("verbs", "done", "versions", "wrongly", "verdicts"))
    return _Table(
        actors=frozenset(own["actors"].split()),
        actor_phrases=_phrases(own["actor_phrases"]),
        reports=frozenset(own["reports"].split()),
        verbs=frozenset(own["verbs"].split()),
        done=frozenset(own["done"].split()),
        done_phrases=done,
        pointing=frozenset(own["pointing"].split()),
        labels=labels,
        versions=frozenset(own["versions"].split()),
        wrongly=frozenset(own["wrongly"].split()),
        telling=frozenset(own["telling"].split()),
        verdicts=frozenset(own["verdicts"].split()),
        signals=frozenset((*plain.split(), "not", *labels, *done)),
    )


def _phrases(text: str) -> Index:
    parts: Sequence[tuple[str, ...]] = [tuple(p.split()) for p in text.replace("\n", "|").split("|")]
    return index([p for p in parts if p])
