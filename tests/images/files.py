"""Files as people upload them, good and hostile, made when they are asked for."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

PLACE = b"PRIVATE-PLACE"


def drawn(size: tuple[int, int] = (900, 600), mode: str = "RGB") -> Image.Image:
    """A picture that is dark at the top and has a red spot at its left."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    ImageDraw.Draw(image).ellipse((size[0] // 10, size[1] // 3, size[0] // 4, size[1] // 2), fill=(220, 30, 30))
    return image.convert(mode)


def encoded(image: Image.Image, format: str = "PNG", **options: Any) -> bytes:  # noqa: A002  Pillow's name
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def png(size: tuple[int, int] = (900, 600), **options: Any) -> bytes:
    return encoded(drawn(size), "PNG", **options)


def jpeg(size: tuple[int, int] = (900, 600), **options: Any) -> bytes:
    return encoded(drawn(size), "JPEG", quality=92, **options)


def webp(size: tuple[int, int] = (900, 600), **options: Any) -> bytes:
    return encoded(drawn(size), "WEBP", lossless=True, **options)


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: where, when, with what."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = PLACE.decode()  # maker
    data.get_ifd(0x8825)[29] = PLACE.decode()  # GPS
    data.get_ifd(0x8825)[2] = (11.0, 33.0, 21.0)
    return data


def with_everything_private(format: str, orientation: int = 1) -> bytes:  # noqa: A002
    """EXIF with a place, an XMP packet, a comment and a colour profile, as far as the format has them."""
    more: dict[str, Any] = {"exif": exif(orientation), "icc_profile": srgb_profile()}
    if format == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_text("Comment", PLACE.decode())
        more["pnginfo"].add_itxt("XML:com.adobe.xmp", PLACE.decode())
    else:
        more["xmp"] = b"<x:xmpmeta>" + PLACE + b"</x:xmpmeta>"
    if format == "JPEG":
        more["comment"] = PLACE
    return encoded(drawn(), format, **more)


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def animated(format: str) -> bytes:  # noqa: A002
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    return encoded(frames[0], format, save_all=True, append_images=frames[1:], duration=100)


def of_many_photos() -> bytes:
    """As telephones with two lenses write it: several JPEGs in one."""
    return encoded(drawn(), "MPO", save_all=True, append_images=[drawn((90, 60))])


def bomb(width: int = 20_000, height: int = 20_000) -> bytes:
    """A PNG of nothing but zeros: a few kilobytes that unpack to 400 MB."""
    packer, data = zlib.compressobj(9), b""
    row = b"\0" * (width + 1)
    for _ in range(height):
        data += packer.compress(row)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = _chunk(b"IHDR", header), _chunk(b"IDAT", data + packer.flush()), _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def lying_png() -> bytes:
    """It says that it is small, and holds far more than that."""
    good = png((40, 30))
    return good[:16] + struct.pack(">II", 40, 3_000) + good[24:]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
