"""Pictures that texts place: fetched at once, checked for their editor, and where each of them is used."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext

from guides import directives
from guides.directives import Directive
from guides.languages import LANGUAGES, Language
from guides.models import Image, Question, Section

MARKDOWN = {Section: "body", Question: "answer"}  # the field that may hold directives


@dataclass(frozen=True)
class Use:
    """A text of a guide in one language that places the picture."""

    part: Section | Question
    language: Language

    def __str__(self) -> str:
        return gettext("%(guide)s: %(part)s “%(anchor)s” (%(language)s)") % {
            "guide": self.part.guide,
            "part": self.part._meta.verbose_name,
            "anchor": self.part.anchor,
            "language": self.language.name,
        }


def pictures_in(directives: Iterable[Directive]) -> dict[str, Image]:
    """By slug, those that exist: one query, or none if no picture is placed."""
    slugs = {directive.arguments[0] for directive in directives if is_picture(directive)}
    return {image.slug: image for image in Image.objects.filter(slug__in=slugs)} if slugs else {}


def is_picture(directive: Directive) -> bool:
    return directive.name == "image" and len(directive.arguments) == 1


def objections(text: str, language: Language, pictures: dict[str, Image]) -> Iterator[str]:
    """Why the text cannot place the pictures that it names, for its editor. pictures: from pictures_in."""
    alone = [piece for piece in directives.split(text) if isinstance(piece, Directive)]
    for directive in directives.find(text):
        if directive.name != "image":
            continue
        if not is_picture(directive):
            yield gettext("Write one name: [[image: name]].")
        elif directive not in alone:
            written = f"[[image: {directive.arguments[0]}]]"
            yield gettext("%(directive)s must stand alone on its line.") % {"directive": written}
        elif (name := directive.arguments[0]) not in pictures:
            yield gettext("There is no image “%(name)s”. Upload it under Images first.") % {"name": name}
        elif not pictures[name].alt_in(language):
            yield gettext(
                "The image “%(name)s” has no alternative text in %(language)s. Write it under Images first."
            ) % {"name": name, "language": language.name}


def uses(slug: str) -> list[Use]:
    """Every text that places the picture, whatever its guide's status. Two queries."""
    found = []
    for model, field in MARKDOWN.items():
        mentioned = Q()
        for language in LANGUAGES:
            mentioned |= Q(**{f"{field}_{language.suffix}__contains": slug})
        for part in model.objects.filter(mentioned).select_related("guide"):
            for language in LANGUAGES:
                placed = directives.find(getattr(part, f"{field}_{language.suffix}") or "")
                if any(is_picture(each) and each.arguments[0] == slug for each in placed):
                    found.append(Use(part, language))
    return found
