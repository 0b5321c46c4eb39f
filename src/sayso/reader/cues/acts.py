"""What a cue does: its act, and whether it is negated. The words stand in lexicon.toml; what decides stands here.

    cue -> words -> hits (longest entry first) -> one of them decides (`_RANK`) -> the content's start may mend it

`negated` is about the cue: an odd number of negators ("did not", "never", "declined to", "refused to", "stopped short
of") that stand at or before the deciding word. "Denied" is an act of its own and not negated. A refusal to speak is a
negated act of speaking ("declined to say" = assert, negated); "refused to rule out" = deny, negated; "refused" alone is
not meaning to (intend, negated). Two negators cancel: "did not hesitate to say" is a plain assert.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple, TypeVar

from sayso.reader.cues.lemmas import forms, lemmas
from sayso.reader.cues.lexicon import Class, Index, lexicon
from sayso.records import Act

T = TypeVar("T")


def _set(line: str) -> frozenset[str]:
    return frozenset(line.split())


_RANK: Final[dict[Class, tuple[int, str]]] = {
    # lower wins; within a rank the first in the cue wins, so that "said he expects" stays with "said"
    "phrase": (0, "several words are the surest sign: 'vote against', 'plead not guilty'"),
    "verb": (0, "a verb names the act"),
    "state": (0, "'was adamant', 'is willing to discuss'; without a form of be before it: see _UNBACKED"),
    "noun": (2, "'her claim that'; after a verb only where that is light: 'expressed misgivings about'"),
    "carrier": (3, "'wrote an op-ed urging': the text is written, the act is the urging"),
    "light": (4, "'sought to portray', 'went on to say': helps the verb behind it"),
    "small": (5, "a colon, 'in a poll', 'of': nothing but the place of the cue"),
}
_WORD: Final = re.compile(
    r"n['’]t\b|cannot|[^\W\d_]+?(?=n['’]t\b)|['’](?:s|re|ve|ll|d|m)\b|[^\W\d_]+(?:-[^\W\d_]+)*|[^\w\s]"
)
_LONGEST_CUE: Final = 400
"""Code points of a cue that are looked at. The longest of PolNeAR's 22,501 training cues has 140; the rest is junk."""
_LONGEST_START: Final = 80
"""Code points of the content that are looked at: the rules ask for its first word or two."""
_DETERMINERS: Final = _set(
    """
    the a an 's ’s his her their its my our your this that these those no any of in with new
    """
)
_POSSESSIVES: Final = ("'s", "’s", "s'", "s’", "his", "her", "their", "its", "my", "our", "your")
_COPULAS: Final = _set(
    """
    seem seems seemed sound sounded sounds remain remains remained feel feels felt grew became become came away
    """
)
_UNBACKED: Final = 1
"""Rank of a state with no form of be within three words before it: "certain" says less in "named certain donors"."""
_SKIP: Final = _set(
    """
    also again both all repeatedly once even still just now then ever later so more most much
    """
)


class Hit(NamedTuple):
    """One entry of the lexicon found in a cue: words[at:end], what it is and the act it stands for."""

    at: int
    end: int
    kind: Class
    act: Act
    lemma: str


def _match(words: tuple[str, ...], at: int, rest: tuple[str, ...]) -> int:
    """Where the phrase that starts at words[at] and goes on with `rest` ends, or -1; adverbs may stand in it."""
    here = at + 1
    for wanted in rest:
        while here < len(words) and wanted not in lemmas(words[here]):
            if words[here] not in _SKIP and not words[here].endswith("ly"):
                return -1
            here += 1
        if here == len(words):
            return -1
        here += 1
    return here


def _phrase(words: tuple[str, ...], at: int, index: Index[T]) -> tuple[int, T] | None:
    """The longest entry of the index that starts at words[at]: (end, its value)."""
    best: tuple[int, T] | None = None
    for first in lemmas(words[at]):
        for rest, value in index.get(first, ()):
            end = _match(words, at, rest)
            if end > 0 and (best is None or end > best[0]):
                best = (end, value)
    return best


def _single(words: tuple[str, ...], at: int, possessed: bool) -> Hit | None:
    """The entry of one word. `possessed`: a determiner stands before it, so it is a noun first."""
    lex = lexicon()
    tables: list[tuple[Class, dict[str, Act]]] = [("verb", lex.verbs), ("noun", lex.nouns), ("state", lex.states)]
    if possessed:
        tables[0], tables[1] = tables[1], tables[0]
    elif words[at] in lex.states and _backed(words, at):
        tables.insert(0, tables.pop())
    for kind, table in tables:
        for lemma in lemmas(words[at]):
            if lemma in table:
                real: Class = "light" if lemma in lex.light else "carrier" if lemma in lex.carriers else kind
                return Hit(at, at + 1, real, table[lemma], lemma)
    for lemma in lemmas(words[at]):
        if lemma in lex.light or lemma in lex.carriers:
            return Hit(at, at + 1, "light" if lemma in lex.light else "carrier", "assert", lemma)
        if lemma in lex.small:
            return Hit(at, at + 1, "small", lex.small[lemma], lemma)
    return None


