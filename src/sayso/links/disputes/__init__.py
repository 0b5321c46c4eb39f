"""Who disputes what, who takes back what, and what only looks like it."""

from sayso.links.disputes.contrast import contrast
from sayso.links.disputes.corrections import Correction, corrections
from sayso.links.disputes.match import match_correction
from sayso.links.disputes.pointing import pointed

__all__ = ["Correction", "contrast", "corrections", "match_correction", "pointed"]
