"""The training texts, read in place from a data folder, as words with gold tags.

Attribution: PolNeAR's articles. Names: EWT (UNER), wikigold, CrossNER politics, Re-DocRED. Each names set labels its
own types; all four label persons, organizations and places, so one head serves, and their other types are "O". Where
they differ in what a name is, the majority's way is brought to all: no leading article, no adjective of a people.
(re3d is left out: its persons are also titles and pronouns, which contradicts the others.)
"""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sayso.reader.model.encode import Vocabulary, Words

ROLES = ("source", "cue", "content")
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NAME_TAGS = ("O", "B-person", "I-person", "B-organization", "I-organization", "B-place", "I-place")
PART_TAGS = ("O", "B-source", "I-source", "B-content", "I-content")


@dataclass(frozen=True, slots=True)
class Cue:
    """One gold attribution as word ranges: the cue, and a PART_TAGS index for every word that is part of it."""

    first: int
    last: int
    parts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Soft:
    """Scores that earlier runs give (soft.py), in 16 bits: `tags` (W, TAGS) of a document's words, `parts` (C, R,
    PART_TAGS) of the words from REACH_BACK before each cue to REACH_ON after its beginning."""

    tags: np.ndarray
    parts: np.ndarray


@dataclass(frozen=True, slots=True)
class Document:
    """Words with gold: `tags` and `cues` for attribution texts, `names` for names texts; the other is None, and both
    in a text without gold. `meant` are word ranges (first, last) with the row of the teacher's vector for them
    (teacher.py); `soft` is what earlier runs hold of the words."""

    id: str
    words: Words
    tags: list[int] | None = None
    cues: tuple[Cue, ...] = ()
    names: list[int] | None = None
    meant: tuple[tuple[int, int, int], ...] = ()
    soft: Soft | None = None


