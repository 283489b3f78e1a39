"""What became of an article: counts that add up, and word for word everything that is not in the guide."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

_SHORT = 12  # characters: a list of items no longer than that stands on one line


class Part(TextChoices):
    """What an article is made of, as far as it is counted."""

    HEADING = "heading", _("Headings")
    PARAGRAPH = "paragraph", _("Paragraphs")
    ITEM = "item", _("List items")
    OTHER = "other", _("Tables, code, rules")
    LINK = "link", _("Links")
    IMAGE = "image", _("Pictures")
    QUESTION = "question", _("Questions")


class Fate(TextChoices):
    """Kept: as it was. Changed: in the guide in another form (a heading became a step), or cut. Dropped: not in it."""

    KEPT = "kept", pgettext_lazy("part of an article", "kept")
    CHANGED = "changed", pgettext_lazy("part of an article", "changed")
    DROPPED = "dropped", pgettext_lazy("part of an article", "left out")


class Why(TextChoices):
    """Why words of the article are not in the guide."""

    PROMOTION = "promotion", _("promotion")
    IMAGE = "image", _("picture")
    LINK = "link", _("address or title of a link")
    NUMBERING = "numbering", _("numbering of a heading")
    LABEL = "label", _("label of a question or an answer")
    LEAD_IN = "lead_in", _("heading or lead-in of the questions, which a guide shows by itself")
    FRONT_MATTER = "front_matter", _("front matter")
    MARKUP = "markup", _("markup that shows nothing")
    TOO_LONG = "too_long", _("end of a line that was too long")
    UNREAD = "unread", _("found no place; look for it in the article")


@dataclass(frozen=True)
class Omission:
    why: Why
    text: str


@dataclass
class Tally:
    found: int = 0  # as the Markdown parser counts them
    kept: int = 0
    changed: int = 0
    dropped: int = 0

    @property
    def adds_up(self) -> bool:
        return self.found == self.kept + self.changed + self.dropped


@dataclass
class Report:
    tallies: dict[Part, Tally] = field(default_factory=lambda: {part: Tally() for part in Part})
    dropped: list[Omission] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)  # unsafe markup and addresses
    notes: list[str] = field(default_factory=list)
    converted: str = ""  # characters of the other script that were found, each once

    def drop(self, why: Why, text: str) -> None:
        if text.strip():
            self.dropped.append(Omission(why, text.strip()))

    def refuse(self, text: str) -> None:
        self.refused.append(text.strip())

    def find(self, part: Part, count: int = 1) -> None:
        self.tallies[part].found += count

    def settle(self, part: Part, fate: Fate, count: int = 1) -> None:
        tally = self.tallies[part]
        setattr(tally, fate.value, getattr(tally, fate.value) + count)

    def lines(self) -> Iterator[str]:
        """For an operator, in the active language."""
        for part, tally in self.tallies.items():
            if tally.found:
                yield _count_line(part, tally)
        if self.converted:
            yield gettext("Characters of the other script, converted: %(characters)s") % {"characters": self.converted}
        for why in Why:
            texts = Counter(omission.text for omission in self.dropped if omission.why == why)
            yield from _listed(gettext("Left out (%(why)s):") % {"why": why.label}, texts)
        yield from _listed(gettext("Refused as unsafe:"), Counter(self.refused))
        yield from self.notes


def _count_line(part: Part, tally: Tally) -> str:
    return gettext("%(part)s: %(found)d = %(kept)d kept + %(changed)d changed + %(dropped)d left out") % {
        "part": part.label,
        "found": tally.found,
        "kept": tally.kept,
        "changed": tally.changed,
        "dropped": tally.dropped,
    }


def _listed(title: str, texts: Counter[str]) -> Iterator[str]:
    items = [" ".join(text.split()) + (f" (×{count})" if count > 1 else "") for text, count in texts.items()]
    if items and max(map(len, items)) <= _SHORT:
        yield f"{title} {' | '.join(items)}"
    elif items:
        yield title
        yield from (f"  - {item}" for item in items)
