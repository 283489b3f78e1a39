import pytest

from guides.models import Provider
from tests.factory import make_channel, make_country, make_provider, make_source


@pytest.fixture
def letters(db) -> None:
    """The letters that ship; tests begin with them."""


@pytest.fixture
def koryo(letters) -> Provider:
    """A carrier that is written to in Korean, with a sourced address and a sourced number."""
    country = make_country("north-korea", "KP", carrier_language="ko")
    provider = make_provider("koryo", country)
    source = make_source()
    make_channel(provider, "email", "help@koryo.example", source)
    make_channel(provider, "short_code", "100", source)
    return provider
