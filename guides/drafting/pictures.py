"""The words of the pictures that a guide's texts place: translated with it, though no state of it covers them."""

from guides import directives
from guides.languages import LANGUAGES
from guides.models import Guide, Image

from .places import Place, places


def picture_places(guide: Guide) -> dict[str, Place]:
    """image.phone.alt, image.phone.caption for each picture, in the order of places; one query at most."""
    texts = [place.text(each) for place in places(guide).values() if place.is_markdown for each in LANGUAGES]
    slugs = dict.fromkeys(
        each.arguments[0]
        for text in texts
        for each in directives.find(text)
        if each.name == "image" and len(each.arguments) == 1
    )
    images = {image.slug: image for image in Image.objects.filter(slug__in=slugs)} if slugs else {}
    found = [
        Place(f"image.{slug}.{field}", images[slug], field)
        for slug in slugs
        if slug in images
        for field in ("alt", "caption")
    ]
    return {place.key: place for place in found}
