"""Host names: which part of one names the outlet, without asking a network."""

from __future__ import annotations

from functools import lru_cache

_SECOND_LEVEL = frozenset(
    (
        "ac",
        "co",
        "com",
        "edu",
        "gob",
        "gov",
        "gv",
        "info",
        "ltd",
        "me",
        "mil",
        "ne",
        "net",
        "nom",
        "or",
        "org",
        "plc",
        "sch",
    )
)
"""Labels that stand before a country's two letters without naming anybody ("co.uk", "com.au", "or.jp")."""

_PLATFORMS = frozenset(
    """altervista.org beehiiv.com blogspot.com buttondown.email exblog.jp free.fr ghost.io github.io gitlab.io
    hatenablog.com hypotheses.org livejournal.com medium.com narod.ru netlify.app over-blog.com pages.dev
    squarespace.com substack.com tistory.com tumblr.com typepad.com vercel.app weebly.com wixsite.com wordpress.com
    ucoz.ru writeas.com""".split()
)
"""Hosts under which everybody can publish: there the label in front names the outlet, not the platform."""


def clean(host: str | None) -> str | None:
    """A host as it is compared: lower case, no port, no user, no final stop; None where nothing is left.

    >>> clean("WWW.Harbour.example:8080"), clean(" ")
    ('www.harbour.example', None)
    """
    if host is None:
        return None
    bare = host.strip().lower().removeprefix("https://").removeprefix("http://").split("/", 1)[0]
    bare = bare.rsplit("@", 1)[-1]
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
    country = len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    kept = 3 if country or ".".join(labels[-2:]) in _PLATFORMS else 2
    return ".".join(labels[-kept:])


def label(host: str) -> str:
    """The label of a clean host that names the outlet, letters and digits only.

    >>> label("www.coast-mirror.co.uk")
    'coastmirror'
    """
    return "".join(c for c in registrable(host).split(".", 1)[0] if c.isalnum())
