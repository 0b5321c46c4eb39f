"""How independent the reports of a claim are: separate counts, each with its chain of reasons.

1. apart: what only denies, predicts, takes back or says that somebody did not say it does not carry the claim
2. fold: copies, versions and relays into independent texts (folding.py)
3. voices: who says it, each counted once (voices.py)
4. circles: media that rest on each other (circles.py)
5. count, and say which text was first
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.across import Counts, Link, Said
from sayso.instants import moment
from sayso.links.independence.chains import stands_for, text_id, told
from sayso.links.independence.circles import circles
from sayso.links.independence.desk import Fold
from sayso.links.independence.folding import canonical, fold
from sayso.links.independence.relays import order
from sayso.links.independence.voices import Home, voices
from sayso.links.independence.weighed import Circle, First, Kept, Member, Voice, Weighed
from sayso.links.outlets.families import Families
from sayso.links.outlets.hosts import clean, registrable

__all__ = ["Member", "Weighed", "carries", "weigh"]


DEEPEST = 8
"""How deep statements nest within statements; more is a fault of the reading."""


def weigh(members: Iterable[Member], families: Families, links: Iterable[Link] = ()) -> Weighed:
    """The counts of one claim, as docs/format.md defines them, with what each of them counted and why.

    `members` are all statements of the claim. `links` among them: `relays` that were found already decide before names
    do; other kinds are not needed, since members carry their origins. The result depends on the set of members alone.
    Nearly linear in their number.
    """
    everybody = canonical(members)
    carrying, apart = _apart(everybody)  # 1
    out = fold(carrying, families, links)  # 2
    texts_of = _by(carrying, lambda m: out.node[m.said.id])
    homes = {node: _home(node, said, out, families) for node, said in texts_of.items()}
    said_by, without = voices(carrying, out, homes, families)  # 3
    texts = [told(node, said, out, homes[node], without) for node, said in texts_of.items()]
    texts.sort(key=lambda pair: pair[0])
    reports = _kept(carrying, lambda m: m.page, "report", apart)
    outlets = _kept(carrying, lambda m: _outlet(m.said), "outlet", apart)
    owners = _kept(carrying, lambda m: m.family or families.family(m.said.outlet), "family", apart)
    counts = Counts(
        reports=len(reports),
        outlets=len(outlets),
        families=len(owners),
        texts=len(texts),
        sources=len(said_by),
        named=sum(v.kind == "named" for v in said_by),
        unnamed=sum(v.kind == "unnamed" for v in said_by),
    )
    return Weighed(  # 5
        counts=counts,
        reports=reports,
        outlets=outlets,
        families=owners,
        texts=tuple(made for _, made in texts),
        sources=tuple(_with_ids(v) for v in said_by),
        first=_first([said for _, said in sorted(texts_of.items())], out),
        circles=_circles(carrying, out),  # 4
        apart=tuple(apart.items()),
    )


def carries(said: Said) -> str | None:
    """None where a statement carries its claim as far as it shows itself, else why it does not.

    >>> carries(Said(id="1", report="r", text="x", sentence="x", form="indirect", act="deny"))
    'denies it'
    """
    if said.act == "deny":
        return "denies it"
    if said.negated:
        return "says that somebody did not say it"
    if said.act == "predict":
        return "only predicts it"
    return None


def _apart(members: Sequence[Member]) -> tuple[list[Member], dict[str, str]]:
    """(the members that carry the claim, why each of the others does not)."""
    apart: dict[str, str] = {}
    forecast = _forecast(members)
    for m in members:
        why = carries(m.said) or (None if m.carries else m.why_not or "does not carry the claim")
        if forecast and m.said.act == "predict" and not m.said.negated and m.carries:
            why = None
        if why is not None:
            apart[m.said.id] = why
    outer = {m.said.id: m.said.within for m in members}
    shown = dict(apart)
    for m in members:
        at = m.said.within
        for _ in range(DEEPEST):
            if at is None or m.said.id in apart:
                break
            if at in shown:
                apart[m.said.id] = f"stands within a statement that {shown[at]}"
            at = outer.get(at)
    return [m for m in members if m.said.id not in apart], apart


def _forecast(members: Sequence[Member]) -> bool:
    """Whether the claim itself is a forecast: somebody predicts it and nobody says that it is so, or denies it."""
    acts = {m.said.act for m in members if m.carries and not m.said.negated}
    return acts == {"predict"}


def _outlet(said: Said) -> str | None:
    host = clean(said.outlet)
    return registrable(host) if host else None


def _by(members: Sequence[Member], key: Callable[[Member], str]) -> dict[str, list[Member]]:
    groups: dict[str, list[Member]] = {}
    for m in members:
        groups.setdefault(key(m), []).append(m)
    return groups


def _home(node: str, said: Sequence[Member], out: Fold, families: Families) -> Home:
    """Where a text came from: the medium that relays name, or its earliest report's home, credit or outlet."""
    if node in out.absent:
        name = out.absent[node]
        return Home(name, families.family(name) if "." in name else name)
    head = stands_for(said, out).said.id
    m = next(m for m in said if m.said.id == head)
    host = m.home or m.said.outlet
    if m.credit and not m.home:
        host = families.host_of(m.credit, (_outlet(m.said) or "",))
        if host is None:
            return Home(m.credit, m.credit)
    return Home(host, m.family if m.family and host == m.said.outlet else families.family(host))


