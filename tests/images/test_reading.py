"""What is taken as a picture, and what it becomes; what is refused, and what the editor is told."""

import io
import tracemalloc

import pytest
from django.utils import translation
from PIL import Image

from guides.images.reading import MAX_BYTES, read
from guides.images.renditions import MASTER, names, render, widths
from guides.images.telling import Refused, is_damaged, moves, what_it_is_instead
from guides.languages import LANGUAGES
from tests.images import files

DAMAGED, MOVES = "is damaged or not complete", "This picture moves"
REFUSED = {
    "nothing": (b"", "The file is empty."),
    "a web page": (b"<!DOCTYPE html><html><script>alert(1)</script></html>", "This is a web page"),
    "a web page after spaces": (b"\xef\xbb\xbf\n  <html><body>", "This is a web page"),
    "an SVG": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "This is an SVG drawing"),
    "an SVG with a prologue": (b'<?xml version="1.0"?><!-- x --><svg/>', "This is an SVG drawing"),
    "a GIF": (files.animated("GIF"), "This is a GIF."),
    "a HEIC": (b"\0\0\0\x18ftypheic" + bytes(40), "This is a HEIC photo."),
    "an AVIF": (b"\0\0\0\x18ftypavif" + bytes(40), "This is an AVIF picture."),
    "a PDF": (b"%PDF-1.7\n", "This is a PDF."),
    "a BMP": (files.encoded(files.drawn((9, 9)), "BMP"), "This is no PNG, JPEG or WebP picture"),
    "a TIFF": (files.encoded(files.drawn((9, 9)), "TIFF"), "This is no PNG, JPEG or WebP picture"),
    "noise": (bytes(range(256)), "This is no PNG, JPEG or WebP picture"),
    "a moving WebP": (files.animated("WEBP"), MOVES),
    "a moving PNG": (files.animated("PNG"), MOVES),
    "half a PNG": (files.png()[:-2_000], DAMAGED),
    "half a JPEG": (files.jpeg()[:-5_000], DAMAGED),
    "half a WebP": (files.webp()[:-300], DAMAGED),
    "the beginning of a PNG and noise": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, DAMAGED),
    "the beginning of a JPEG and noise": (b"\xff\xd8\xff" + bytes(range(256)) * 20, DAMAGED),
    "the beginning of a WebP and noise": (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(range(256)), DAMAGED),
    "a PNG that lies about its size": (files.lying_png(), DAMAGED),
    "a bomb": (files.bomb(), "At most 25 million pixels"),
    "a small bomb": (files.bomb(5_200, 5_000), "At most 25 million pixels"),
    "a long thread": (files.png((1, 16_001)), "1 × 16001 pixels"),
    "50 MB": (files.png((9, 9)) + bytes(50_000_000), "larger than 10 MB"),
    "one byte too many": (files.png((9, 9)).ljust(MAX_BYTES + 1, b"\0"), "larger than 10 MB"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_picture_for_a_page_is_refused_with_the_reason(data, reason):
    with translation.override("en"), pytest.raises(Refused) as refused:
        read(data)
    assert reason in str(refused.value)


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = files.bomb()
    tracemalloc.start()
    with pytest.raises(Refused):
        read(data)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(data) < 500_000, most < 5_000_000) == (True, True)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_reason_says_what_to_do(language):
    with translation.override(language.code):
        reasons = [what_it_is_instead(data) for data in (b"<svg", b"<html", b"GIF89a", b"%PDF", b"x")]
        assert len({*reasons, is_damaged(), moves()}) == 7


TAKEN = {
    "png": (files.png(), ("png", "RGB", "png")),
    "jpeg": (files.jpeg(), ("jpeg", "RGB", "jpg")),
    "webp": (files.webp(), ("webp", "RGB", "jpg")),
    "a photo of a telephone with two lenses": (files.of_many_photos(), ("jpeg", "RGB", "jpg")),
    "grey": (files.encoded(files.drawn(mode="L"), "JPEG"), ("jpeg", "RGB", "jpg")),
    "black and white": (files.encoded(files.drawn(mode="1")), ("png", "RGB", "png")),
    "CMYK": (files.encoded(files.drawn(mode="CMYK"), "JPEG"), ("jpeg", "RGB", "jpg")),
    "a palette": (files.encoded(files.drawn().quantize(16)), ("png", "RGB", "png")),
    "a transparent palette": (files.encoded(files.drawn().quantize(16), transparency=0), ("png", "RGBA", "png")),
    "transparent grey": (files.encoded(Image.new("LA", (50, 50), (90, 10))), ("png", "RGBA", "png")),
    "a transparent colour": (files.encoded(Image.new("L", (50, 50), 90), transparency=90), ("png", "RGBA", "png")),
    "a transparent WebP": (files.encoded(Image.new("RGBA", (50, 50), (9, 9, 9, 99)), "WEBP"), ("webp", "RGBA", "png")),
    "opaque after all": (files.encoded(files.drawn(mode="RGBA")), ("png", "RGB", "png")),
    "a colour profile that is none": (files.png(icc_profile=b"nonsense" * 9), ("png", "RGB", "png")),
    "something hidden behind its end": (files.png() + b"<script>alert(1)</script>", ("png", "RGB", "png")),
    "one pixel": (files.png((1, 1)), ("png", "RGB", "png")),
}


