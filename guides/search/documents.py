"""What each page is found by: its names and numbers, title, short answer, headings and body, per language."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.timezone import get_default_timezone

from guides import prose
from guides.languages import LANGUAGES, Language
from guides.models import Country, Guide, Provider, Question

KINDS = {"guide": Guide, "country": Country, "provider": Provider, "question": Question}
ALWAYS = datetime.datetime(2000, 1, 1, tzinfo=get_default_timezone())
# What every guide, country and provider page is about, however its own text puts it.
ABOUT = "注销 取消 退订 停用 解约 销号 停机 cancel end stop terminate deactivate unsubscribe"


@dataclass(frozen=True)
class Document:
    kind: str
    object_id: int
    page: str
    language: Language
    title: str
    names: tuple[str, ...] = ()  # found by their beginning, too
    numbers: tuple[str, ...] = ()
    short: str = ""
    place: tuple[str, ...] = ()  # names of the country it belongs to
    headings: str = ""
    body: str = ""
    visible_from: datetime.datetime = ALWAYS


def page_name(kind: str, pk: int) -> str:
    return f"{kind}/{pk}"


def documents_of(pages: Iterable[str]) -> Iterator[Document]:
    """What is to be found on the pages, in every language in which they exist; nothing for pages that do not."""
    wanted: dict[str, list[int]] = {"guide": [], "country": [], "provider": []}
    for page in pages:
        kind, _, pk = page.partition("/")
        wanted[kind].append(int(pk))
    yield from _of_guides(wanted["guide"])
    yield from _of_countries(wanted["country"])
    yield from _of_providers(wanted["provider"])


def names_of(country: Country | None) -> tuple[str, ...]:
    return tuple(country.all_names) if country else ()


def text(item: Guide | Country | Provider | Question, field: str, language: Language) -> str:
    return getattr(item, f"{field}_{language.suffix}") or ""


def plain(markdown: str, language: Language) -> str:
    return prose.plain(markdown, language.code)


def _of_guides(pks: list[int]) -> Iterator[Document]:
    if not pks:
        return
    guides = Guide.objects.filter(pk__in=pks, status=Guide.Status.PUBLISHED)
    for guide in guides.select_related("country").prefetch_related("sections", "questions"):
        place = names_of(guide.country)
        for language in guide.languages:
            yield _guide(guide, language, place)
            for question in guide.questions.all():
                yield _question(guide, question, language, place)


def _guide(guide: Guide, language: Language, place: tuple[str, ...]) -> Document:
    sections = guide.sections.all()
    return Document(
        "guide",
        guide.pk,
        page_name("guide", guide.pk),
        language,
        title=text(guide, "title", language),
        short=_lines(text(guide, "short_answer", language), text(guide, "summary", language)),
        place=place,
        headings=_lines(ABOUT, *(text(each, "heading", language) for each in sections)),
        body=_lines(*(plain(text(each, "body", language), language) for each in sections)),
        visible_from=guide.published_at or ALWAYS,
    )


def _question(guide: Guide, question: Question, language: Language, place: tuple[str, ...]) -> Document:
    return Document(
        "question",
        question.pk,
        page_name("guide", guide.pk),
        language,
        title=text(question, "question", language),
        place=place,
        headings=text(guide, "title", language),
        body=plain(text(question, "answer", language), language),
        visible_from=guide.published_at or ALWAYS,
    )


def _of_countries(pks: list[int]) -> Iterator[Document]:
    for country in Country.objects.filter(pk__in=pks) if pks else ():
        for language in LANGUAGES:
            if text(country, "summary", language):
                yield Document(
                    "country",
                    country.pk,
                    page_name("country", country.pk),
                    language,
                    title=country.label_in(language),
                    names=names_of(country),
                    short=text(country, "summary", language),
                    headings=ABOUT,
                )


def _of_providers(pks: list[int]) -> Iterator[Document]:
    found = Provider.objects.filter(pk__in=pks).select_related("country").prefetch_related("channels")
    for provider in found if pks else ():
        for language in LANGUAGES:
            if text(provider, "name", language) and text(provider, "summary", language):
                yield _provider(provider, language)


def _provider(provider: Provider, language: Language) -> Document:
    names = [text(provider, "name", each) for each in LANGUAGES]
    channels = [each for each in provider.channels.all() if each.source_id]
    return Document(
        "provider",
        provider.pk,
        page_name("provider", provider.pk),
        language,
        title=text(provider, "name", language),
        names=tuple(filter(None, [*names, provider.slug.replace("-", " "), provider.app])),
        numbers=tuple(number for each in channels for number in numbers_in(each.value)),
        short=text(provider, "summary", language),
        place=names_of(provider.country),
        headings=ABOUT,
        body=_lines(provider.website, *(each.value for each in channels)),
    )


def numbers_in(value: str) -> list[str]:
    """The digits of a telephone number or short code, as they are found: with and without the country's code.

    A value that is an address or a name has none.
    """
    if not re.fullmatch(r"[+*#\d\s().-]+", value):
        return []
    digits = re.sub(r"\D", "", value)
    if not value.startswith("+"):
        return [digits]
    grouped = re.fullmatch(r"\+\d{1,3}[\s().-]+(.+)", value)
    local = re.sub(r"\D", "", grouped[1]) if grouped else _national(value)
    return [digits, *([local, f"0{local.removeprefix('0')}"] if local else [])]


def _national(value: str) -> str:
    from phonenumbers import NumberParseException, national_significant_number, parse  # noqa: PLC0415  4 MiB

    try:
        return national_significant_number(parse(value))
    except NumberParseException:
        return ""


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))
