"""Content for tests, beside what ships: plain functions, every text complete in the given languages."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from guides.languages import LANGUAGES, Language
from guides.models import Country, Fact, Guide, Image, Provider, Question, Section, Source, SupportChannel, Verdict

TODAY = datetime.date(2026, 11, 21)


def texts(languages: Iterable[Language] = LANGUAGES, /, **fields: str) -> dict[str, str]:
    """One column per language: title="Leave" becomes title_en="Leave (en)" and so on."""
    return {
        f"{field}_{language.suffix}": f"{text} ({language.code})"
        for field, text in fields.items()
        for language in languages
    }


def make_country(
    slug: str = "norway", code: str = "NO", *, languages: Iterable[Language] = LANGUAGES, **more: Any
) -> Country:
    values = {"region": "europe", **texts(languages, summary="Norway in short."), **more}
    return Country.objects.create(slug=slug, code=code, **values)


def make_source(slug: str = "nordic-terms", **more: Any) -> Source:
    values = {"url": f"https://{slug}.example.org/", "publisher": "Nordic", "official": True, "seen_on": TODAY, **more}
    return Source.objects.create(slug=slug, **values)


def make_provider(
    slug: str = "nordic", country: Country | None = None, *, languages: Iterable[Language] = LANGUAGES, **more: Any
) -> Provider:
    values = {"kind": "carrier", **texts(languages, name="Nordic", summary="Nordic in short."), **more}
    return Provider.objects.create(slug=slug, country=country, **values)


def _evidence(source: Source | None, more: dict[str, Any]) -> dict[str, Any]:
    return {"source": source, "confidence": "official", "checked_how": "live_page", "checked_on": TODAY, **more}


def make_fact(owner: Provider | Country, topic: str, value: str, source: Source | None = None, **more: Any) -> Fact:
    kind = "provider" if isinstance(owner, Provider) else "country"
    return Fact.objects.create(topic=topic, value=value, **{kind: owner}, **_evidence(source, more))


def make_channel(
    provider: Provider, kind: str, value: str, source: Source | None = None, **more: Any
) -> SupportChannel:
    values = {"reach": "anywhere", **more}
    return SupportChannel.objects.create(provider=provider, kind=kind, value=value, **_evidence(source, values))


def make_guide(
    slug: str = "leave",
    country: Country | None = None,
    *,
    languages: Sequence[Language] = LANGUAGES,
    **more: Any,
) -> Guide:
    """A published guide with two sections, two questions and two verdicts."""
    written = texts(languages, title=f"Title of {slug}", short_answer="Short answer.", summary="Summary.")
    values = {"status": "published", "published_at": timezone.now() - datetime.timedelta(days=1), **written, **more}
    guide = Guide.objects.create(slug=slug, country=country, **values)
    for position, (anchor, body) in enumerate((("before", "- Pay"), ("steps", "1. Call\n2. Wait")), start=1):
        words = texts(languages, heading=f"Heading {anchor}", body=body)
        Section.objects.create(guide=guide, anchor=anchor, kind=anchor, position=position, **words)
    for position, anchor in enumerate(("why", "when"), start=1):
        words = texts(languages, question=f"Question {anchor}?", answer=f"Answer {anchor}.")
        Question.objects.create(guide=guide, anchor=anchor, position=position, **words)
    for meaning in ("renewal", "line"):
        Verdict.objects.create(guide=guide, meaning=meaning, need="required", **texts(languages, reason="Reason"))
    return guide


def make_image(slug: str = "settings", *, languages: Iterable[Language] = LANGUAGES, **more: Any) -> Image:
    """A row as an upload leaves it, without the files on the disk."""
    values = {"digest": "a" * 64, "format": "png", "fallback": "png", "width": 1080, "height": 720}
    return Image.objects.create(slug=slug, **values | texts(languages, alt=f"Picture of {slug}") | more)
