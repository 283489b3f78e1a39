"""Contacts, lifecycles and pictures of a guide as Markdown, each with its evidence."""

from django.conf import settings
from django.utils.translation import gettext, pgettext

from guides.discovery.markdown import labelled, link, listed, words
from guides.evidence.contacts import ContactRow
from guides.evidence.lifecycle import Lifecycle
from guides.evidence.placing import Block
from guides.models.evidence import Evidence


def in_words(block: Block) -> str:
    """What the page draws or lays out, as Markdown; empty for a block of HTML."""
    if block.contacts:
        return listed(_contact(row) for row in block.contacts)
    if block.lifecycle:
        return _lifecycle(block.lifecycle)
    if block.picture:
        picture = f"![{words(block.picture.alt)}]({settings.SITE_URL}{block.picture.src})"
        return "\n\n".join(filter(None, [picture, words(block.picture.caption or "")]))
    return ""


def _contact(row: ContactRow) -> str:
    channel = row.channel
    used = [channel.get_kind_display(), channel.get_reach_display(), channel.hours, channel.note]
    value = f"<{row.href}>" if row.is_web else words(row.shown)
    name = words(row.provider.name)
    return f"**{labelled(name, value)}** – {' · '.join(words(part) for part in used if part)}\n{_evidence(channel)}"


def _lifecycle(shown: Lifecycle) -> str:
    heading = gettext("If you do nothing: %(provider)s") % {"provider": shown.provider.name}
    stages = []
    for stage in shown.stages:
        days = (
            gettext("day %(from)s to %(to)s") % {"from": stage.first, "to": stage.last}
            if stage.days
            else gettext("after day %(from)s") % {"from": stage.start}
        )
        stages.append(" – ".join(filter(None, [labelled(f"**{stage.label}**", days), words(stage.fact.note or "")])))
    return f"{words(heading)}\n\n{listed(stages)}\n\n{_evidence(shown.stages[0].fact)}"


def _evidence(item: Evidence) -> str:
    checked = pgettext("how and when a fact was checked", "%(how)s, %(date)s") % {
        "how": item.checked_how_label,
        "date": item.checked_on,
    }
    source = pgettext("link to a fact's source", "Source: %(publisher)s") % {"publisher": words(item.source.publisher)}
    said = [item.confidence_label, checked, link(source, item.source.url)]
    if item.is_overdue:
        said.append(gettext("Check overdue"))
    if item.source.is_old:
        said.append(
            gettext("Old page (%(date)s)") % {"date": item.source.dated}
            if item.source.dated
            else gettext("Old page, no date")
        )
    return " · ".join(said)
