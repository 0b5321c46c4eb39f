"""Sentences run together ("It rained.He left."): where a space is missing.

A full stop directly before a capital is mostly a lost space, sometimes part of a name (J.K.Rowling, example.Com). Each
candidate is judged by the word before the stop and the word after it, in three degrees: never, only before a word that
begins sentences (`_STARTERS`), or yes. When in doubt the text stays as it is.
"""

from __future__ import annotations

import re

_REACH = 80
"""How far the word around a candidate is looked at, in code points, either side: a bound on the work."""

# A stop, closing marks, opening marks, and behind them a letter that is not a-z (whether it is a capital is asked
# later).
# Possessive, and never from within a run of stops: a line of a million dots is looked at once.
_CANDIDATE = re.compile("(?<![.!?…])([.!?…]++)([\"”’')\\]»]*+)([“‘(\\[«]*+)(?=[^\\W\\d_a-z])")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_STARTERS = _set(
    """A According After All Also Although An And Another As Asked At Because Before Both But By Despite During Each
    Earlier Even Every Finally First For Former From He Her Here His How However I If In Instead It Its Last Later
    Many Meanwhile More Moreover Most My No Nobody None Nor Not Now Of Officials On Once One Only Other Our Out Over
    People Police Recently She Since So Some Speaking Still Such That The Their Then There These They This Those
    Though Through Throughout Thus To Today Tomorrow Two Under Unlike Until We What When Where Whether Which While Who
    Why With Without Yes Yesterday Yet You Your"""
)
"""Words that open a sentence far more often than they stand in a name: English function words and news openers."""

_TITLES = _set(
    """adm brig capt cmdr col dr esq ft gen gov hon jr lt maj messrs mr mrs ms mt no nos pres prof pvt rep rev rt sen
    sgt sr st supt vs fig figs vol pp ed eds art sec ch approx dept est jan feb mar apr jun jul aug sep sept oct nov
    dec mon tue tues wed thu thurs fri sat sun inc ltd co corp bros cie al viz cf"""
)
"""Words that carry a stop without ending a sentence."""

_ENDINGS = _set(
    # domains (those that are English words, such as .in, .it, .no, .at, are left out: there a lost space is likelier)
    """com net org edu gov mil info biz io ai tv co uk us eu ru ua kz by de fr es pl cz ch nl dk fi se jp cn br au nz ca
    ie za mx tr il ir gr hu ro bg hr rs lt lv ee news online site app dev xyz"""
    # file names and program names
    """ pdf doc docx xls xlsx ppt pptx txt csv htm html xml json jpg jpeg png gif mp3 mp4 avi mov zip rar exe js ts py
    php asp aspx jsp css sql cfg ini log bak"""
)
"""What follows the stop in the names of sites and files."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEFORE = re.compile(r"([^\W_]+(?:['’-][^\W_]+)*)[%$€£°]?([\"”’')\]»]*)\Z")
_ADDRESS = re.compile(r"://|\A(?:www\.|[@#.])|[\\_=&/]")
"""In a word with one of these every stop belongs to an address, a handle, a path or a piece of code."""


def joins(text: str) -> list[tuple[int, int, str]]:
    """The places where a space is missing between two sentences, as edits (at, at, " ") in code points.

    >>> joins("He left.Then it rained.")
    [(8, 8, ' ')]
    >>> joins("J.K.Rowling wrote to example.Com")
    []
    """
    edits = []
    counted = marks = 0  # straight quotation marks in the paragraph so far: after an odd number the next one closes
    for found in _CANDIDATE.finditer(text):
        if not text[found.end()].isupper() or not _lost_space(text, found):
            continue
        at = found.end(2)
        if '"' in found[2]:
            line = text.rfind("\n", counted, found.start())
            marks = (marks if line < 0 else 0) + text.count('"', max(line, counted), found.start())
            counted = found.start()
            if marks % 2 == 0:  # no quotation is open: the mark opens the next sentence
                at = found.start(2) + found[2].index('"')
        edits.append((at, at, " "))
    return edits


def _lost_space(text: str, found: re.Match[str]) -> bool:
    """Whether one sentence ends and another begins at the candidate (see the module's docstring for the degrees)."""
    before = text[max(0, found.start() - _REACH) : found.start()]
    if not before or before[-1].isspace():
        return False
    token = before.split()[-1]
    left = _BEFORE.search(token)
    right = _WORD.match(text, found.end(), found.end() + _REACH)
    if left is None or right is None or _ADDRESS.search(token):
        return False
    word, next_word = left[1], right[0]
    behind = text[right.end() : right.end() + 2]
    if behind[:1].isdigit() or behind[:1] in ("_", "(", "@", "=", "/"):
        return False
    starter = _is_starter(next_word, behind)
    closed = bool(left[2] or found[2])
    if len(word) == 1 and not closed and not word.isdigit():  # U.S.A, J.K.Rowling, p.m.He
        return starter and len(next_word) > 1
    if starter:
        return True
    doubtful = (
        "@" in token
        or token[: left.start()].endswith(".")  # within a chain: example.org.Then
        or (behind[:1] == "." and behind[1:].isalnum())  # the chain goes on: Will.I.Am
        or (word.lower() in _TITLES and not closed)
        or (word[-1].isdigit() and not word.isdigit())  # v2.Beta
        or (word.isdigit() and len(word) <= 2 and word == token)  # 1.Introduction
        or next_word.lower() in _ENDINGS
    )
    if doubtful:
        return False
    if len(next_word) > 3 and next_word[1] in "'’":  # O'Brien
        return True
    if next_word.isupper():  # an acronym; after capitals it may be one name
        return len(next_word) > 1 and len(word) > 2 and word.islower()
    return len(next_word) > 1 and next_word[1].islower()


def _is_starter(word: str, behind: str) -> bool:
    """Whether the word opens sentences; the one-letter words do so only as words of their own."""
    head = re.split("['’]", word, maxsplit=1)[0]
    if len(head) == 1 and head == word and not behind[:1].isspace():
        return False
    return head in _STARTERS and not (behind[:1] == "." and behind[1:].isalnum())
