"""A country in which every text that a page shows is one that was chosen, the same in all languages."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone

from guides.images import reading, storing
from guides.languages import LANGUAGES
from guides.models import (
    ChangeNote,
    ContactLink,
    Country,
    Guide,
    Image,
    Letter,
    Provider,
    Question,
    Section,
    Source,
    SupportChannel,
    Verdict,
)
from guides.models.feedback import Feedback
from guides.models.images import files_taken_back
from guides.search import index
from tests import factory
from tests.images import files

COUNTRY, GUIDE, PROVIDER = "hostland", "everything", "firm"
GUIDES = 20  # beside the one that has all texts


def plain(count: int) -> list[str]:
    return [f"Harmless text {number} ·" for number in range(count)]


@dataclass(frozen=True)
class World:
    guide: Guide
    provider: Provider
    feedback: Feedback
    image: Image


def worded(**fields: str) -> dict[str, str]:
    """The same in every language: what is chosen, cut to what the column holds."""
    return {f"{name}_{language.suffix}": text for name, text in fields.items() for language in LANGUAGES}


def build(texts: Sequence[str], bodies: Sequence[str]) -> World:
    """texts stand where a page shows plain text, bodies where it shows Markdown; both are of one length."""
    first, second, third = texts[0], texts[1 % len(texts)], texts[2 % len(texts)]
    country = factory.make_country(
        COUNTRY, "HM", **worded(name=first[:80], summary=bodies[0]), synonyms="\n".join(texts[:20]),
        carrier_language="ko",
    )  # fmt: skip
    guide = _guide(country, GUIDE, first, bodies[0])
    _parts(guide, texts, bodies)
    image = factory.make_image("pictured", **worded(alt=first[:250], caption=second[:250]))
    _place(image, guide)
    for number in range(min(GUIDES, len(texts))):
        _parts(_guide(country, f"short-{number}", texts[-number], bodies[-number]), texts[:1], bodies[:1])
    provider = factory.make_provider(PROVIDER, country, **worded(name=second[:80], summary=bodies[0]))
    _evidence(provider, texts)
    for number, text in enumerate(texts[:60]):
        more = worded(name=text[:80], summary=text)
        factory.make_provider(f"firm-{number}", country if number % 2 else None, kind="platform", **more)
    ContactLink.objects.create(
        kind="web", address=_passing(ContactLink, "address", texts), place="both", **worded(label=third[:80])
    )
    body = "\n".join(" ".join(text.replace("{", "").split()) for text in texts[:50])
    Letter.objects.filter(language="ko").update(
        subject=first[:200], body=body, **worded(reader_subject=second[:200], reader_body=body)
    )
    feedback = [
        Feedback(page=f"/{COUNTRY}/", language="en", verdict="other", text=text[:2000], ticket=f"{number:032}")
        for number, text in enumerate(texts)
    ]
    Feedback.objects.bulk_create(feedback)
    for _done in index.rebuild():
        pass
    return World(guide, provider, feedback[0], image)


def draw(image: Image) -> None:
    """Give the picture files, for a browser that asks for them."""
    picture = reading.read(files.png())
    image.describe(picture)
    with files_taken_back():
        storing.store(picture)
        image.save()


def build_guide(texts: Sequence[str], bodies: Sequence[str]) -> Guide:
    """The one that has all texts, alone."""
    guide = _guide(factory.make_country(COUNTRY, "HM"), GUIDE, texts[0], bodies[0])
    _parts(guide, texts, bodies)
    return guide


def _guide(country: Country, slug: str, text: str, body: str) -> Guide:
    written = worded(title=text[:120], short_answer=body, summary=text)
    yesterday = timezone.now() - datetime.timedelta(days=1)
    return Guide.objects.create(slug=slug, country=country, status="published", published_at=yesterday, **written)


def _parts(guide: Guide, texts: Sequence[str], bodies: Sequence[str]) -> None:
    pairs = list(enumerate(zip(texts, bodies, strict=True), start=1))
    Section.objects.bulk_create(
        Section(
            guide=guide, anchor=f"s{number}", kind="steps" if number % 5 == 0 else "before", position=number,
            **worded(heading=text[:120], body=body),
        )
        for number, (text, body) in pairs
    )  # fmt: skip
    Question.objects.bulk_create(
        Question(
            guide=guide, anchor=f"q{number}", position=number, **worded(question=text[:200], answer=body)
        )
        for number, (text, body) in pairs
    )  # fmt: skip
    Verdict.objects.create(guide=guide, meaning="line", need="required", **worded(reason=texts[0][:160]))
    ChangeNote.objects.bulk_create(
        ChangeNote(guide=guide, date=factory.TODAY, significance="major", **worded(text=text)) for text in texts
    )
    guide.save()  # its parts are there now: that completes it, and files it for search


def _place(image: Image, guide: Guide) -> None:
    last = guide.sections.count() + 1
    words = worded(heading="Picture", body=image.directive)
    Section.objects.create(guide=guide, anchor="picture", kind="after", position=last, **words)
    guide.save()


def _evidence(provider: Provider, texts: Sequence[str]) -> None:
    """Sources and channels with a text each; an address, only if its own check lets it pass."""
    for number, text in enumerate(texts):
        source = factory.make_source(
            f"source-{number}", title=text[:200], publisher=text[:120],
            url=_passing(Source, "url", [text], f"https://s{number}.example.org/"),
        )  # fmt: skip
        channel = SupportChannel(
            provider=provider, kind="app", value=text[:300], reach="anywhere", source=source, confidence="official",
            checked_how="live_page", checked_on=factory.TODAY, **worded(hours=text[:200], note=text[:400]),
        )  # fmt: skip
        try:
            channel.clean()
        except ValidationError:
            channel.value = f"App {number}"
        channel.save()
        if number == 0:
            factory.make_fact(provider, "auto_renews", "no", source, **worded(note=text))
            factory.make_fact(provider, "validity_days", "90", source, **worded(note=text))


def _passing(model: type, field: str, texts: Sequence[str], otherwise: str = "https://example.org/") -> str:
    """The last text that the field's own validators let pass."""
    found = otherwise
    for text in texts:
        given = text.removesuffix(" ·")
        try:
            model._meta.get_field(field).run_validators(given)
        except ValidationError:
            continue
        found = given
    return found
