"""An editor saves a guide through the real form."""

import pytest
from django.db import OperationalError
from django.urls import reverse
from psycopg.errors import DeadlockDetected

from guides.languages import LANGUAGES
from guides.models import Guide, Section, SiteRevision
from tests.admin.forms import errors, save, values_of
from tests.factory import make_country, make_guide

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    return make_guide(country=make_country())


@pytest.fixture
def address(guide):
    return reverse("admin:guides_guide_change", args=[guide.pk])


def anchors(guide) -> list[tuple[int, str]]:
    return list(guide.sections.order_by("position").values_list("position", "anchor"))


def section_row(values, anchor: str) -> str:
    """The prefix of the section's fields in the form."""
    name = next(
        name
        for name, value in values.items()
        if name.startswith("sections-") and name.endswith("anchor") and value == anchor
    )
    return name.removesuffix("anchor")


def test_saving_without_a_change_keeps_every_text(admin_client, guide, address):
    before = list(guide.sections.values()), list(guide.questions.values()), list(guide.verdicts.values())
    response = save(admin_client, address)
    assert (response.status_code, errors(response) if response.status_code == 200 else {}) == (302, {})
    assert (list(guide.sections.values()), list(guide.questions.values()), list(guide.verdicts.values())) == before


def test_a_changed_text_is_saved_in_its_language_alone_and_seen_at_once(admin_client, guide, address):
    number = SiteRevision.objects.number()
    assert save(admin_client, address, title_zh_hant="新標題", note_zh_hant="新的標題").status_code == 302
    guide.refresh_from_db()
    assert [getattr(guide, f"title_{language.suffix}") for language in LANGUAGES] == [
        "Title of leave (zh-hans)",
        "新標題",
        "Title of leave (en)",
    ]
    assert SiteRevision.objects.number() > number
    assert "新標題" in admin_client.get("/zh-hant/norway/leave/").content.decode()


def test_two_sections_change_places_in_one_save(admin_client, guide, address):
    assert anchors(guide) == [(1, "before"), (2, "steps")]
    values = values_of(admin_client.get(address))
    first, second = section_row(values, "before"), section_row(values, "steps")
    response = admin_client.post(address, {**values, f"{first}position": "2", f"{second}position": "1"})
    assert (response.status_code, anchors(guide)) == (302, [(1, "steps"), (2, "before")])


def test_equal_and_scattered_positions_are_numbered_anew(admin_client, guide, address):
    values = values_of(admin_client.get(address))
    rows = section_row(values, "before"), section_row(values, "steps")
    assert admin_client.post(address, {**values, **{f"{row}position": "7" for row in rows}}).status_code == 302
    assert anchors(guide) == [(1, "before"), (2, "steps")]


def test_a_new_section_takes_the_place_it_was_given(admin_client, guide, address):
    values = values_of(admin_client.get(address))
    second = section_row(values, "steps")
    new = {f"sections-2-{field}_{language.suffix}": "New" for field in ("heading", "body") for language in LANGUAGES}
    new |= {"sections-2-position": "2", "sections-2-kind": "after", "sections-2-anchor": "new", "sections-2-id": ""}
    new |= {"sections-2-guide": str(guide.pk), "sections-TOTAL_FORMS": "3", f"{second}position": "3"}
    response = admin_client.post(address, {**values, **new, "significance": "typo"})
    assert (response.status_code, anchors(guide)) == (302, [(1, "before"), (2, "new"), (3, "steps")])


def test_a_deleted_section_leaves_no_gap(admin_client, guide, address):
    values = values_of(admin_client.get(address))
    first = section_row(values, "before")
    assert admin_client.post(address, {**values, f"{first}DELETE": "on", "significance": "typo"}).status_code == 302
    assert anchors(guide) == [(1, "steps")]


def test_a_guide_is_made_through_the_form(admin_client):
    country = make_country()
    add = reverse("admin:guides_guide_add")
    texts = {f"title_{language.suffix}": f"New {language.code}" for language in LANGUAGES}
    response = save(admin_client, add, country=str(country.pk), slug="new", **texts)
    assert response.status_code == 302
    made = Guide.objects.get(country=country, slug="new")
    assert (made.title_zh_hans, made.title_en, made.status) == ("New zh-hans", "New en", "draft")


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("slug", "", "slug"),
        ("slug", "not a slug!", "slug"),
        ("slug", "print", "slug"),
        ("recheck_every", "0", "recheck_every"),
        ("recheck_every", "soon", "recheck_every"),
        ("published_at_0", "yesterday", "published_at"),
        ("facts_checked_on", "2026-13-01", "facts_checked_on"),
        ("edited_on", "", "edited_on"),
        ("status", "secret", "status"),
        ("title_en", "x" * 121, "title_en"),
        ("country", "999999", "country"),
    ],
)
def test_what_cannot_be_saved_is_answered_beside_the_field(admin_client, guide, address, field, value, place):
    response = save(admin_client, address, **{field: value})
    found = errors(response)
    assert (response.status_code, [key for key in found if key]) == (200, [place])


def test_a_published_guide_without_its_moment_is_answered_not_crashed(admin_client, guide, address):
    response = save(admin_client, address, published_at_0="", published_at_1="")
    assert (response.status_code, bool(errors(response))) == (200, True)


def test_a_slug_that_is_taken_in_the_country_is_answered(admin_client, guide, address):
    make_guide("taken", guide.country)
    response = save(admin_client, address, slug="taken")
    assert (response.status_code, bool(errors(response))) == (200, True)


def test_a_general_guides_slug_that_is_taken_is_answered(admin_client):
    make_guide("taken")
    mine = make_guide("mine")
    response = save(admin_client, reverse("admin:guides_guide_change", args=[mine.pk]), slug="taken")
    assert (response.status_code, bool(errors(response))) == (200, True)


@pytest.mark.parametrize(
    ("field", "value"),
    [("position", ""), ("position", "0"), ("position", "-1"), ("kind", "prelude"), ("anchor", "steps")],
)
def test_a_section_that_cannot_be_saved_is_answered_and_nothing_is_lost(admin_client, guide, address, field, value):
    values = values_of(admin_client.get(address))
    response = admin_client.post(address, {**values, f"{section_row(values, 'before')}{field}": value})
    assert (response.status_code, bool(errors(response))) == (200, True)
    assert anchors(guide) == [(1, "before"), (2, "steps")]
    assert Section.objects.filter(guide=guide, heading_en="Heading before (en)").exists()


def test_a_large_position_is_answered_or_numbered_anew(admin_client, guide, address):
    values = values_of(admin_client.get(address))
    response = admin_client.post(address, {**values, f"{section_row(values, 'before')}position": "32767"})
    assert (response.status_code, anchors(guide)) == (302, [(1, "steps"), (2, "before")])


def test_a_save_that_the_database_ends_for_another_shows_the_form_again(admin_client, guide, address, monkeypatch):
    """PostgreSQL ends one of two who wait for each other."""

    def deadlock(*args):
        raise OperationalError from DeadlockDetected()

    with monkeypatch.context() as patched:
        patched.setattr("guides.models.revision.SiteRevisionManager.bump", deadlock)
        response = save(admin_client, address, title_en="Typed")
    assert (response.status_code, values_of(response)["title_en"]) == (503, "Typed")
    assert "Nothing was saved" in errors(response)[""][0]
    assert Guide.objects.get(pk=guide.pk).title_en == guide.title_en
