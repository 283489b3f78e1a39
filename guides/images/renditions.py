"""The files that are made of one picture. Their names follow from its width, so no row has to list them."""

import io

from PIL import Image

from .reading import Picture

WIDTHS = (360, 720, 1080, 1440)
MASTER = "master.webp"  # lossless; never served
_WEBP = {"format": "WEBP", "quality": 82, "method": 4, "use_sharp_yuv": True}
_FALLBACKS = {
    "jpg": {"format": "JPEG", "quality": 84, "optimize": True, "progressive": True},
    "png": {"format": "PNG", "compress_level": 9},
}


def widths(width: int) -> list[int]:
    """The widths in which a picture of this width exists: never larger than itself."""
    return [*(each for each in WIDTHS if each < width), width]


def fallback_width(width: int) -> int:
    """Of the one file for browsers without WebP."""
    return max(each for each in widths(width) if each <= max(1080, widths(width)[0]))


def names(picture: Picture) -> list[str]:
    """Of the files that render() makes."""
    fallback = f"{fallback_width(picture.width)}.{picture.fallback}"
    return [MASTER, *(f"{width}.webp" for width in widths(picture.width)), fallback]


def render(picture: Picture) -> dict[str, bytes]:
    """Name → content of every file of the picture. The same pixels give the same bytes."""
    lossless = {"format": "WEBP", "lossless": True, "exact": True, "quality": 60, "method": 2}
    files = {MASTER: _encoded(picture.pixels, lossless)}
    for width in widths(picture.width):
        files[f"{width}.webp"] = _encoded(_scaled(picture.pixels, width), _WEBP)
    width = fallback_width(picture.width)
    files[f"{width}.{picture.fallback}"] = _encoded(_scaled(picture.pixels, width), _FALLBACKS[picture.fallback])
    return files


def _scaled(pixels: Image.Image, width: int) -> Image.Image:
    if width == pixels.width:
        return pixels
    return pixels.resize((width, max(1, round(pixels.height * width / pixels.width))), Image.Resampling.LANCZOS)


def _encoded(pixels: Image.Image, how: dict) -> bytes:
    file = io.BytesIO()
    pixels.save(file, **how)
    return file.getvalue()
