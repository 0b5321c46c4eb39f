"""What folding finds (Fold), and the desk where relays are looked up: which statement of which outlet one relays."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sayso.links.independence.relays import in_time, is_medium, relayed
from sayso.links.independence.weighed import NAMED, Member
from sayso.links.outlets.families import Families
from sayso.links.outlets.hosts import clean, label, registrable
from sayso.links.outlets.mastheads import bare, index


@dataclass
class Fold:
    """The outcome: for each statement id the node of its text, whom it relays, and how its relay came to that node."""

    node: dict[str, str] = field(default_factory=dict)
    relays: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Statement -> names of the media that it relays, utmost first; only those that relay."""
    target: dict[str, str] = field(default_factory=dict)
    """Statement -> statement it relays, where that is in the archive."""
    cites: dict[str, str] = field(default_factory=dict)
    """Statement -> host of the outlet it cites, where that has a report here or is known by its name."""
    absent: dict[str, str] = field(default_factory=dict)
    """Node -> host or name of the medium whose text is not in the archive."""
    heads: dict[str, str] = field(default_factory=dict)
    """Headline or lead -> the attributed statement of the same report that it says shortly."""
    round: set[str] = field(default_factory=set)
    """Statements whose relays come round again."""
    media: frozenset[str] = frozenset()
    """Bare names of sources that are media."""


class Desk:
    """The members by outlet, prepared once: which statement a relay of that outlet relays."""

    def __init__(self, members: Sequence[Member], families: Families, out: Fold) -> None:
        self.families, self.out = families, out
        self.by_id = {m.said.id: m for m in members}
        hosts = frozenset(h for m in members if (h := clean(m.said.outlet)))
        self.known = index(hosts)
        self.alone = {h: index(frozenset((h,))) for h in sorted(hosts)}
        self.keys: dict[str, str] = {}
        self.real = frozenset(registrable(h) for h in hosts)
        named = {m.said.id: relayed(m.said, out.media, families) for m in members}
        self.short = _initials(
            {bare(n) for names in named.values() for n in names} | {bare(m.credit or "") for m in members}
        )
        for m in members:
            houses = self.houses(m)
            others = tuple(n for n in named[m.said.id] if not self._own(n, m, houses))
            if others:
                out.relays[m.said.id] = others
        self.there: dict[str, list[Member]] = {}
        self.plain: dict[str, Member] = {}
        self.sourced: dict[tuple[str, str], Member] = {}
        for own in (True, False):  # an outlet's own reports first, then those that were taken from it
            for m in members:
                house = {registrable(h)} if (h := clean(m.said.outlet)) else set()
                for key in house if own else self.houses(m) - house:
                    self._enter(key, m)

    def _enter(self, key: str, m: Member) -> None:
        self.there.setdefault(key, []).append(m)
        if m.said.id not in self.out.relays:
            self.plain.setdefault(key, m)
            if source := m.said.entity or bare(m.said.name or ""):
                self.sourced.setdefault((key, source), m)

    def _own(self, name: str, m: Member, houses: set[str]) -> bool:
        """Whether a medium is the report's own outlet, or the agency whose text it prints and that has none here."""
        own = clean(m.said.outlet)
        if own is not None:
            host = self.families.meant(name, self.alone[own])
            if host is not None and self.families.same_outlet(host, own):
                return True
        key = self.key(name)
        return key in houses and key not in self.real

    def houses(self, m: Member) -> set[str]:
        """The outlets whose text a member stands in: its report's, and the one that its text was taken from."""
        hosts = {registrable(h) for host in (m.said.outlet, m.home) if (h := clean(host))}
        return hosts | {self.key(m.credit)} if m.credit else hosts

    def key(self, name: str) -> str:
        """What one medium is known by: its host where that is known, else its bare name, in initials where others use
        them."""
        if name not in self.keys:
            host, plain = self.families.meant(name, self.known), bare(name)
            self.keys[name] = registrable(host) if host else self.short.get(plain, plain)
        return self.keys[name]

    def pick(self, key: str, m: Member) -> Member | None:
        """The member of that outlet that a relay relays: with its source, else no relay itself, else the earliest."""
        source = m.said.entity or bare(m.said.name or "")
        for found in (self.sourced.get((key, source)), self.plain.get(key)):
            if found is not None and found.page != m.page and in_time(found.said, m.said):
                return found
        for found in self.there.get(key, ())[:2]:
            if found.page != m.page and in_time(found.said, m.said):
                return found
        return None


def _initials(names: Collection[str]) -> dict[str, str]:
    """Names that others of the set write as initials: "marovian news agency" where there is "mna"."""
    long = {n: "".join(word[0] for word in n.split()) for n in names if n.count(" ") > 1}
    return {n: short for n, short in long.items() if short in names}


def media(members: Sequence[Member], families: Families) -> frozenset[str]:
    """The bare names of all sources that any member shows to be media: by themselves, or since they spell the host of
    another outlet that reports the same ("the Wharf", wharf.example). A body that speaks on its own page is none."""
    labels = {label(h) for m in members if m.said.genre != "press release" and (h := clean(m.said.outlet))}
    told = [(m, name) for m in members if m.said.form != "own" and (name := bare(m.said.name or ""))]
    speaks = {name for m, name in told if _on_own_page(m)}
    return frozenset(
        name
        for m, name in told
        if is_medium(m.said, families)
        or (m.said.kind in NAMED and name not in speaks and not labels.isdisjoint(_labels(name)))
    )


def _labels(name: str) -> tuple[str, str]:
    """The labels of a host that spell a bare name in full."""
    whole = name.replace(" ", "")
    return whole, "the" + whole


def _on_own_page(m: Member) -> bool:
    """Whether a body's own page gives its words ("the port authority said", portauthority.example)."""
    host = clean(m.said.outlet)
    return host is not None and bare(m.said.name or "").replace(" ", "") in (
        label(host),
        label(host).removeprefix("the"),
    )
