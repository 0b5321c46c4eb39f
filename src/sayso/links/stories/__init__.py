"""Stories: reports about one event, found in one pass in date order, with one fixed threshold.

`outline` reduces a report to what it is about; `keys` finds the few outlines worth comparing within WINDOW seconds;
`place` says what an arriving report does (joins a story, ties two together, begins one); `arrange` is that
pass over a set.
"""

from sayso.links.stories.arrange import arrange
from sayso.links.stories.compare import WINDOW, keys, similarity
from sayso.links.stories.outline import Outline, outline
from sayso.links.stories.placing import THRESHOLD, Placement, place, story_id

__all__ = [
    "THRESHOLD",
    "WINDOW",
    "Outline",
    "Placement",
    "arrange",
    "keys",
    "outline",
    "place",
    "similarity",
    "story_id",
]
