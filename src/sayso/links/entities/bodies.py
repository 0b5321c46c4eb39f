"""Names of organizations, documents and outlets: their words, short forms and hosts; how two of them go together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.links.entities.alike import Grade
from sayso.links.entities.people import LONGEST
from sayso.links.entities.spelling import SPELLED, near, rough
from sayso.links.entities.tables import names
from sayso.links.words import fold, rarity, stem
from sayso.records import Kind

COMMON = 5.6
"""rarity() up to which a word of a body's name is common: in about one of 270 news passages or more ("health"). Set by
reading the rarity of 50 words of bodies' names: "railway" (5.3) and "interior" (5.5) are common, "civic" (5.8) not."""
SHORT_FORM = (2, 7)
"""Letters that a short form has."""

_BRACKET = re.compile(r"\(([^\W\d_]{2,7})\)")
_WORD = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
_INDEFINITE = ("a", "an", "one", "some", "another", "its", "his", "her", "their", "this", "that", "these", "those")


@dataclass(frozen=True, slots=True)
class Body:
    """A name of a body.

    `words`: its words without articles, joints and legal forms, as they come out for comparing; `core`: the same,
    sorted; `short`: a short form as written ("hwu"), in the name or as the name; `initials`: those of its words;
    `joined`: its words in one piece, as hosts have them; `host`: for an outlet, its host name without "www.";
    `lower`: written without a capital ("the port authority").
    """

    core: tuple[str, ...]
    words: tuple[str, ...]
    short: str
    initials: str
    joined: str
    host: str = ""
    lower: bool = False

    @property
    def generic(self) -> bool:
        """Whether the name fits bodies of many places ("Health Ministry", "Port Authority"), unlike "White House"."""
        if self.lower:
            return True
        if self.host or not all(map(_common, self.core)):
            return False
        return any(w in generic_stems() for w in self.core)


@lru_cache(maxsize=1 << 15)
def body(name: str, kind: Kind) -> Body | None:
    """A name taken apart; None where it names nobody in particular ("the company", "a statement").

    >>> body("Harbour Workers' Union", "named organization").initials
    'hwu'
    >>> body("Ivengrain AG", "named organization").core == body("Ivengrain", "named organization").core
    True
    >>> body("the company", "named organization") is None
    True
    """
    words = names()
    name = name.strip()[:LONGEST]
    if kind == "outlet" and "." in name and " " not in name:
        return _host(name)
    bracket = _BRACKET.search(name)
    short = bracket[1].lower() if bracket and bracket[1].isupper() else ""
    text = _BRACKET.sub(" ", name)
    text = _INITIALS.sub(lambda m: m.group().replace(".", "") + " ", text)
    raw = _WORD.findall(text)
    if kind == "document" and (not raw or fold(raw[0]) in _INDEFINITE or sum(w[0].isupper() for w in raw) < 2):
        return None
    tokens = [(w, fold(re.sub(r"['’](?:s|S)?$", "", w)).replace("'", "").replace(".", "")) for w in raw]
    tokens = [(w, f) for w, f in tokens if f and f not in words.joints]
    kept = [(w, f) for w, f in tokens if f not in words.legal] or tokens
    kept = [(w, f) for k, (w, f) in enumerate(kept) if k == 0 or f not in words.filler] or kept
    if not kept:
        return None
    whole = " ".join(f for _, f in kept)
    if whole in words.known:
        return Body((words.known[whole],), (words.known[whole],), words.known[whole], "", whole.replace(" ", ""))
    order = tuple(dict.fromkeys(_core(f) for _, f in kept))
    core = tuple(sorted(order))
    if len(kept) == 1:
        word, plain = kept[0]
        if plain in words.generic or not (word[0].isupper() or word[0].isdigit()) or len(plain) < 2:
            return None
        if not short and word.isupper() and SHORT_FORM[0] <= len(plain) <= SHORT_FORM[1]:
            short = plain
    lower = not any(w[0].isupper() or w[0].isdigit() for w, _ in kept)
    if lower and not set(core) & generic_stems():
        return None
    initials = "".join(f[0] for _, f in kept) if len(kept) > 1 else ""
    return Body(core, order, short, initials, "".join(f for _, f in kept), lower=lower)


def _host(name: str) -> Body:
    """An outlet, by its host: the label before the public ending."""
    host = fold(name).split("/")[0].split(":")[0]
    labels = [x for x in host.split(".") if x]
    if labels and labels[0] in ("www", "m", "edition", "amp"):
        labels = labels[1:]
    at = -2 if len(labels) > 1 else -1
    if len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) <= 2:
        at = -3  # "daily.co.uk"
    label = labels[at] if labels else host
    label = label.removeprefix("the") if len(label) > 6 else label
    short = label if len(label) <= 5 else ""
    return Body((label,), (label,), short, "", label.replace("-", ""), ".".join(labels))


