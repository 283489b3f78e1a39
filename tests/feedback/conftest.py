import datetime

import pytest
from django.core import signing
from django.utils import timezone

from guides.feedback.tickets import SALT
from tests import factory

OWN = {"Sec-Fetch-Site": "same-origin"}
PAGE = "/providers/nordic/"


@pytest.fixture
def nordic(db):
    provider = factory.make_provider(country=factory.make_country())
    source = factory.make_source()
    provider.renews = factory.make_fact(provider, "auto_renews", "no", source)
    provider.unsourced = factory.make_fact(provider, "cancel_online", "yes")
    factory.make_channel(provider, "phone", "+4781500000", source)
    return provider


def ticket(path: str = PAGE, age: float = 10, number: str = "0" * 32) -> str:
    """A ticket of a form that was shown so many seconds ago."""
    moment = timezone.now() - datetime.timedelta(seconds=age)
    return signing.dumps([number, path, moment.timestamp()], salt=SALT)


def post(client, language: str = "en", **values):
    headers = values.pop("headers", OWN)
    data = {"page": PAGE, "ticket": ticket(), "verdict": "useful", **values}
    return client.post(f"/{language}/feedback/", data, headers=headers)
