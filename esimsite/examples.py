"""The examples of every room's components, for the style guide. Rooms do not know each other, so they meet here."""

from guides.feedback.examples import EXAMPLES as FEEDBACK
from guides.letters.examples import EXAMPLES as LETTERS
from guides.offline.examples import EXAMPLES as OFFLINE
from guides.pages.examples import EXAMPLES as PAGES
from guides.planner.examples import EXAMPLES as PLANNER
from guides.search.examples import EXAMPLES as SEARCH

EXAMPLES = {**PAGES, **LETTERS, **PLANNER, **SEARCH, **FEEDBACK, **OFFLINE}