@lru_cache(maxsize=1 << 15)
def _core(word: str) -> str:
    """A word of a body's name: one spelling, a place and its adjective alike, stemmed."""
    words = names()
    word = words.places.get(word, words.spelled.get(word, word))
    if word in words.places:
        return word
    if rarity(stem(word)) > COMMON:
        for ending in words.endings:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                return word[: -len(ending)]
    return stem(word)


@lru_cache(maxsize=1 << 15)
def _common(word: str) -> bool:
    return rarity(stem(word)) <= COMMON and word not in names().places.values()


@cache
def generic_stems() -> frozenset[str]:
    """Stems of the words that say what sort of body it is."""
    return frozenset(map(_core, names().generic))


@cache
def _tails() -> frozenset[str]:
    return frozenset(map(_core, names().tails))


def agree(a: Body, b: Body) -> tuple[Grade, str] | None:
    """How two bodies' names go together, with the reason; None where they are different bodies."""
    if a.host and b.host:
        if a.host == b.host:
            return "same", f"same host: {a.host}"
        return ("part", f"hosts {a.host} and {b.host}") if a.core == b.core else None
    if a.host or b.host:
        return _outlet(a, b)
    if a.core == b.core:
        return ("bare" if a.generic else "same"), "same name: " + " ".join(a.core)
    for short, long in ((a, b), (b, a)):
        if short.short and len(short.core) == 1 and short.short in (long.short, long.initials):
            sure = short.short == long.short or len(short.short) > 3
            return ("spelling" if sure else "part"), f"{short.short.upper()} is short for {long.joined}"
    if a.short and a.short == b.short:
        return "spelling", f"both are called {a.short.upper()}"
    if len(a.core) == len(b.core) and all(near(x, y) >= SPELLED for x, y in zip(a.core, b.core, strict=True)):
        return "spelling", f"two spellings: {' '.join(a.core)} and {' '.join(b.core)}"
    small, large = sorted((set(a.core), set(b.core)), key=len)
    if small < large:
        more = " ".join(sorted(large - small))
        one, two = sorted((a, b), key=lambda x: len(x.words))
        if two.words[-len(one.words) :] == one.words:
            return "part", f"{' '.join(one.words)} is the end of {' '.join(two.words)}"
        if all(w in names().places.values() for w in small):
            return None  # "Nigeria" is not its army
        if large - small <= _tails() and not small <= generic_stems():
            return "part", f"only one of them says what it is: {more}"  # "Staunton Police Department"
        return "bare", f"{' '.join(sorted(small))}: the other name adds {more}"
    return None


def _outlet(a: Body, b: Body) -> tuple[Grade, str] | None:
    outlet, other = (a, b) if a.host else (b, a)
    if outlet.joined == other.joined:
        return ("same" if len(outlet.joined) > 6 else "part"), f"the name as the host {outlet.host} has it"
    if outlet.short and outlet.short in (other.short, other.initials):
        return "part", f"{outlet.short.upper()} as the host {outlet.host} has it"
    return None


def body_keys(b: Body) -> tuple[str, ...]:
    """The words together; the end of the name, and the name without its rarest word; its short forms. For one word the
    same key as a surname has."""
    keys = []
    if b.host:
        keys.append("h:" + b.host)
    if len(b.core) == 1:
        keys.append("n:" + rough(b.joined if b.host else b.core[0]))
    else:
        keys.append(_words_key(b.core))
        keys.append("n:" + rough(b.joined))
        ends = [b.words[1:], b.words[2:]]
        ends.append(tuple(w for w in b.core if w != rarest(b.core)))
        ends += [(w,) for w in b.words[:1] if b.words[1:] and set(b.words[1:]) <= generic_stems()]
        keys += [_words_key(end) for end in ends if len(end) > 1 or (end and not _plain(end[0]))]
    keys += ["=" + s for s in (b.short, b.initials if len(b.initials) > 2 else "") if s]
    return tuple(dict.fromkeys(keys))


def _words_key(words: tuple[str, ...]) -> str:
    return "n:" + rough(words[0]) if len(words) == 1 else "o:" + "+".join(sorted(map(rough, words)))


def _plain(word: str) -> bool:
    """Whether a word alone would be the key of very many."""
    return _common(word) or word in generic_stems()


def rarest(core: tuple[str, ...]) -> str:
    """The word of a name that says most."""
    return max(core, key=lambda w: (rarity(stem(w)), w))
