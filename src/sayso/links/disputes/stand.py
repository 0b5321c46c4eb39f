"""Where a statement stands to its own content: does it claim it, deny it, take it back, or none of these?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.across import Said
from sayso.links.disputes.tables import find, tables
from sayso.links.matter.words import concept, weight
from sayso.links.polarity import Modality, polarity
from sayso.links.words import Word, fold, stem, words

_OBJECT = 5
"""Words behind one of taking back in which it is looked for what is taken back."""
_CORE = 4
"""Words of a denied content that make up its core, at most."""
_CIRCUMSTANCE = frozenset(
    (
        "in",
        "at",
        "on",
        "near",
        "before",
        "after",
        "during",
        "since",
        "until",
        "about",
        "for",
        "by",
        "with",
        "when",
        "who",
    )
)
LONGEST = 2000
"""Code points of a sentence or content that are looked at, as in links/matter."""


_DETERMINERS = frozenset(
    ["the", "all", "any", "these", "those", "this", "such", "both", "as", "her", "his", "their", "its"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What a statement does with its content.

    `claims`: it says that the content is so, or is not so. `denies`, `takes_back`, `now`: the words by which it does
    that, or None. `negated`: what it says, all in all, is a negative (denied, or negated in the content, not both).
    `under`: concepts that it puts under an odd number of negations. `telling`: all that it denies is "the accusation",
    "the report": which one, the words do not say.
    """

    claims: bool
    denies: str | None
    takes_back: str | None
    now: str | None
    negated: bool
    under: frozenset[str]
    modality: Modality
    hedged: bool
    telling: str | None
    core: tuple[str, ...]
    """Concepts of what is denied or negated: its first words, without those of place, time and circumstance."""
    through: tuple[str, ...]
    """Concepts between the denial and what it denies: "denied knowing of" denies nothing but the knowing."""
    folded: tuple[str, ...]
    """The words of the content, folded to lower case."""
    frame: tuple[str, ...]
    """The words around it: source, cue, whom it was said to."""


def stand(said: Said) -> Stand:
    """Reads a statement's stand from its act, its cue's sentence and its content. Linear; kept for the last texts."""
    return _stand(said.text[:LONGEST], said.sentence[:LONGEST], said.form == "own", said.act or "", said.negated)


@lru_cache(maxsize=1 << 15)
def _stand(text: str, sentence: str, own: bool, act: str, negated: bool) -> Stand:
    found = words(text)
    folded = tuple(fold(text[w.start : w.end]) for w in found)
    frame, split = ([], 0) if own else _frame(text, sentence)
    inner = polarity(text)
    back = taken_back((), folded) if own else taken_back(frame[:split], folded[:12])
    denies = _denies(
        (frame, split), folded, act, negated, taking=bool(find(folded if own else frame, tables().taking_back))
    )
    flipped = denies is not None
    under = frozenset(concept(s) for s in {w.stem for w in found} if (s in inner.under) != flipped)
    modality = "asked" if act == "ask" else "wanted" if act == "demand" else inner.modality
    if act == "predict" and modality == "fact":
        modality = "predicted"
    return Stand(
        claims=(act not in tables().no_claim and not negated and not (act == "deny" and denies is None))
        or denies is not None
        or back is not None,
        denies=denies,
        takes_back=None if negated else back,
        now=_first(frame),
        negated=inner.negated != flipped,
        under=under,
        modality=modality,
        hedged=bool(inner.hedges),
        telling=_telling(folded) if denies else None,
        core=_core(text, found, folded, inner.under if denies is None else None),
        through=_through(frame) if denies else (),
        folded=folded,
        frame=tuple(frame[:60]),
    )


def _frame(text: str, sentence: str) -> tuple[list[str], int]:
    """The words of the sentence outside the content, and how many of them stand in front of it."""
    at = -1
    for piece in text.split(" … "):
        at = max(sentence.find(piece), 0) if at < 0 else at
        sentence = sentence.replace(piece, " ¶ ", 1)
    found = words(sentence)
    return [fold(sentence[w.start : w.end]) for w in found], sum(w.end <= at for w in found)


def taken_back(frame: Sequence[str], folded: Sequence[str]) -> str | None:
    """The words, around a content or at its beginning, by which a source takes back what it said; None where there are
    none, or where they only say that a deed is undone."""
    for place, around in ((frame, True), (folded, False)):
        for at, phrase in find(place, tables().taking_back):
            behind = [*place[at + len(phrase) :][:_OBJECT], *(folded[:_OBJECT] if around else ())]
            if phrase[0] not in tables().undoing or "that" in behind or not tables().tellings.isdisjoint(behind):
                return " ".join(phrase)
    return None


def _denies(
    around: tuple[list[str], int], folded: tuple[str, ...], act: str, negated: bool, taking: bool
) -> str | None:
    """The word by which a content is denied; None where it is not ("did not deny" denies nothing). `taking`: the words
    around it are of taking back, which is something else."""
    frame, split = around
    if negated:
        return None
    found = find(frame, tables().denying)
    if act == "deny":
        if taking and not found:
            return None
        return " ".join(found[0][1]) if found else "denial"
    called = next((w for w in frame if w in tables().calling), None)
    wrong = next((w for w in folded[-8:] if w in tables().false), None) if called else None
    if called and wrong:
        return f"{called} it {wrong}"
    for at, phrase in found:
        between = frame[at + len(phrase) : split]
        if at >= split and tables().tellings.isdisjoint(folded[:4]):
            continue
        if len(between) > _OBJECT or not tables().calling.isdisjoint(between) or "saying" in between:
            continue  # "denied the allegations in a statement, calling them a stunt": not the stunt is denied
        if not tables().tellings.isdisjoint((*between, *folded[:4])):
            return " ".join(phrase)
    return None


def _core(text: str, found: list[Word], folded: tuple[str, ...], under: frozenset[str] | None) -> tuple[str, ...]:
    """See Stand.core; `under` is None where all is denied. Names are left out: they do not show what somebody did."""
    if under is not None and not under:
        return ()
    content: list[str] = []
    for word, low in zip(found, folded, strict=True):
        if low in _CIRCUMSTANCE and content:
            break
        if under is not None and word.stem not in under:
            continue
        if weight(word.stem) and low not in tables().tellings and not text[word.start].isupper():
            content.append(concept(word.stem))
    if not content and under is None:
        content = [concept(word.stem) for word in found if weight(word.stem)]
    return tuple(dict.fromkeys(content))[:_CORE]


def _through(frame: list[str]) -> tuple[str, ...]:
    found = find(frame, tables().denying)
    behind = frame[found[0][0] + len(found[0][1]) :][:_CORE] if found else []
    return tuple(concept(stem(w)) for w in behind if w not in tables().tellings and weight(stem(w)))


def _first(folded: list[str]) -> str | None:
    found = find(folded, tables().now)
    return " ".join(found[0][1]) if found else None


def _telling(folded: tuple[str, ...]) -> str | None:
    """The noun that stands for what is denied, where nothing but it is named: "rejects the accusation"."""
    bare = [w for w in folded if w not in _DETERMINERS]
    if not bare or (len(bare) <= 2 and bare[0] in ("it", "this", "that", "them")):
        return bare[0] if bare else (folded[0] if folded else None)
    kept = [w for w in bare if w not in tables().false and w not in ("complete", "completely", "entirely", "totally")]
    return kept[0] if kept and len(kept) <= 2 and kept[0] in tables().tellings else None