def hits(cue: str, possessed: bool = False) -> tuple[list[Hit], list[int]]:
    """The lexicon's entries in a cue, and the places (word numbers) of its negators. Linear in the cue.

    `possessed`: the source before the cue is a possessive ("the minister's" / "claim"), so the cue starts with a noun.
    """
    lex = lexicon()
    words = tuple(_WORD.findall(cue[:_LONGEST_CUE].lower()))
    found: list[Hit] = []
    negators: list[int] = []
    at = 0
    while at < len(words):
        turning = _phrase(words, at, lex.turning)
        phrase = _phrase(words, at, lex.phrases)
        if turning and (phrase is None or turning[0] > phrase[0]):
            end, turns = turning
            if turns:
                negators.append(at)
            at = end if turns else at + 1
            if not turns:
                at = _spare(words, at, end, found, possessed)
            continue
        if phrase:
            found.append(Hit(at, phrase[0], "phrase", phrase[1], words[at]))
            at = phrase[0]
            continue
        if any(lemma in lex.negators for lemma in lemmas(words[at])):
            negators.append(at)
        before = possessed if at == 0 else words[at - 1] in _DETERMINERS
        hit = _single(words, at, before)
        if hit:
            found.append(hit)
        at += 1
    return found, negators


def _spare(words: tuple[str, ...], at: int, end: int, found: list[Hit], possessed: bool) -> int:
    """Walk over a spared phrase ("no doubt", "not only"): its words may be hits, none of them is a negator."""
    for here in range(at, end):
        hit = _single(words, here, possessed)
        if hit:
            found.append(hit)
    return end


def _backed(words: tuple[str, ...], at: int) -> bool:
    """Whether a form of be, or a verb like it, stands within three words before words[at]."""
    return any("be" in lemmas(word) or word in _COPULAS for word in words[max(0, at - 3) : at])


def _rank(words: tuple[str, ...], hit: Hit) -> int:
    return _UNBACKED if hit.kind == "state" and not _backed(words, hit.at) else _RANK[hit.kind][0]


@lru_cache(maxsize=50_000)
def _of_cue(cue: str, possessed: bool) -> tuple[Hit | None, bool]:
    """The hit that decides and whether it is negated, from the cue alone."""
    found, negators = hits(cue, possessed)
    if not found:
        return None, len(negators) % 2 == 1
    words = tuple(_WORD.findall(cue[:_LONGEST_CUE].lower()))
    best = min(found, key=lambda hit: (_rank(words, hit), hit.at))
    turned = sum(at <= best.at for at in negators)
    turned += words[best.end : best.end + 1] == ("nothing",)  # "said nothing" is the one that follows its verb
    return best, turned % 2 == 1


def act_of(cue: str, content: str = "", source: str = "") -> tuple[Act, bool]:
    """The act of a cue (the table in records.Act's order: assert ... perceive) and whether the cue is negated.

    `cue`, `content` and `source` are texts (several spans joined by a blank). The content's first words settle
    ambiguous verbs ("agreed" / "to pay" promises); the source settles cues that say nothing ("critics": oppose).
    What the lexicon does not know is an assert. Any string is taken; none raises.

    >>> act_of("has confessed"), act_of("did not say"), act_of("denied"), act_of("refused to rule out")
    (('admit', False), ('assert', True), ('deny', False), ('deny', True))
    >>> act_of("agreed", "to pay the bill"), act_of("agreed", "that it was late"), act_of(":")
    (('promise', False), ('support', False), ('assert', False))
    """
    lex = lexicon()
    best, negated = _of_cue(cue, source[-12:].rstrip().lower().endswith(_POSSESSIVES))
    if best is None or best.kind == "small":
        for word in reversed(_WORD.findall(source[-_LONGEST_START:].lower())):
            for lemma in lemmas(word):
                if lemma in lex.sources:
                    return lex.sources[lemma], negated
        return (best.act if best else "assert"), negated
    start = content[:_LONGEST_START]
    if best.kind == "light" and best.lemma in lex.negators:
        return _refused(start) or best.act, negated
    if best.kind != "phrase":
        for verb, opening, act in lex.by_content:
            if verb == best.lemma and opening.match(start):
                return act, negated
    return best.act, negated


def _refused(start: str) -> Act | None:
    """What was refused, where the content begins with it: "declined" / "to comment on the case" = assert."""
    words = _WORD.findall(start.lower())
    if len(words) < 2 or words[0] != "to":
        return None
    lex = lexicon()
    return next(
        (lex.verbs[w] for w in lemmas(words[1]) if w in lex.verbs and (w in lex.speech or w in lex.telling)), None
    )


@cache
def _speech_forms() -> frozenset[str]:
    return frozenset(form for verb in lexicon().speech for form in forms(verb))


@cache
def reporting_forms() -> frozenset[str]:
    """Lower-case forms of the verbs of saying and writing whose act is assert, deny, admit or accuse.

    >>> {"said", "tells", "denying", "blamed"} <= reporting_forms(), "promised" in reporting_forms()
    (True, False)
    """
    lex = lexicon()
    plain = {"assert", "deny", "admit", "accuse"}
    return frozenset(form for verb in lex.speech if lex.verbs.get(verb) in plain for form in forms(verb))


def is_reporting(word: str) -> bool:
    """Whether a word is a form of a verb of saying or writing, whatever its act. Case does not matter.

    >>> is_reporting("Said"), is_reporting("warning"), is_reporting("walked")
    (True, True, False)
    """
    return word.lower() in _speech_forms()


def hearsay_forms() -> tuple[str, ...]:
    """Words and openings, lower case, that attribute to nobody: "reportedly", "it is believed that", "is said to".

    >>> "reportedly" in hearsay_forms()
    True
    """
    return lexicon().hearsay
