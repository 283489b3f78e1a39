from collections.abc import Callable
from pathlib import Path

import pytest

from guides.models import Image
from tests.exchange.conftest import empty  # noqa: F401  a database without content
from tests.images import files
from tests.images.desk import upload


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    """Where uploads go; every test has its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def stored(media) -> Callable[[], list[str]]:
    """What lies on the disk now, by name: images/HASH/720.webp."""
    return lambda: sorted(str(path.relative_to(media)) for path in media.rglob("*") if path.is_file())


@pytest.fixture
def image(admin_client) -> Image:
    """Uploaded through the form, described in Simplified Chinese and English."""
    assert upload(admin_client, files.jpeg(), slug="phone", alt_zh_hans="手机", alt_en="A phone").status_code == 302
    return Image.objects.get(slug="phone")
