"""Content for the bench, beside what ships. Django must have been set up."""

import random

MEASURED = ("cambodia", "south-korea")  # countries whose own pages are the same whatever the size
NOTES = 30  # what the longest list of the newest shows
PROVIDERS = 20  # of the second, so that its page shows as many as a large country has


def fill(size: int) -> None:
    """Guides made of sentences of those that ship: 3 kB each, every one with eSIM and 注销, some with a rare word."""
    from django.utils import timezone

    from guides.languages import LANGUAGES
    from guides.models import ChangeNote, Country, Guide, Section, completeness

    chance = random.Random(7)  # noqa: S311
    shipped = list(Section.objects.filter(guide__published_at__isnull=False))
    sentences = {
        each: [line for part in shipped for line in (getattr(part, f"body_{each.suffix}") or "").split("\n") if line]
        for each in LANGUAGES
    }
    countries, now = list(Country.objects.exclude(slug__in=MEASURED)), timezone.now()
    guides, sections, notes = [], [], []
    for number in range(size):
        country, values = chance.choice(countries), {}
        for language in LANGUAGES:
            name = country.label_in(language)
            values[f"title_{language.suffix}"] = f"{name} eSIM 注销 {number} 词{number % 500}"
            values[f"short_answer_{language.suffix}"] = "".join(chance.choices(sentences[language], k=2))[:400]
            values[f"summary_{language.suffix}"] = f"{name} 词{number % 1000}"
        guides.append(Guide(slug=f"bench-{number}", country=country, status="published", published_at=now, **values))
    Guide.objects.bulk_create(guides, batch_size=500)
    for guide in guides:
        notes.append(ChangeNote(guide=guide, significance="minor", **_in_all("text", "新价格")))
        for position in (1, 2, 3):
            texts = {}
            for language in LANGUAGES:
                length = 330 if language.html_lang.startswith("zh") else 1000
                body = "\n\n".join(chance.choices(sentences[language], k=40))[:length]
                texts[f"heading_{language.suffix}"] = body[:12]
                texts[f"body_{language.suffix}"] = f"{body} eSIM 注销"
            sections.append(Section(guide=guide, anchor=f"part-{position}", kind="steps", position=position, **texts))
    Section.objects.bulk_create(sections, batch_size=500)
    ChangeNote.objects.bulk_create(notes, batch_size=500)
    completeness.judge()


def widen() -> None:
    """Providers with facts and contacts for one country, until it has PROVIDERS; and the newest notes are its own."""
    from guides.models import ChangeNote, Country, Fact, Guide, Provider, SupportChannel

    country = Country.objects.get(slug=MEASURED[1])
    guide, texts = Guide.objects.filter(country=country).first(), _in_all("text", "新价格")
    ChangeNote.objects.bulk_create(ChangeNote(guide=guide, significance="minor", **texts) for _number in range(NOTES))
    model = country.providers.first()
    for number in range(country.providers.count(), PROVIDERS):
        texts = _in_all("name", f"Carrier {number}") | _in_all("summary", model.summary_zh_hans)
        provider = Provider.objects.create(country=country, slug=f"bench-{number}", kind="carrier", **texts)
        for rows in (Fact.objects.filter(provider=model), SupportChannel.objects.filter(provider=model)):
            copies = list(rows)
            for row in copies:
                row.pk, row.provider = None, provider
            rows.model.objects.bulk_create(copies)


def _in_all(field: str, text: str) -> dict[str, str]:
    from guides.languages import LANGUAGES

    return {f"{field}_{language.suffix}": text for language in LANGUAGES}


def page(country: str, slug: str) -> dict:
    """A guide's texts and rows in Simplified Chinese, for the plain site's page of the same size."""
    from django.utils import translation

    from guides.evidence.contacts import contact_rows
    from guides.languages import ZH_HANS
    from guides.models import Guide
    from guides.pages.reading import Reading

    with translation.override(ZH_HANS.code):
        guide = Guide.objects.select_related("country").get(country__slug=country, slug=slug)
        reading = Reading(guide, ZH_HANS)
        rows = [row for each in reading.sections for block in each.blocks for row in block.contacts]
        rows += contact_rows(reading.placing.providers.values())
        return {
            "guide": {"title": guide.title, "short_answer": guide.short_answer},
            "sources": [{"url": each.url, "publisher": each.publisher} for each in reading.sources],
            "section": [({}, {"heading": each.section.heading, "html": _html(each)}) for each in reading.sections],
            "question": [({}, {"question": each.question.question, "html": _html(each)}) for each in reading.questions],
            "verdict": [
                ({"meaning": each.get_meaning_display(), "need": each.get_need_display()}, {"reason": each.reason})
                for each in reading.verdicts
            ],
            "change": [({"date": str(each.date)}, {"text": each.text}) for each in reading.changes],
            "contact": [(_fixed(row), {"provider": row.provider.name, "note": row.channel.note or ""}) for row in rows],
        }


def _html(shown: object) -> str:
    return "".join(block.html for block in shown.blocks)


def _fixed(row: object) -> dict[str, str]:
    channel = row.channel
    return {
        "value": row.shown,
        "confidence": channel.confidence_label,
        "checked_how": channel.checked_how_label,
        "checked_on": str(channel.checked_on),
    }
