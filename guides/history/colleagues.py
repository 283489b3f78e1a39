"""What somebody else did to a guide while its form was open."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from guides.models import Guide

from .differences import differences
from .snapshots import revisions_of, snapshot_of


def what_changed_since(guide: Guide, version: int) -> list[str]:
    """Who saved when since that version of the guide, and which texts they changed; in words, for the refused save."""
    since = [each for each in revisions_of(guide) if each.field_dict.get("version", 0) > version]
    lines = [
        gettext("%(who)s saved this guide on %(when)s while you were editing it. Your text is kept below.")
        % {"who": _name(each), "when": date_format(localtime(each.revision.date_created), "DATETIME_FORMAT")}
        for each in since
    ] or [gettext("This guide was changed while you were editing it. Your text is kept below.")]
    before = next((each for each in revisions_of(guide) if each.field_dict.get("version", 0) == version), None)
    if since and before:
        groups = differences(snapshot_of(before.revision, guide.pk), snapshot_of(since[0].revision, guide.pk))
        changed = [
            f"{each.place} ({language.short_name})" if language else each.place
            for language, found in groups
            for each in found
        ]
        lines.append(gettext("Changed: %(places)s.") % {"places": ", ".join(changed) or "–"})
    return lines


def _name(version: object) -> str:
    user = version.revision.user
    return (user.get_full_name() or user.get_username()) if user else gettext("A program")
