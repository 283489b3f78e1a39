"""A guide in one language as a PO file for translators. The same guide gives the same bytes."""

import polib
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, pgettext

from guides.languages import BY_CODE, Language
from guides.models import Guide, Image, Question, Section, TranslationState, Verdict
from guides.models.translations import guide_texts, hash_texts

from .naming import name_of
from .pictures import picture_places
from .places import Place, places, tidy
from .states import is_answered, states_of


def catalogue(guide: Guide, language: Language) -> polib.POFile:
    """Every text that has a source, with its present translation. guide: fetched with places.with_parts.

    An entry is fuzzy unless a person has written or read its translation against the source as it is now; what belongs
    to a picture is remembered by no state and never fuzzy.
    """
    state = next(each for each in states_of(guide) if each.language == language.code)
    source = BY_CODE[language.source]
    file = polib.POFile(check_for_duplicates=True)
    file.header = _instructions()
    file.metadata = _metadata(guide, language, state)
    address = _address(guide, language)
    for place in (places(guide) | picture_places(guide)).values():
        if text := tidy(place.text(source)):
            entry = polib.POEntry(msgctxt=place.key, msgid=text, msgstr=tidy(place.text(language)))
            entry.comment = f"{_what(place)}\n{address}{_fragment(place)}"
            if entry.msgstr and place.has_state and not is_answered(state, place.key, place.text(source)):
                entry.flags = ["fuzzy"]
                before = tidy(state.source_snapshot.get(place.key, ""))
                entry.previous_msgid = before if before != text else ""
            file.append(entry)
    return file


def file_name(guide: Guide, language: Language) -> str:
    """cambodia.cancel-travel-esim.en.po"""
    return f"{name_of(guide).replace('/', '.')}.{language.code}.po"


def _metadata(guide: Guide, language: Language, state: TranslationState) -> dict[str, str]:
    by = state.updated_by.get_username() if state.updated_by else "nobody"
    at = f"{state.updated_at:%Y-%m-%d %H:%M+0000}" if state.updated_at else f"{guide.edited_on} 00:00+0000"
    return {
        "Project-Id-Version": "esimsite",
        "POT-Creation-Date": f"{guide.edited_on} 00:00+0000",
        "PO-Revision-Date": at,
        "Last-Translator": by,
        "Language-Team": language.html_lang,
        "Language": language.html_lang.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Guide": name_of(guide),
        "X-Source-Language": BY_CODE[language.source].html_lang,
        "X-Source-Hash": hash_texts(guide_texts(guide, BY_CODE[language.source])),
    }


def _instructions() -> str:
    return gettext(
        "Keep [[…]], the addresses of links, ### and the number of list items as they are.\n"
        "Clear “fuzzy” (needs work) once a text is right; what is still fuzzy is not taken.\n"
        "A text may be left empty: the page keeps the translation that it has."
    )


def _address(guide: Guide, language: Language) -> str:
    with translation.override(language.code):
        return f"{settings.SITE_URL}{guide.get_absolute_url()}"


def _fragment(place: Place) -> str:
    return f"#{place.item.anchor}" if isinstance(place.item, Section | Question) else ""


def _what(place: Place) -> str:
    """Which text it is and how it is written, for a translator who sees this entry alone."""
    name = str(place.item._meta.get_field(place.field).verbose_name)
    if isinstance(place.item, Section):
        name = gettext("section of the kind “%(kind)s”: %(field)s") % {
            "kind": place.item.get_kind_display(),
            "field": name,
        }
    elif isinstance(place.item, Image):
        name = f"{place.item._meta.verbose_name} “{place.item.slug}”: {name}"
    elif isinstance(place.item, Verdict):
        name = gettext("reason of “%(meaning)s”: “%(need)s”") % {
            "meaning": place.item.get_meaning_display(),
            "need": place.item.get_need_display(),
        }
    notes = [name, pgettext("how a text is written", "Markdown") if place.is_markdown else gettext("plain text")]
    if place.max_length:
        notes.append(gettext("at most %(count)d characters") % {"count": place.max_length})
    return ", ".join(notes)
