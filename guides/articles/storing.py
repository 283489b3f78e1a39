"""An article into the database, as a draft of a guide."""

from django.db import transaction
from django.db.models import Max

from guides.models import Country, Guide, Question, Section

from .article import Article


def find(country: Country, slug: str) -> Guide | None:
    return Guide.objects.filter(country=country, slug=slug).first()


def check_slug(slug: str) -> None:
    """Raises ValidationError."""
    Guide._meta.get_field("slug").clean(slug, None)


@transaction.atomic
def store(article: Article, country: Country, slug: str) -> Guide:
    """A new draft in the article's language only. Raises IntegrityError if the country has a guide of this slug."""
    suffix = article.language.suffix
    last = country.guides.aggregate(last=Max("position"))["last"]
    guide = Guide.objects.create(
        country=country, slug=slug, position=0 if last is None else last + 1, **{f"title_{suffix}": article.title}
    )
    for position, section in enumerate(article.sections, 1):
        Section.objects.create(
            guide=guide,
            anchor=section.anchor,
            kind=section.kind,
            position=position,
            **{f"heading_{suffix}": section.heading, f"body_{suffix}": section.body},
        )
    for position, question in enumerate(article.questions, 1):
        Question.objects.create(
            guide=guide,
            anchor=question.anchor,
            position=position,
            **{f"question_{suffix}": question.question, f"answer_{suffix}": question.answer},
        )
    return guide
