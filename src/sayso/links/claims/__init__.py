"""The same claim in two statements, and claims over many: pure functions over candidates.

`keys` says what to look candidates up by, `compare` decides a pair, `component` cuts a connected set of confirmed links
into claims, `representative` picks the statement that stands for one; `carries` says whether a statement asserts its
content at all.
"""

from sayso.links.claims.groups import component, representative
from sayso.links.claims.keys import keys
from sayso.links.claims.pairs import compare
from sayso.links.claims.voice import carries, voice

__all__ = ["carries", "compare", "component", "keys", "representative", "voice"]
