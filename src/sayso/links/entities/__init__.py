"""Sources across reports: one person or body under several names, and two with one name kept apart."""

from sayso.links.entities.groups import group
from sayso.links.entities.nodes import signature
from sayso.links.entities.pairs import same
from sayso.links.entities.prepared import keys
from sayso.links.entities.profile import Match, Profile
from sayso.links.entities.unnamed import unnamed_key

__all__ = ["Match", "Profile", "group", "keys", "same", "signature", "unnamed_key"]