def _with_ids(voice: Voice) -> Voice:
    return replace(voice, texts=tuple(sorted(text_id(t) for t in voice.texts)))


def _kept(
    members: Sequence[Member], key: Callable[[Member], str | None], what: str, apart: Mapping[str, str]
) -> tuple[Kept, ...]:
    """What a count counted, sorted, each with its statements."""
    groups: dict[str, list[Member]] = {}
    for m in members:
        if (k := key(m)) is not None:
            groups.setdefault(k, []).append(m)
    return tuple(
        Kept(key=k, statements=tuple(m.said.id for m in said), reasons=_kept_reasons(what, said))
        for k, said in sorted(groups.items())
    )


def _kept_reasons(what: str, said: Sequence[Member]) -> tuple[str, ...]:
    """Why several reports are one: versions of a page, reports of an outlet, outlets of a family."""
    if what == "report":
        versions = len({m.said.report for m in said})
        return (f"{versions} versions of one page are one report",) if versions > 1 else ()
    if what == "outlet":
        pages = len({m.page for m in said})
        return (f"{pages} reports of one outlet",) if pages > 1 else ()
    hosts = sorted({h for m in said if (h := _outlet(m.said))})
    return ("under one owner: " + ", ".join(hosts),) if len(hosts) > 1 else ()


def _first(texts: Sequence[Sequence[Member]], out: Fold) -> First | None:
    """The statement that stands for the earliest independent text; a text that is here before one only relayed."""
    if not texts:
        return None
    stands = [stands_for(said, out) for said in texts]
    m = min(stands, key=lambda m: (moment(m.said.published), m.said.id in out.relays, order(m.said)))
    said = m.said
    why = [f"the earliest of {len(texts)} independent text{'s' * (len(texts) > 1)}"]
    if said.published is None:
        why.append("no report of it is dated")
    if said.id in out.relays:
        why.append(f"it gives this on the word of {', '.join(out.relays[said.id])}, whose text must be earlier")
    source = said.name if said.form != "own" else said.outlet
    return First(
        statement=said.id,
        report=said.report,
        url=said.url,
        outlet=said.outlet,
        published=said.published,
        source=source,
        reasons=tuple(why),
    )


def _circles(members: Sequence[Member], out: Fold) -> tuple[Circle, ...]:
    """Circles among the outlets of the members, with the statements that cite."""
    cites: dict[tuple[str, str], list[Member]] = {}
    for m in members:
        by, of = _outlet(m.said), out.cites.get(m.said.id)
        if by and of:
            cites.setdefault((by, of), []).append(m)
    found = []
    for ring in circles(cites):
        steps = [(by, ring[(i + 1) % len(ring)]) for i, by in enumerate(ring)]
        why = tuple(f"{by} rests on {of}: statement {cites[by, of][0].said.id}" for by, of in steps)
        shown = tuple(m.said.id for step in steps for m in cites[step])
        found.append(Circle(outlets=ring, statements=shown, reasons=why))
    return tuple(found)
