"""Which words of a content count: function words left out, kin words counted as one, each with its weight."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from sayso.links.words import rarity, stem, stems, words

HEAVIEST: Final = 7.0
"""A weight has a ceiling: a name that was never counted (9.3) says no more than one that was counted five times."""
NUMBER_WEIGHT: Final = 4.0
"""What a number weighs, whatever its digits: their rarity in a table of other texts says nothing."""


def listed(text: str) -> frozenset[str]:
    """Words that are listed with white space between them."""
    return frozenset(text.split())


_FUNCTION: Final = listed("""
a an the this that these those such same some any each every both either neither all most more much many few less least
other another own several certain various
i me my myself we us our ours ourselves you your yours he him his himself she her hers herself it its itself they
them their theirs themselves who whom whose which what when where why how there here one ones someone anybody anyone
somebody everyone everybody nobody something anything everything nothing
be am is are was were been being do does did done doing have has had having will would shall should can could may might
must ought need dare let
and or but nor so yet if then than as because since while although though unless until whether
of in on at to from by with without for about against between among into onto through during before after above below
over under up down out off again further toward towards upon within across behind beyond near outside inside
along around via per
not no never n't cannot also just only even still already too very quite rather really now once almost nearly perhaps
maybe probably possibly likely apparently allegedly reportedly
however therefore thus hence moreover meanwhile instead otherwise yes
say said says saying tell told add added note noted according accord state stated explain explained
get got gotten go went gone going come came make made making take took taken give given put use used
mr mrs ms dr sir
don doesn didn isn aren wasn weren hasn haven hadn won wouldn couldn shouldn mustn ain re ve ll s t d m
approximately roughly least most than percent percentage cent pct
""")

_STAND_INS: Final = listed("""
company firm operator bank ministry minister government party union agency authority board council club team city town
village region country island school hospital plant ship ferry train man woman boy girl person inspector officer
official group organization organisation institute museum court paper newspaper
""")
"""Nouns that stand for a name that the report gave before ("the company" for Ivengrain): no other word in its place."""

LACKS: Final = listed(
    "lose loses losing lost lack lacks lacked deprived outage outages blackout blackouts dark tore torn"
)
"""Words that say without a negation that something is gone: "lost power", "had no power"."""

_TIME_WORDS: Final = listed("""
monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight
january february april june july august september october november december jan feb apr jun jul aug sept oct nov dec
morning afternoon evening night noon midnight day days week weeks weekend month months year years hour hours minute
minutes ago last next recently earlier later
""")
"""Left out of the weights: "on Monday" and "yesterday" may be one day. What they say is compared as time."""


@cache
def function_stems() -> frozenset[str]:
    """Stems that carry no matter: function words, auxiliaries, plain verbs of saying, words of time."""
    out = {s for word in (*_FUNCTION, *_TIME_WORDS) for s in (*stems(word), stem(word))}
    return frozenset(out)


@cache
def stand_ins() -> frozenset[str]:
    """Concepts of nouns that stand for a name given before."""
    return frozenset(concept(stem(word)) for word in _STAND_INS)


@cache
def _kin() -> dict[str, str]:
    """stem -> the stem that stands for its kin (links/matter/kin.txt); a stem on two lines belongs to the first."""
    out: dict[str, str] = {}
    text = files("sayso.links.matter").joinpath("kin.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            group = [stem(word) for word in line.split()]
            for member in group:
                out.setdefault(member, out.get(group[0], group[0]))
    return out


@lru_cache(maxsize=1 << 16)
def concept(stem_: str) -> str:
    """What a stem counts as: itself, or the word that stands for its kin.

    >>> concept(stem("blast")) == concept(stem("exploded"))
    True
    """
    return _kin().get(stem_, stem_)


@lru_cache(maxsize=1 << 16)
def has_kin(concept_: str) -> bool:
    """Whether a concept stands for a line of kin words: another such concept in its place is another thing."""
    return concept_ in _listed()


@cache
def _listed() -> frozenset[str]:
    return frozenset(_kin().values())


@lru_cache(maxsize=1 << 16)
def weight(stem_: str) -> float:
    """How much a stem says, from 0 (function words) to HEAVIEST: its rarity in news."""
    return 0.0 if stem_ in function_stems() else min(rarity(stem_), HEAVIEST)


def spelled(text: str) -> dict[str, str]:
    """Concept -> the word as it stands (first) in the text: for reasons that people read."""
    out: dict[str, str] = {}
    for word in words(text):
        out.setdefault(concept(word.stem), text[word.start : word.end])
    return out
