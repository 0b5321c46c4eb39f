"""Host names: which part of one names the outlet, without asking a network (hosts.toml)."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files


@cache
def _table() -> tuple[frozenset[str], frozenset[str]]:
    raw = tomllib.loads(files("sayso.links.outlets").joinpath("hosts.toml").read_text(encoding="utf-8"))
    return frozenset(raw["second_level"]), frozenset(raw["platforms"])


@lru_cache(maxsize=1 << 14)
def clean(host: str | None) -> str | None:
    """A host as it is compared: lower case, no port, no user, no final stop; None where nothing is left.

    >>> clean("WWW.Harbour.example:8080"), clean(" ")
    ('www.harbour.example', None)
    """
    if host is None:
        return None
    bare = "".join(host.split()).lower().rsplit("://", 1)[-1].split("/", 1)[0]
    bare = bare.rsplit("@", 1)[-1].strip(".")
    name, colon, port = bare.rpartition(":")
    if colon and port.isdigit() and ":" not in name:
        bare = name
    return bare.strip(".") or None


@lru_cache(maxsize=1 << 14)
def registrable(host: str) -> str:
    """The part of a clean host that somebody had to register: what is left when subdomains are folded.

    >>> [registrable(h) for h in ("www.bbc.co.uk", "news.coast.example", "ana.substack.com", "10.0.0.1")]
    ['bbc.co.uk', 'coast.example', 'ana.substack.com', '10.0.0.1']
    """
    labels = host.split(".")
    if len(labels) < 3 or labels[-1].isdigit() or ":" in host:
        return host
    second_level, platforms = _table()
    country = len(labels[-1]) == 2 and labels[-2] in second_level
    kept = 3 if country or ".".join(labels[-2:]) in platforms else 2
    return ".".join(labels[-kept:])


def label(host: str) -> str:
    """The label of a clean host that names the outlet, letters and digits only.

    >>> label("www.coast-mirror.co.uk")
    'coastmirror'
    """
    return "".join(c for c in registrable(host).split(".", 1)[0] if c.isalnum())