@pytest.mark.parametrize(("data", "kind"), TAKEN.values(), ids=TAKEN)
def test_what_people_upload_becomes_plain_colours(data, kind):
    picture = read(data)
    assert (picture.format, picture.pixels.mode, picture.fallback) == kind
    assert (picture.pixels.info, picture.pixels.getexif()) == ({}, {})


@pytest.mark.parametrize(("data", "kind"), TAKEN.values(), ids=TAKEN)
def test_the_master_is_the_picture_again(data, kind):
    picture = read(data)
    again = read(render(picture)[MASTER], was=picture.format)
    assert (again.digest, again.format, again.fallback) == (picture.digest, picture.format, picture.fallback)


def test_sixteen_bits_of_grey_keep_their_shade():
    data = files.encoded(Image.new("I;16", (4, 4), 40_000))
    assert read(data).pixels.getpixel((0, 0)) == (155, 155, 155)


def test_printers_colours_become_those_of_screens():
    data = files.encoded(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG", quality=95)
    red, green, blue = read(data).pixels.getpixel((20, 20))
    assert (red > 200, green < 60, blue < 60) == (True, True, True)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_turned_photo_stands_upright(kind):
    """Orientation 6: the telephone was held upright, so the left of what it stored belongs at the top."""
    picture = read(files.with_everything_private(kind, orientation=6))
    assert (picture.width, picture.height) == (600, 900)
    top, bottom = picture.pixels.crop((0, 0, 600, 300)), picture.pixels.crop((0, 600, 600, 900))
    assert [_is_red_anywhere(part) for part in (top, bottom)] == [True, False]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_private_is_left_in_any_file(kind):
    data = files.with_everything_private(kind)
    assert files.PLACE in data
    for name, content in render(read(data)).items():
        with Image.open(io.BytesIO(content)) as image:
            image.load()
            assert (name, dict(image.getexif())) == (name, {})
            assert not {"exif", "xmp", "icc_profile", "comment", "XML:com.adobe.xmp", "Comment"} & image.info.keys()
        assert files.PLACE not in content


def test_what_was_cut_away_by_transparency_is_gone():
    hidden = Image.new("RGBA", (40, 40), (200, 100, 50, 0))
    hidden.putpixel((0, 0), (1, 2, 3, 255))
    pixels = read(files.encoded(hidden)).pixels
    assert (pixels.getpixel((5, 5)), pixels.getpixel((0, 0))) == ((0, 0, 0, 0), (1, 2, 3, 255))


def test_a_large_photo_becomes_as_wide_as_a_page_needs():
    picture = read(files.jpeg((4_000, 3_000)))
    assert (picture.width, picture.height) == (1440, 1080)


@pytest.mark.parametrize(
    ("width", "made"),
    [(1440, [360, 720, 1080, 1440]), (1170, [360, 720, 1080, 1170]), (720, [360, 720]), (361, [360, 361]), (9, [9])],
)
def test_no_file_is_wider_than_the_picture(width, made):
    assert widths(width) == made
    rendered = render(read(files.png((width, 30))))
    assert list(rendered) == names(read(files.png((width, 30))))
    sizes = {name: Image.open(io.BytesIO(content)).width for name, content in rendered.items() if name != MASTER}
    assert sizes == {name: int(name.split(".")[0]) for name in sizes}
    assert sorted(sizes) == sorted([*(f"{each}.webp" for each in made), f"{min(width, 1080)}.png"])


def test_the_same_upload_gives_the_same_bytes():
    first, second = read(files.jpeg()), read(files.jpeg())
    assert (first.digest, render(first)) == (second.digest, render(second))


def test_the_name_of_the_format_does_not_change_the_hash():
    assert read(files.png()).digest == read(files.webp()).digest


def _is_red_anywhere(image: Image.Image) -> bool:
    return any(red > 180 and green < 90 for _count, (red, green, _blue) in image.getcolors(1_000_000))
