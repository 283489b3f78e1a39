"""The pictures of bundles: rows under `images:`, and a file images/HASH.webp beside the bundle for each."""

import pathlib
from collections.abc import Iterator

from django.utils.translation import gettext

from guides import directives, models
from guides.images import reading, storing
from guides.images.telling import Refused as PictureRefused
from guides.languages import BY_CODE

from . import schema
from .conflicts import Run
from .faults import Fault, Finding
from .known import has_tables
from .reading import Document

FOLDER = "images"


def file_of(digest: str) -> str:
    """Where a picture stands, seen from its bundle."""
    return f"{FOLDER}/{digest}.webp"


def picture_faults(run: Run) -> Iterator[Fault]:
    """Pictures that a text places and the file does not list, the reverse, and files that are missing or not right."""
    seen: dict[str, tuple[Document, schema.Image]] = {}
    for document, bundle in run:
        for path, message in (*_unlisted(bundle), *_unplaced(bundle)):
            yield document.fault(path, message)
        for index, image in enumerate(bundle.images):
            other, twin = seen.setdefault(image.slug, (document, image))
            if other is document and twin is not image:
                message = gettext("“%(slug)s” is defined twice.") % {"slug": image.slug}
                yield document.fault(("images", index, "slug"), message)
            elif twin.model_dump() != image.model_dump():
                message = gettext("“%(slug)s” is another picture in %(file)s, or described otherwise.")
                yield document.fault(("images", index, "slug"), message % {"slug": image.slug, "file": other.name})
            elif message := _file_fault(document, image):
                yield document.fault(("images", index, "digest"), message)


def placed(text: str) -> list[str]:
    """The slugs of the pictures that a text places."""
    return [each.arguments[0] for each in directives.find(text) if each.name == "image" and len(each.arguments) == 1]


def texts_of(bundle: schema.Bundle) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Where it stands, language and Markdown of every text that may place a picture."""
    for number, guide in enumerate(bundle.guides):
        for key, field in (("sections", "body"), ("questions", "answer")):
            for position, part in enumerate(getattr(guide, key)):
                for code, text in getattr(part, field).items():
                    yield ("guides", number, key, position, field), code, text


def _unlisted(bundle: schema.Bundle) -> Iterator[Finding]:
    listed = {image.slug: image for image in bundle.images}
    for path, code, text in texts_of(bundle):
        for slug in placed(text):
            if slug not in listed:
                message = gettext("“%(slug)s” is not among the images of this file.") % {"slug": slug}
                yield (*path, code), message
            elif code not in listed[slug].alt:
                message = gettext("the image “%(slug)s” has no alternative text in %(language)s.")
                yield (*path, code), message % {"slug": slug, "language": BY_CODE[code].name}


def _unplaced(bundle: schema.Bundle) -> Iterator[Finding]:
    used = {slug for _path, _code, text in texts_of(bundle) for slug in placed(text)}
    for index, image in enumerate(bundle.images):
        if image.slug not in used:
            yield ("images", index, "slug"), gettext("no text in this file places “%(slug)s”.") % {"slug": image.slug}


def _file_fault(document: Document, image: schema.Image) -> str:
    """Why the picture cannot be had; empty if it stands beside the bundle, or is here already."""
    beside = pathlib.Path(document.name).parent / file_of(image.digest)
    try:
        with beside.open("rb") as file:
            picture = reading.read(reading.read_limited(file), was=image.format)
    except FileNotFoundError:
        if _is_here(image):
            return ""
        return gettext(
            "the picture “%(slug)s” is not here: its file %(file)s does not stand beside this bundle. Put it there, "
            "or upload it under Images, and import again."
        ) % {"slug": image.slug, "file": file_of(image.digest)}
    except OSError as error:
        return gettext("cannot be read: %(reason)s") % {"reason": error.strerror}
    except PictureRefused as refused:
        return f"{file_of(image.digest)}: {refused}"
    if picture.digest != image.digest:
        return gettext("%(file)s is not the picture that it is named after.") % {"file": file_of(image.digest)}
    image.keep_file(beside)
    return ""


def _is_here(image: schema.Image) -> bool:
    return has_tables() and models.Image.objects.filter(digest=image.digest).exists()


def stored_row(image: schema.Image) -> dict[str, object]:
    """Store the picture's files if they came with the bundle; the columns that follow from it."""
    if image.file is None:
        twin = models.Image.objects.filter(digest=image.digest).first()
        return {name: getattr(twin, name) for name in ("fallback", "width", "height")}
    picture = reading.read(image.file.read_bytes(), was=image.format)
    storing.store(picture)
    return {"fallback": picture.fallback, "width": picture.width, "height": picture.height}
