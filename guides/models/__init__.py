"""The domain, a module per noun. Imports leaves only, never a room.

Querysets carry the one meaning of *published*, *complete in a language* and *overdue*; every page, feed and command
asks them. Public names: the models below.
"""

from .addresses import OldAddress
from .attempts import Attempt
from .changes import ChangeNote
from .contacts import ContactLink
from .countries import Country
from .evidence import Evidence, Source
from .facts import Fact
from .feedback import Feedback
from .guides import Guide
from .images import Image
from .letters import Letter
from .parts import Question, Section, Verdict
from .providers import Provider, SupportChannel
from .revision import SiteRevision
from .search import SearchDocument
from .translations import TranslationState

__all__ = [
    "Attempt",
    "ChangeNote",
    "ContactLink",
    "Country",
    "Evidence",
    "Fact",
    "Feedback",
    "Guide",
    "Image",
    "Letter",
    "OldAddress",
    "Provider",
    "Question",
    "SearchDocument",
    "Section",
    "SiteRevision",
    "Source",
    "SupportChannel",
    "TranslationState",
    "Verdict",
]