def lines(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    with path.open(encoding="utf-8") as f:
        for line in f:
            if line.strip():
                yield json.loads(line)


def word_range(words: Words, start: int, end: int) -> tuple[int, int]:
    """The words that the span [start, end) touches, half-open."""
    return int(np.searchsorted(words.end, start, side="right")), int(np.searchsorted(words.start, end, side="left"))


def polnear(path: Path, vocabulary: Vocabulary) -> Iterator[Document]:
    for d in lines(path):
        yield attribution_document(d["id"], d["text"], d["attributions"], vocabulary)


def _begun(tags: dict[int, int]) -> dict[int, int]:
    """The same tags with a B-x for each I-x that follows neither B-x nor I-x: such a word begins what was cut off or
    interrupted. The chains forbid it, and gold that they forbid pushes scores up without end (LOG.md, run 3)."""
    out: dict[int, int] = {}
    for k in sorted(tags):
        tag = tags[k]
        out[k] = tag - 1 if tag and tag % 2 == 0 and out.get(k - 1, 0) not in (tag, tag - 1) else tag
    return out


def attribution_document(id_: str, text: str, attributions: Iterable[dict], vocabulary: Vocabulary) -> Document:  # type: ignore[type-arg]
    words = vocabulary.words(text)
    tags, cues = [0] * len(words), []
    for a in attributions:
        parts: dict[int, int] = {}
        for r, role in enumerate(ROLES):
            for start, end in a[role]:
                i, j = word_range(words, start, end)
                for k in range(i, j):
                    tags[k] = 2 * r + (1 if k == i else 2)
                    if role != "cue":
                        parts[k] = (1 if role == "source" else 3) + (k > i)
        if a["cue"] and a["content"]:
            first, last = word_range(words, *a["cue"][0])
            if first < last:
                cues.append(Cue(first, last, _begun(parts)))
    tags = list(_begun(dict(enumerate(tags))).values())
    return Document(id_, words, tags=tags, cues=tuple(sorted(cues, key=lambda c: c.first)))


# ---- names -------------------------------------------------------------------------------------------------------

_CONLL_TYPES = {
    "PER": 1, "ORG": 3, "LOC": 5,
    "person": 1, "politician": 1, "organisation": 3, "politicalparty": 3, "country": 5, "location": 5,
}  # fmt: skip

_PEOPLES = """
    afghan african american angolan arab arabic argentine asian azerbaijani bangladeshi basque briton byzantine
    catalan chilean croat cuban czech dane dominican dutch dutchman emirati englishman englishmen european
    filipino finn french frenchman frenchmen german greek guinean icelandic iraqi irishman irishmen israeli
    jamaican kazakh kenyan korean kuwaiti kyrgyz lankan leonean libyan mexican montenegrin moroccan nepali omani
    ottoman pakistani peruvian philippine poles qatari rican roman samoan saudi scot scotsman serb singaporean
    slavic slovak slovene somali spaniard swede swiss tajik thai tibetan turk turkmen ugandan uruguayan uzbek
    venezuelan welsh welshman yemeni yugoslav zealander
"""
"""Adjectives and members of peoples that no ending tells."""
_OF_A_PEOPLE = re.compile(r"[A-Z]\w{2,}(?:ian|ese|ish)s?")
_PLACES = "Archdiocese Dalian Diocese Fujian Meridian Parish Philippines Smithsonian Zhoukoudian"
"""Places that look alike."""


def of_a_people(token: str) -> bool:
    """Whether a token is an adjective, a language or a member of a people ("German", "Chinese", "Poles").

    Re-DocRED calls these places, 1,170 of its 8,171; the other three sets call them nothing.
    """
    low, listed = token.lower(), _PEOPLES.split()
    alike = low in listed or low.removesuffix("s") in listed or _OF_A_PEOPLE.fullmatch(token) is not None
    return alike and token not in _PLACES.split()


def _from_tokens(id_: str, sentences: list[list[tuple[str, str]]], vocabulary: Vocabulary) -> Document:
    """Sentences of (token, BIO or IO label) as one document, a line a sentence."""
    text, spans = "", []
    for sentence in sentences:
        previous = None
        for token, label in sentence:
            start = len(text) + 1 if text and not text.endswith("\n") else len(text)
            text += (" " if start > len(text) else "") + token
            prefix, _, kind = label.partition("-")
            tag = _CONLL_TYPES.get(kind, 0) if prefix in "BI" else 0
            if tag and previous == tag and prefix == "I" and spans:
                spans[-1][1] = len(text)
            elif tag:
                spans.append([start, len(text), tag])
            previous = tag
        text += "\n"
    return _with_names(id_, text, spans, vocabulary)


def _with_names(id_: str, text: str, spans: Iterable[Iterable[int]], vocabulary: Vocabulary) -> Document:
    words = vocabulary.words(text)
    names = [0] * len(words)
    for start, end, tag in spans:
        i, j = word_range(words, start, end)
        i += j - i > 1 and words.text[i].lower() == "the"  # 1 of 20 has it inside; no two sets agree where
        for k in range(i, j):
            names[k] = tag + (k > i)
    return Document(id_, words, names=names)


def conll(
    path: Path, vocabulary: Vocabulary, *, column: int, token: int = 0, a_document: int = 12
) -> Iterator[Document]:
    """A CoNLL file in pieces of `a_document` sentences."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split()
        if not cells:
            sentences.append([])
        elif not line.startswith("#") and len(cells) > max(column, token) and cells[token] != "-DOCSTART-":
            sentences[-1].append((cells[token], cells[column]))
    kept = [s for s in sentences if s]
    for i in range(0, len(kept), a_document):
        yield _from_tokens(f"{path.stem}-{i}", kept[i : i + a_document], vocabulary)


def redocred(path: Path, vocabulary: Vocabulary, limit: int) -> Iterator[Document]:
    data = json.loads(path.read_text(encoding="utf-8"))
    for d in data[:limit]:
        labels = [["O"] * len(s) for s in d["sents"]]
        for entity in d["vertexSet"]:
            for m in entity:
                last = d["sents"][m["sent_id"]][m["pos"][1] - 1]
                if m["type"] in ("PER", "ORG") or (m["type"] == "LOC" and not of_a_people(last)):
                    for k in range(*m["pos"]):
                        labels[m["sent_id"]][k] = ("B-" if k == m["pos"][0] else "I-") + m["type"]
        sentences = [list(zip(s, x, strict=True)) for s, x in zip(d["sents"], labels, strict=True)]
        yield _from_tokens(f"redocred-{d['title']}", sentences, vocabulary)


def names(data: Path, vocabulary: Vocabulary) -> list[Document]:
    folder = data / "names"
    out = list(conll(folder / "uner_ewt/en_ewt-ud-train.PLO.derived.iob2", vocabulary, token=1, column=2))
    out += conll(folder / "wikigold/data/wikigold/CONLL-format/data/wikigold.conll.txt", vocabulary, column=1)
    for part in ("train", "dev", "test"):
        out += conll(folder / f"crossner/ner_data/politics/{part}.txt", vocabulary, column=1)
    out += redocred(folder / "redocred/data/dev_revised.json", vocabulary, 500)
    out += redocred(folder / "redocred/data/test_revised.json", vocabulary, 500)
    return out


# ---- augmentation ------------------------------------------------------------------------------------------------

CURLY_TO_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def straightened(words: Words, vocabulary: Vocabulary) -> Words:
    """The same words with straight quotation marks (one mark stays one mark, so offsets and gold stay)."""
    strings = [w.translate(CURLY_TO_STRAIGHT) for w in words.text]
    return replace(words, text=strings, pieces=[vocabulary.look_up(w)[0] for w in strings])


def within(cue: Cue, first: int, last: int) -> Cue:
    """A cue of the words [first, last) as one of a text that has these alone."""
    parts = {k - first: v for k, v in cue.parts.items() if first <= k < last}
    return Cue(cue.first - first, cue.last - first, _begun(parts))


def paragraphs(document: Document, vocabulary: Vocabulary) -> list[Document]:
    """Each line as a document of its own, with TeX-style marks, as the published token tags have them; a cue keeps
    the parts that stand in its own line."""
    words = document.words
    borders = [i for i, b in enumerate(words.begins) if b] + [len(words)]
    out = []
    for first, last in itertools.pairwise(borders):
        strings = [
            "``" if w in '"“' and q == 2 else "''" if w in '"”' and q == 3 else w
            for w, q in zip(words.text[first:last], words.quotation[first:last], strict=True)
        ]
        cut = Words(
            text=strings,
            start=words.start[first:last],
            end=words.end[first:last],
            pieces=[vocabulary.look_up(w)[0] for w in strings],
            shape=words.shape[first:last],
            quotation=words.quotation[first:last],
            begins=[1] + [0] * (last - first - 1),
        )
        kept = [i for i, c in enumerate(document.cues) if first <= c.first and c.last <= last]
        cues = tuple(within(document.cues[i], first, last) for i in kept)
        soft = document.soft and Soft(document.soft.tags[first:last], document.soft.parts[kept])
        meant = tuple((a - first, b - first, row) for a, b, row in document.meant if first <= a and b <= last)
        assert document.tags is not None
        out.append(Document(document.id, cut, tags=document.tags[first:last], cues=cues, meant=meant, soft=soft))
    return out


def augmented(document: Document, vocabulary: Vocabulary, chance: random.Random) -> list[Document]:
    """An article in other houses' styles: cut into single paragraphs in 3 of 10 readings, else with straight
    quotation marks for curly ones in 3 of 10, and all in one paragraph in 3 of 20. The names texts have each sentence
    on a line of its own, as reports have not: in half of the readings some stand together, 2.5 on average."""
    if document.tags is not None and chance.random() < 0.3:
        return paragraphs(document, vocabulary)
    words = document.words
    if chance.random() < 0.3:
        words = straightened(words, vocabulary)
    if chance.random() < 0.15:
        words = replace(words, begins=[1] + [0] * (len(words) - 1))
    elif document.names is not None and chance.random() < 0.6:
        words = replace(words, begins=[b and int(k == 0 or chance.random() < 0.4) for k, b in enumerate(words.begins)])
    return [replace(document, words=words)]
