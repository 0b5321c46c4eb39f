"""What stands around a cue in its own clause: the subject in front of it, and the rest behind it."""

from __future__ import annotations

import re

from sayso.reader.spans import trimmed
from sayso.records import Span

REACH = 400
"""Code points that are looked at on each side of a cue; longer clauses are cut there, so that time stays linear."""
SUBJECT = 160
"""Code points a subject may have."""

_START = re.compile(
    r"[;:—–(]|--|,\s+(?:but|and|or|who|which|while|where|when|as|because|although|though|whose|after|since|with)\b|"
    r"\b(?:but|and|because|although|though|while|who|which|that|when|where|if|since|after|before|as|with|"
    r"whose)\b|[“\"«]|,",
    re.IGNORECASE,
)
"""Where a clause begins, seen from its cue."""
_SUBJECT_START = re.compile(r"(?:but|and|or|because|although|though|while|when|where|if|since|after|before|as|"
                            r"yet|so|with|however|meanwhile|still|also|instead|"
                            r"then|now|later|today|yesterday)\b,?\s*", re.IGNORECASE)  # fmt: skip
"""What a subject does not begin with."""
REST_END = re.compile(r"[;:—–)\n]|--|,\s+(?:but|and|although|while|which|who|though|whose|where|as|after|according|"
                  r"saying|adding|leaving|he|she|they|it|the|a|was|were|is|are|has|have|had|will|would)\b"
                  r"|\s(?:but|although|though|while|whereas)\s", re.IGNORECASE)  # fmt: skip
"""Where the rest of a clause ends that the cue stands within ("allegedly left the gate open, but ...")."""
_FINAL = re.compile(r"(?<![\s.,;:!?…—–”\"»])[\s.,;:!?…—–”\"»]+$")
THAT_END = re.compile(
    r"[;\n]|[—–]\s|,\s+(?:but|and|although|while|which|who|though|whose|whereas)\b|\s(?:but|although|though|"
    r"while|whereas)\s",
    re.IGNORECASE,
)
"""Where a clause ends that "that" opens: behind a comma, a verb or a pronoun may go on with it."""


def subject_before(text: str, first: int, cue: int) -> Span | None:
    """What stands before the offset `cue` in its clause, `first` or later; None where no subject does."""
    start = first
    for found in _START.finditer(text, first, cue):
        word = found.group().lstrip(", ").lower()
        if text[found.end() : cue].strip(" ,") == "":  # "who allegedly": the relative pronoun is the subject
            if word in ("and", "or", "but"):
                return None  # "was held and allegedly beaten": the subject stands further off
            if word in ("who", "which", "that"):
                start = found.end() - len(word)
            continue
        start = found.end() if word not in ("who", "which", "that") else found.end() - len(word)
    while lead := _SUBJECT_START.match(text, start, cue):
        start = lead.end()
    while start < cue and not text[start].isalnum():
        start += 1
    start, end = trimmed(text, (start, cue))
    if start >= end or end - start > SUBJECT or not any(c.isalnum() for c in text[start:end]):
        return None
    while text[end - 1] in ",:":
        end -= 1
    return trimmed(text, (start, end))


def rest_behind(text: str, start: int, last: int, ends: re.Pattern[str]) -> Span | None:
    """What follows the cue at `start`, up to the first of `ends` (REST_END or THAT_END) before `last`; None where no
    word does."""
    while start < last and (text[start].isspace() or text[start] == ","):
        start += 1
    found = ends.search(text, start, last)
    end = found.start() if found else last
    end = start + len(_FINAL.sub("", text[start:end]))
    return (start, end) if end > start and any(c.isalnum() for c in text[start:end]) else None
