"""What a statement is about, prepared once, and how far two statements are about the same thing.

`matter(said)` prepares; `align(a, b)` lays two of them side by side. Same-claim links and disputes decide from this.
"""

from sayso.links.matter.numbers import Quantity
from sayso.links.matter.overlap import Overlap, align, cosine
from sayso.links.matter.record import Matter, matter, with_vector

__all__ = ["Matter", "Overlap", "Quantity", "align", "cosine", "matter", "with_vector"]
