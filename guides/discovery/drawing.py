"""A card drawn as a picture: warm paper, the cut corner of a SIM card, a stamp. Without a font, without text."""

from dataclasses import replace
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from .cards import HEIGHT, WIDTH, Card
from .fonts import load
from .lines import shortened, wrapped

KEPT = 64  # pictures in the memory of a worker, about 30 kB each
PAPER, CARD, INK, SOFT, LINE = "#faf7f0", "#fffdf8", "#1c2326", "#525b60", "#ddd4c1"
JADE, JADE_SOFT, SEAL, GOLD = "#0b655d", "#dbeee8", "#b23420", "#f2c14e"
STAGES = ((420, "#a9d8cb"), (190, "#f3d58c"), (150, "#efa58f"), (130, "#c9c2b3"))
EDGE, INSIDE, NOTCH = 44, 96, 110  # of the card on the paper; of the text; of the cut corner
SIZES = (76, 68, 62, 56, 50, 44)  # of the title: the largest with which it fits
TITLE_MIDDLE, TITLE_HEIGHT, LEADING = 285, 236, 1.32
SMOOTH = 2  # shapes are drawn larger and scaled down; letters are smooth by themselves


@lru_cache(maxsize=KEPT)
def png(card: Card) -> bytes:
    """The picture as a PNG file."""
    image = _ground(bool(card.code and card.font)).copy()
    if card.font:
        _write(image, _in_one_line(card))
    else:
        _draw_without_words(image, overdue=card.overdue, checked=bool(card.stamp))
    file = BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


@lru_cache(maxsize=2)
def _ground(badge: bool) -> Image.Image:
    """What all cards share: paper, the SIM card with its chip, and the plate for a country's code."""
    large = Image.new("RGB", (WIDTH * SMOOTH, HEIGHT * SMOOTH), PAPER)
    draw = ImageDraw.Draw(large)
    right, bottom = WIDTH - EDGE, HEIGHT - EDGE
    outline = [(EDGE, EDGE), (right - NOTCH, EDGE), (right, EDGE + NOTCH), (right, bottom), (EDGE, bottom)]
    draw.polygon(_scaled(outline), fill=CARD)
    draw.line(_scaled([*outline, outline[0]]), fill=LINE, width=3 * SMOOTH, joint="curve")
    draw.rectangle(_scaled([(EDGE, EDGE), (EDGE + 14, bottom)]), fill=JADE)
    _draw_chip(draw, WIDTH - INSIDE - 132, HEIGHT - INSIDE - 116)
    if badge:
        draw.rounded_rectangle(_scaled([(INSIDE, 92), (INSIDE + 108, 152)]), 12 * SMOOTH, fill=JADE)
    return large.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _in_one_line(card: Card) -> Card:
    """Its texts without signs that end a line or a paragraph: Pillow draws no text that holds one."""
    texts = {"title": card.title, "site": card.site, "place": card.place}
    return replace(card, **{name: " ".join(text.splitlines()) for name, text in texts.items()})


def _draw_chip(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    width, height = 132, 116
    draw.rounded_rectangle(_scaled([(x, y), (x + width, y + height)]), 18 * SMOOTH, fill=GOLD)
    middle = (x + width // 2, y + height // 2)
    for line in (
        [(x, middle[1]), (x + 40, middle[1])],
        [(x + width - 40, middle[1]), (x + width, middle[1])],
        [(middle[0], y), (middle[0], y + 32)],
        [(middle[0], y + height - 32), (middle[0], y + height)],
    ):
        draw.line(_scaled(line), fill=JADE, width=4 * SMOOTH)
    box = [(x + 40, y + 32), (x + width - 40, y + height - 32)]
    draw.rounded_rectangle(_scaled(box), 8 * SMOOTH, outline=JADE, width=4 * SMOOTH)


def _write(image: Image.Image, card: Card) -> None:
    draw = ImageDraw.Draw(image)
    heading, small = (load(card.font, size, card.script) for size in (34, 30))
    x = INSIDE
    if card.code:
        draw.text((x + 54, 122), card.code, fill=CARD, font=load(card.font, 40, card.script), anchor="mm")
        x += 132
    draw.text((x, 122), card.place or card.site, fill=JADE, font=heading, anchor="lm")
    _write_title(draw, card)
    if card.place:
        draw.text((INSIDE, HEIGHT - INSIDE + 4), card.site, fill=SOFT, font=small, anchor="lm")
    if card.stamp:
        _stamp(image, card, load(card.font, 32, card.script))


def _write_title(draw: ImageDraw.ImageDraw, card: Card) -> None:
    room = WIDTH - 2 * INSIDE
    for size in SIZES:
        font, height = load(card.font, size, card.script), int(size * LEADING)
        lines = wrapped(card.title, room, font.getlength)
        if len(lines) * height <= TITLE_HEIGHT:
            break
    lines = shortened(card.title, TITLE_HEIGHT // height, room, font.getlength)
    top = TITLE_MIDDLE - (len(lines) - 1) * height // 2
    for number, line in enumerate(lines):
        draw.text((INSIDE, top + number * height), line, fill=INK, font=font, anchor="lm")


def _stamp(image: Image.Image, card: Card, font: ImageFont.FreeTypeFont) -> None:
    """The date of the check, as if stamped: askew, above the site's name or in its place."""
    width = int(font.getlength(card.stamp)) + 48
    layer = Image.new("RGBA", (width + 40, 110))
    draw = ImageDraw.Draw(layer)
    box = [20, 22, 20 + width, 88]
    draw.rounded_rectangle(box, 10, outline=SEAL, width=5)
    draw.text((20 + width // 2, 55), card.stamp, fill=SEAL, font=font, anchor="mm")
    layer = layer.rotate(2.5, Image.Resampling.BICUBIC, expand=True)
    image.paste(layer, (INSIDE - 24, HEIGHT - INSIDE - (142 if card.place else 90)), layer)


def _draw_without_words(image: Image.Image, *, overdue: bool, checked: bool) -> None:
    """A SIM's life as bars, and a tick for a check: honest where no letters can be drawn."""
    draw = ImageDraw.Draw(image)
    x = INSIDE
    for width, colour in STAGES:
        draw.rectangle([x, 250, x + width, 330], fill=colour)
        x += width + 6
    if checked:
        box = [INSIDE, HEIGHT - INSIDE - 96, INSIDE + 96, HEIGHT - INSIDE]
        draw.rounded_rectangle(box, 12, outline=SEAL, width=6)
        if not overdue:
            tick = [(INSIDE + 24, box[1] + 50), (INSIDE + 42, box[1] + 68), (INSIDE + 74, box[1] + 28)]
            draw.line(tick, fill=SEAL, width=10, joint="curve")


def _scaled(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(x * SMOOTH, y * SMOOTH) for x, y in points]
