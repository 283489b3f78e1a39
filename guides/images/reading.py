"""From the bytes of a file to plain pixels: sRGB, upright, no larger than readers need, and nothing else."""

import hashlib
import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from django.utils.translation import gettext
from PIL import Image, ImageCms, ImageOps

from .telling import Refused, is_damaged, moves, what_it_is_instead

MAX_BYTES = 10_000_000
MAX_PIXELS = 25_000_000
MAX_SIDE = 16_000  # WebP ends at 16,383
WIDEST = 1440

# Pillow's name of a format, and ours. Phones put several pictures into one JPEG (MPO); the first is the photo.
_FORMATS = {"PNG": "png", "JPEG": "jpeg", "MPO": "jpeg", "WEBP": "webp"}
_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    struct.error,
    zlib.error,
    EOFError,
)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_SRGB = ImageCms.createProfile("sRGB")

# For everything else in this process that opens pictures, too.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


@dataclass(frozen=True)
class Picture:
    pixels: Image.Image  # RGB, or RGBA if some of it is transparent; without metadata
    format: str  # of the file: png, jpeg or webp

    @property
    def width(self) -> int:
        return self.pixels.width

    @property
    def height(self) -> int:
        return self.pixels.height

    @property
    def fallback(self) -> str:
        """The ending of the files for browsers without WebP: the family of the original."""
        return "png" if self.format == "png" or self.pixels.mode == "RGBA" else "jpg"

    @cached_property
    def digest(self) -> str:
        described = f"{self.pixels.mode} {self.width}x{self.height}\n"
        return hashlib.sha256(described.encode() + self.pixels.tobytes()).hexdigest()


def read_limited(file: BinaryIO) -> bytes:
    """The file's bytes, of one that is too large only enough for `read` to refuse it."""
    return file.read(MAX_BYTES + 1)


def read(data: bytes, *, was: str = "") -> Picture:
    """The picture in a file's content. Raises Refused.

    was: the format of the original, if the data is the master that was made of it.
    """
    if not data:
        raise Refused(gettext("The file is empty."))
    if len(data) > MAX_BYTES:
        message = gettext(
            "The file is larger than %(limit)d MB. Save the picture smaller: %(width)d pixels are enough."
        )
        raise Refused(message % {"limit": MAX_BYTES // 1_000_000, "width": WIDEST})
    if not (data.startswith(_BEGINNINGS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")):
        raise Refused(what_it_is_instead(data))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd metadata, which is thrown away
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as image:
                image_format = _FORMATS[image.format]
                _refuse_by_header(image)
                image.verify()
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as image:
                image.load()
                return Picture(_plain(image), was or image_format)
        except _BOMB as error:
            raise Refused(_too_many()) from error
        except Refused:
            raise
        except _DAMAGE as error:
            raise Refused(is_damaged()) from error


def _refuse_by_header(image: Image.Image) -> None:
    """Before anything is unpacked."""
    if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
        raise Refused(
            gettext("The picture has %(width)d × %(height)d pixels.") % {"width": image.width, "height": image.height}
            + " "
            + _too_many()
        )
    if image.format != "MPO" and getattr(image, "is_animated", False):
        raise Refused(moves())


def _too_many() -> str:
    return gettext(
        "At most %(millions)d million pixels and %(side)d on a side are taken. Save it smaller: %(width)d wide is fine."
    ) % {"millions": MAX_PIXELS // 1_000_000, "side": MAX_SIDE, "width": WIDEST}


def _plain(image: Image.Image) -> Image.Image:
    """Pixels alone: whatever the file said about place, time, camera or author is not in the result."""
    upright = ImageOps.exif_transpose(image)
    colours = _in_srgb(upright, image.info.get("icc_profile"))
    if colours.width > WIDEST:
        height = max(1, round(colours.height * WIDEST / colours.width))
        colours = colours.resize((WIDEST, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if colours.mode == "RGBA" and colours.getextrema()[3] == (255, 255):
        colours = colours.convert("RGB")
    blank = Image.new(colours.mode, colours.size)
    # What is wholly transparent may still hold colours that somebody meant to cut away.
    blank.paste(
        colours, mask=colours.getchannel("A").point(lambda a: 255 if a else 0) if colours.mode == "RGBA" else None
    )
    return blank


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off instead of scaling
        image = image.point(lambda value: value * (1 / 257)).convert("L")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        image = image.convert(mode)
    if profile:
        try:
            image = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), _SRGB, outputMode=mode
            )
        except (ImageCms.PyCMSError, *_DAMAGE):
            pass  # a profile that is no profile, or of other colours than these
    return image.convert(mode)
