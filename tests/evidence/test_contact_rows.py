import pytest

from guides.evidence.contacts import contact_rows
from tests.factory import make_channel, make_provider, make_source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "value", "shown", "href"),
    [
        ("phone", "+82262101000", "+82 2-6210-1000", "tel:+82-2-6210-1000"),
        ("phone", "+82 2 6210 1000", "+82 2-6210-1000", "tel:+82-2-6210-1000"),
        ("phone", "+12", "+12", "tel:+12"),
        ("phone", "0800 1234", "0800 1234", "tel:08001234"),
        ("phone", "1-800-331-0500", "1-800-331-0500", "tel:1-800-331-0500"),
        ("short_code", "812", "812", "tel:812"),
        ("ussd", "*108#", "*108#", "tel:*108%23"),
        ("ussd", "*#06#", "*#06#", "tel:*%2306%23"),
        ("ussd", "*100*1#", "*100*1#", "tel:*100*1%23"),
        ("email", "help@example.org", "help@example.org", "mailto:help@example.org"),
        ("web", "https://www.example.org/contact/", "example.org/contact", "https://www.example.org/contact/"),
        ("web", "http://example.org", "example.org", "http://example.org"),
        ("chat", "https://example.org/chat", "https://example.org/chat", "https://example.org/chat"),
        ("app", "My Nordic", "My Nordic", ""),
        ("store", "any Nordic shop", "any Nordic shop", ""),
        ("fax", "+82262101000", "+82 2-6210-1000", ""),
        ("post", "1 Street, Oslo", "1 Street, Oslo", ""),
        ("social", "@nordic", "@nordic", ""),
        ("app", "javascript:alert(1)", "javascript:alert(1)", ""),
    ],
)
def test_a_channel_is_shown_as_people_write_it_and_can_be_tapped_where_that_helps(kind, value, shown, href):
    provider = make_provider()
    make_channel(provider, kind, value, make_source())
    assert [(row.shown, row.href) for row in contact_rows([provider])] == [(shown, href)]


def test_only_the_web_is_another_host():
    provider, source = make_provider(), make_source()
    for position, (kind, value) in enumerate([("web", "https://example.org"), ("phone", "+4712345678"), ("app", "A")]):
        make_channel(provider, kind, value, source, position=position)
    assert [row.is_web for row in contact_rows([provider])] == [True, False, False]


def test_channels_without_source_are_left_out_and_the_rest_keeps_its_order():
    provider, source = make_provider(), make_source()
    make_channel(provider, "short_code", "2", source, position=2)
    make_channel(provider, "short_code", "9", None, position=0)
    make_channel(provider, "short_code", "1", source, position=1)
    other = make_provider("other")
    make_channel(other, "short_code", "3", source)
    rows = contact_rows([provider, other])
    assert [(row.provider.slug, row.shown) for row in rows] == [("nordic", "1"), ("nordic", "2"), ("other", "3")]


def test_nobody_to_contact_is_an_empty_list():
    assert contact_rows([make_provider()]) == contact_rows([]) == []
