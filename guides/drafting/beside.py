"""What else is translated beside guides and letters: countries, providers, channels, facts, images, contact links."""

from collections.abc import Iterator

from django.db.models import Model, Q
from modeltranslation.translator import translator

from guides.languages import Language
from guides.models import ContactLink, Country, Fact, Image, Provider, SupportChannel

from .places import Place

_WITH_OWNERS = {
    Country: (),
    Provider: (),
    SupportChannel: ("provider",),
    Fact: ("provider", "country"),
    Image: (),
    ContactLink: (),
}


def places_beside(*, lacking: Language | None = None) -> Iterator[Place]:
    """Every translated text, in one query per model; with lacking, only of things that lack a text in the language."""
    for model, owners in _WITH_OWNERS.items():
        fields = translator.get_options_for_model(model).fields
        wanted = _gap(fields, lacking) if lacking else Q()
        for item in model.objects.filter(wanted).select_related(*owners):
            for field in fields:
                yield Place(f"{_name_of(item)}.{field}", item, field)


def _gap(fields: tuple[str, ...], language: Language) -> Q:
    """Some field has text in the language's source and none in the language."""
    source, wanted = language.source.replace("-", "_"), Q()
    for field in fields:
        column = f"{field}_{language.suffix}"
        wanted |= (Q(**{column: ""}) | Q(**{f"{column}__isnull": True})) & Q(**{f"{field}_{source}__gt": ""})
    return wanted


def _name_of(item: Model) -> str:
    if isinstance(item, Fact):
        return f"{(item.provider or item.country).slug}.{item.topic}.{item.billing}"
    if isinstance(item, SupportChannel):
        return f"{item.provider.slug}.{item.kind}.{item.value}"
    if isinstance(item, Image):
        return f"image.{item.slug}"
    return item.address if isinstance(item, ContactLink) else item.slug
