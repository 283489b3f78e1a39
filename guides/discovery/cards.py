"""The picture that chat apps and social networks show with a link: what stands on it, and its address."""

import datetime
import hashlib
from dataclasses import dataclass, fields
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from guides import languages
from guides.models import Guide

from .fonts import usual

DESIGN = 1  # raised when drawing.py changes, so that apps fetch the pictures again
WIDTH, HEIGHT = 1200, 630
# Whose form of letters and punctuation; only the Korean face has quotation marks as wide as Latin text wants them.
_SCRIPTS = {"zh-hans": "SC", "zh-hant": "TC", "en": "KR"}


@dataclass(frozen=True)
class Card:
    """Everything that is drawn: the picture depends on nothing else."""

    title: str
    site: str
    place: str = ""  # the country's name
    code: str = ""  # and its ISO code
    stamp: str = ""
    overdue: bool = False
    script: str = "SC"
    font: Path | None = None

    @property
    def version(self) -> str:
        """Part of the address: a picture that would look different has another address."""
        return hashlib.sha256(
            repr((DESIGN, tuple(getattr(self, each.name) for each in fields(self)))).encode()
        ).hexdigest()[:16]


@dataclass(frozen=True)
class Picture:
    """A card as a page's head names it."""

    url: str  # absolute
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def card_of(guide: Guide) -> Card:
    """In the active language."""
    return Card(
        title=guide.title,
        site=gettext("SIM Exit Guide"),
        place=guide.country.label if guide.country else "",
        code=guide.country.code if guide.country else "",
        stamp=_stamp(guide.facts_checked_on, guide.is_overdue),
        overdue=guide.is_overdue,
        script=_script(),
        font=font(),
    )


def default_card() -> Card:
    """For every page that has no card of its own."""
    title = gettext("End your travel SIM or eSIM for good")
    return Card(title=title, site=gettext("SIM Exit Guide"), script=_script(), font=font())


def picture_of(guide: Guide) -> Picture:
    card = card_of(guide)
    where = [guide.country.slug, guide.slug] if guide.country else [guide.slug]
    path = reverse("guide-card" if guide.country else "general-guide-card", args=[*where, card.version])
    return Picture(settings.SITE_URL + path, " · ".join(filter(None, [card.place, card.title])))


def default_picture() -> Picture:
    card = default_card()
    return Picture(settings.SITE_URL + reverse("card", args=[card.version]), f"{card.site} · {card.title}")


def font() -> Path | None:
    """The operator's, or one at a usual place; None where there is none: cards are then drawn without text."""
    return settings.OG_FONT or usual()


def _script() -> str:
    return _SCRIPTS[languages.current().code]


def _stamp(checked_on: datetime.date | None, overdue: bool) -> str:
    if checked_on is None:
        return ""
    words = (
        pgettext("stamp: facts were checked", "Check overdue, last on")
        if overdue
        else pgettext("stamp", "Facts checked")
    )
    return f"{words} {checked_on}"
