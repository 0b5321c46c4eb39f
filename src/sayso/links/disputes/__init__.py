"""Who disputes what, who takes back what, and what only looks like it."""

from sayso.links.disputes.contrast import contrast

__all__ = ["contrast"]
