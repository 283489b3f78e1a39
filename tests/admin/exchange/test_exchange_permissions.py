"""Publishers import and export, nobody else, and never by following a link."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from tests.admin.exchange.exchanging import mended, upload, upload_article
from tests.admin.forms import document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("group", ["Editor", "Fact checker", "Translator en", "Translator zh-Hant"])
def test_only_publishers_import_and_export(client, group):
    user = User.objects.create_user("erin", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    answers = [
        client.get(reverse("admin:guides_exchange")),
        upload(client, "format: 1\n"),
        client.post(reverse("admin:guides_exchange_apply")),
        client.get(reverse("admin:guides_exchange_export")),
    ]
    assert [answer.status_code for answer in answers] == [403] * 4
    for noun in ("guide", "country"):
        assert "/exchange/" not in client.get(reverse(f"admin:guides_{noun}_changelist")).content.decode()


@pytest.mark.parametrize("noun", ["guide", "country"])
def test_a_publisher_finds_the_page(client, noun):
    changelist = client.get(reverse(f"admin:guides_{noun}_changelist")).content.decode()
    assert f'href="{reverse("admin:guides_exchange")}"' in changelist


def test_nothing_is_imported_by_following_a_link(client):
    assert client.get(reverse("admin:guides_exchange_apply")).status_code == 405


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_the_pages_hold_no_inline_script_or_style(client, norway, language):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    pages = [
        client.get(reverse("admin:guides_exchange")),
        upload(client, mended(norway), overwrite="on"),
        upload(client, "format: 2"),
        upload_article(client, slug="cancel"),
    ]
    for page in pages:
        found = document(page)
        inline = [script for script in found.query("script") if "src" not in script.attrs]
        assert (inline, found.query("style, [style], [onclick]")) == ([], [])
