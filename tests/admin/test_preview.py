"""A guide's page before readers can see it: exact, for staff only, kept and indexed by nobody."""

import pytest
from django.test import Client

from guides.languages import EN, LANGUAGES, ZH_HANS
from guides.models import Guide
from tests import factory
from tests.admin.people import person
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db


def address(guide: Guide, code: str = "en") -> str:
    return f"/admin/guides/guide/{guide.pk}/preview/{code}/"


@pytest.fixture
def draft() -> Guide:
    return factory.make_guide(country=factory.make_country(), status="draft", published_at=None)


@pytest.fixture
def editor(db) -> Client:
    return person("editor", "Editor")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_it_shows_the_page_that_readers_will_see(editor, draft, language):
    shown = Shown(editor, address(draft, language.code))
    assert (shown.status, shown.lang) == (200, language.html_lang)
    Guide.objects.filter(pk=draft.pk).update(status="published", published_at="2026-01-01T00:00Z")
    public = Shown(Client(), f"/{language.code}/norway/leave/")
    assert shown.texts("main") == public.texts("main")


def test_it_is_kept_and_indexed_by_nobody(editor, draft):
    response = editor.get(address(draft))
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "ETag" not in response.headers


@pytest.mark.parametrize("status", ["draft", "in_review", "published", "archived"])
def test_a_guide_of_any_status_can_be_looked_at(editor, draft, status):
    draft.status, draft.published_at = status, "2099-01-01T00:00Z"
    draft.save()
    assert editor.get(address(draft)).status_code == 200


def test_a_language_that_is_not_written_yet_is_shown_as_it_stands(editor):
    started = factory.make_guide(languages=[ZH_HANS], status="draft", published_at=None)
    started.title_en = "Only a title yet"
    started.save()
    shown = Shown(editor, address(started, EN.code))
    assert (shown.status, shown.heading) == (200, "Only a title yet")
    assert "None" not in shown.texts("main *")


def test_visitors_are_asked_who_they_are(draft):
    response = Client().get(address(draft))
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/admin/login/")


def test_who_may_not_see_guides_sees_no_preview(client, draft, django_user_model):
    client.force_login(django_user_model.objects.create_user("guest", password="x", is_staff=True))
    assert client.get(address(draft)).status_code == 403


def test_a_guide_that_is_gone_has_no_preview(editor, draft):
    gone = address(draft)
    draft.delete()
    assert editor.get(gone).status_code == 404
