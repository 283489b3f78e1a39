"""The font of the cards: one that carries both Chinese scripts, named by OG_FONT or found where Debian puts it.

Imports nothing of Django: the settings check OG_FONT with it before there are settings.
"""

import logging
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

_log = logging.getLogger(__name__)

USUAL = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"),
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc"),
    Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
)
SAMPLE = "Aé简註銷嗎“」"  # letters, both scripts, punctuation of both
_FACES = 12  # more than any collection of one family holds
_UNASSIGNED = "\U0003ffff"  # what no font has is drawn as the mark for a missing letter


@cache
def usual() -> Path | None:
    """The font at the first usual place that has one; the lack of any is logged once."""
    found = next((path for path in USUAL if path.is_file() and not fault(path)), None)
    if found is None:
        _log.info("No font with both Chinese scripts was found: pictures of links carry no text. OG_FONT may name one.")
    return found


def fault(path: Path) -> str:
    """Why the file cannot be the font of the cards, in words; empty if it can."""
    try:
        font = ImageFont.truetype(str(path), 20)
    except OSError:
        return f"{path} is no font that can be read"
    missing = _drawn(font, _UNASSIGNED)
    lacking = [letter for letter in SAMPLE if _drawn(font, letter) == missing]
    return f"{path} lacks Chinese letters: {''.join(lacking)}" if lacking else ""


@lru_cache(maxsize=64)
def load(path: Path, size: int, script: str) -> ImageFont.FreeTypeFont:
    """The font in a size. script: SC, TC or KR; of a collection, the face that draws as its readers expect."""
    return ImageFont.truetype(str(path), size, index=_face(path, script))


@lru_cache(maxsize=8)
def _face(path: Path, script: str) -> int:
    for index in range(_FACES):
        try:
            family, _style = ImageFont.truetype(str(path), 20, index=index).getname()
        except OSError:
            break
        if family and family.endswith(f" {script}"):
            return index
    return 0


def _drawn(font: ImageFont.FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)
