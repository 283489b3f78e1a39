from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

import phonenumbers
from django.utils.translation import gettext

from guides.models import Provider, SupportChannel
from guides.models.evidence import ShownEvidence

DIALLED = {SupportChannel.Kind.SHORT_CODE, SupportChannel.Kind.USSD, SupportChannel.Kind.PHONE}


class ShownContact(NamedTuple):
    """What the component of contacts shows of a row, in the active language."""

    provider_slug: str
    provider: str
    href: str
    is_web: bool
    shown: str
    used: str
    note: str
    evidence: ShownEvidence | None


@dataclass(frozen=True)
class ContactRow:
    provider: Provider
    channel: SupportChannel
    shown: str  # the value as people write it
    href: str  # "" if there is nothing to tap

    @property
    def is_web(self) -> bool:
        return self.href.startswith("http")

    @property
    def plain(self) -> ShownContact:
        channel = self.channel
        used = filter(None, [channel.get_kind_display(), channel.get_reach_display(), channel.hours])
        return ShownContact(
            self.provider.slug, self.provider.name, self.href, self.is_web,
            self.shown, " · ".join(used), channel.note or "", channel.plain,
        )  # fmt: skip


def contact_rows(providers: Iterable[Provider]) -> list[ContactRow]:
    """Every sourced channel; call with providers whose channels and their sources are prefetched."""
    return [
        ContactRow(provider, channel, *_written(channel.kind, channel.value))
        for provider in providers
        for channel in provider.channels.all()
        if channel.source_id
    ]


@lru_cache(maxsize=1024)
def _written(kind: str, value: str) -> tuple[str, str]:
    """The value as people write it, and what a tap on it opens; "" if that is nothing."""
    number = _parsed(value)
    return _shown(kind, value, number), _href(kind, value, number)


def _shown(kind: str, value: str, number: phonenumbers.PhoneNumber | None) -> str:
    """International numbers are grouped as their country does it; short codes and the rest are kept as they are."""
    if number:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    if kind == SupportChannel.Kind.WEB:
        return value.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    return value


def _href(kind: str, value: str, number: phonenumbers.PhoneNumber | None) -> str:
    if kind in DIALLED:
        if number:
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)
        return f"tel:{quote(value.replace(' ', ''), safe='+*-')}"
    if kind == SupportChannel.Kind.EMAIL:
        return f"mailto:{value}"
    if value.startswith(("https://", "http://")):
        return value
    return ""


def _parsed(value: str) -> phonenumbers.PhoneNumber | None:
    if not value.startswith("+"):
        return None
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None


def by_place(rows: list[ContactRow]) -> list[tuple[str, list[ContactRow]]]:
    """The rows under the place where they work. Nothing that works from abroad is said with an empty list."""
    reach = SupportChannel.Reach
    there = [row for row in rows if row.channel.reach in (reach.OWN_NETWORK, reach.DOMESTIC)]
    abroad = [row for row in rows if row.channel.reach == reach.ABROAD]
    anywhere = [row for row in rows if row.channel.reach == reach.ANYWHERE]
    groups = [
        (gettext("While you are there"), there),
        (gettext("From abroad"), abroad),
        (gettext("From anywhere"), anywhere),
    ]
    none_abroad = bool(rows) and not abroad and not anywhere
    return [(place, found) for place, found in groups if found or (none_abroad and found is abroad)]
