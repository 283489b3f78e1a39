from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

import phonenumbers
from django.utils.translation import gettext

from guides.models import Provider, SupportChannel

DIALLED = {SupportChannel.Kind.SHORT_CODE, SupportChannel.Kind.USSD, SupportChannel.Kind.PHONE}


@dataclass(frozen=True)
class ContactRow:
    provider: Provider
    channel: SupportChannel
    shown: str  # the value as people write it
    href: str  # "" if there is nothing to tap

    @property
    def is_web(self) -> bool:
        return self.href.startswith("http")


def contact_rows(providers: Iterable[Provider]) -> list[ContactRow]:
    """Every sourced channel; call with providers whose channels and their sources are prefetched."""
    return [
        ContactRow(provider, channel, _shown(channel), _href(channel))
        for provider in providers
        for channel in provider.channels.all()
        if channel.source_id
    ]


def _shown(channel: SupportChannel) -> str:
    """International numbers are grouped as their country does it; short codes and the rest are kept as they are."""
    number = _parsed(channel)
    if number:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    if channel.kind == SupportChannel.Kind.WEB:
        return channel.value.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    return channel.value


def _href(channel: SupportChannel) -> str:
    if channel.kind in DIALLED:
        number = _parsed(channel)
        if number:
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)
        return f"tel:{quote(channel.value.replace(' ', ''), safe='+*-')}"
    if channel.kind == SupportChannel.Kind.EMAIL:
        return f"mailto:{channel.value}"
    if channel.value.startswith(("https://", "http://")):
        return channel.value
    return ""


def _parsed(channel: SupportChannel) -> phonenumbers.PhoneNumber | None:
    if not channel.value.startswith("+"):
        return None
    try:
        number = phonenumbers.parse(channel.value)
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
