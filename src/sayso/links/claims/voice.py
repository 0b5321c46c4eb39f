"""What a statement does with its content: asserts it, denies it, foretells it, demands it, asks it.

Only statements of one voice can be the same claim: "the bridge opened" and "the bridge will open" are two.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from sayso.across import Said
from sayso.links.polarity import polarity
from sayso.records import Act

Voice = Literal["assertion", "possible", "future", "demand", "question", "denial", "hypothetical", "support", "oppose"]

_BY_ACT: Final[dict[Act | None, Voice]] = {
    None: "assertion",  # the outlet's own voice
    "assert": "assertion",
    "admit": "assertion",  # who admits it says that it is so
    "accuse": "assertion",  # who accuses somebody of it says that it is so
    "perceive": "assertion",
    "believe": "assertion",
    "decide": "assertion",  # a court that finds something finds that it is so
    "deny": "denial",
    "predict": "future",
    "intend": "future",
    "promise": "future",
    "demand": "demand",
    "ask": "demand",  # "urged the company to pay"; a content that ends in a question mark is a question
    "support": "support",
    "oppose": "oppose",
}
_BY_MODALITY: Final[dict[str, Voice]] = {
    "possible": "possible",
    "predicted": "future",
    "wanted": "demand",
    "asked": "question",
    "conditional": "hypothetical",
    "hypothetical": "hypothetical",
}


_ARRANGED: Final = re.compile(
    r"\b(?:is|are|was|were) (?:also |soon |now |not )?to (?!(?:blame|date|the|a|his|her|their)\b)[a-z]"
)
"""What is arranged is said of the future: "the line is to be closed" is no other claim than "will be closed"."""


_ASKED_FOR: Final = re.compile(r"\b(?:asked|urged|begged|instructed|called on) (?:[\w'’-]+ ){1,4}to [a-z]")
"""What somebody was asked to do is not done: "asked the court to sentence him" is no sentence."""


_RULED: Final = re.compile(
    r"\bmust (?:now )?(?:spend|serve|pay)\b.*\b(?:courts?|judges?|tribunal|jail|prison|bars|fined?)\b"
)
"""What a sentence makes of somebody is told with "must", too, and is no demand: "must serve six years in prison"."""


@lru_cache(maxsize=1 << 16)
def _voice(act: Act | None, text: str) -> Voice:
    by_act = _BY_ACT[act]
    modality = polarity(text).modality
    if modality == "fact" and _ARRANGED.search(text):
        modality = "predicted"
    elif modality == "fact" and _ASKED_FOR.search(text):
        modality = "wanted"
    elif modality == "wanted" and _RULED.search(text):
        modality = "fact"
    if by_act == "assertion" or modality == "asked":
        return _BY_MODALITY.get(modality, by_act)
    return by_act


def voice(said: Said) -> Voice:
    """The voice of a statement: its act, and in an assertion the mood of the content ("will", "may", "if", "?")."""
    return _voice(said.act, said.text)


def by_act(said: Said) -> Voice:
    """The voice of a statement by its act alone, whatever the mood of its content."""
    return _BY_ACT[said.act]


def carries(said: Said) -> bool:
    """Whether a statement asserts its content at all: so that a report with it counts for the claim.

    A denial, a forecast, a demand, a question and "did not say" do not; an admission and an accusation do. What is
    asserted may itself be about the future or a chance ("said the bridge will open"): then that is the claim.
    """
    return _BY_ACT[said.act] == "assertion" and not said.negated and voice(said) not in ("question", "hypothetical")
