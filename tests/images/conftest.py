from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange.conftest import empty  # noqa: F401  a database without content


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    """Where uploads go; every test has its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def stored(media) -> Callable[[], list[str]]:
    """What lies on the disk now, by name: images/HASH/720.webp."""
    return lambda: sorted(str(path.relative_to(media)) for path in media.rglob("*") if path.is_file())
