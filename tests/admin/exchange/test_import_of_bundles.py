"""A bundle is uploaded, shown as what will happen, and applied as it was shown."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

from guides.exchange.exporting import text_of
from guides.history.restoring import restore
from guides.history.snapshots import revisions_of
from guides.models import Country, Guide, SiteRevision
from tests.admin.exchange.exchanging import apply, faults, mended, rows, said, upload
from tests.admin.forms import document
from tests.factory import make_guide

pytestmark = pytest.mark.django_db


def test_a_bundle_is_shown_before_anything_happens(client, norway):
    Guide.objects.filter(slug="leave").delete()
    revision = SiteRevision.objects.number()
    page = upload(client, norway)
    assert rows(page) == [["created", "guides", "1", "norway/leave"], ["left alone", "countries", "1", "norway"]]
    assert (Guide.objects.filter(slug="leave").exists(), SiteRevision.objects.number()) == (False, revision)


def test_the_second_button_does_what_was_shown(client, norway, uploads):
    Guide.objects.filter(slug="leave").delete()
    page = apply(client, upload(client, norway))
    assert said(page) == ["Imported from norway.yaml.", "guides: 1 created", "countries: 1 left alone"]
    assert text_of("norway") == norway
    assert list(uploads.iterdir()) == []


def test_what_exists_is_replaced_only_if_asked(client, norway):
    assert "all of it is already here" in upload(client, mended(norway)).content.decode()
    page = upload(client, mended(norway), overwrite="on")
    assert rows(page) == [["replaced", "countries", "1", "norway"], ["replaced", "guides", "1", "norway/leave"]]
    assert text_of("norway") == norway
    apply(client, page)
    assert text_of("norway") == mended(norway)


def test_an_import_is_in_the_log_with_who_and_what(client, norway):
    apply(client, upload(client, mended(norway), overwrite="on"))
    entries = LogEntry.objects.values_list("user__username", "content_type__model", "action_flag", "change_message")
    assert sorted(entries) == [
        ("paula", "country", 2, "Imported from norway.yaml"),
        ("paula", "guide", 2, "Imported from norway.yaml"),
    ]


def test_what_an_import_replaced_can_be_restored(client, norway):
    """Even if it was never saved in the admin before."""
    apply(client, upload(client, mended(norway), overwrite="on"))
    guide = Guide.objects.get(slug="leave")
    after, before = revisions_of(guide)
    assert [each.revision.get_comment() for each in (before, after)] == [
        "Before: Imported from norway.yaml",
        "Imported from norway.yaml",
    ]
    restore(guide, before.revision, User.objects.get(), "Restored")
    assert text_of("norway") == norway


def test_a_form_that_was_open_meanwhile_is_out_of_date(client, norway):
    version = Guide.objects.get(slug="leave").version
    apply(client, upload(client, mended(norway), overwrite="on"))
    assert Guide.objects.get(slug="leave").version > version


def test_a_change_between_the_two_steps_is_shown_first(client, norway):
    Guide.objects.filter(slug="leave").delete()
    shown = upload(client, mended(norway), overwrite="on")
    make_guide("leave", Country.objects.get(slug="norway"))
    page = apply(client, shown)
    assert said(page) == ["Nothing was imported yet: the content changed meanwhile. This would happen now."]
    assert rows(page) == [["replaced", "countries", "1", "norway"], ["replaced", "guides", "1", "norway/leave"]]
    assert Guide.objects.get(slug="leave").status == "published"
    apply(client, page)
    assert text_of("norway") == mended(norway)


def test_a_country_that_a_colleague_deleted_is_created_anew_and_said_so(client, norway):
    shown = upload(client, norway, overwrite="on")
    Guide.objects.filter(slug="leave").delete()
    Country.objects.filter(slug="norway").delete()
    assert rows(apply(client, shown)) == [
        ["created", "countries", "1", "norway"],
        ["created", "guides", "1", "norway/leave"],
    ]
    assert not Country.objects.filter(slug="norway").exists()


def test_what_refers_to_something_deleted_is_refused_with_its_place(client, norway):
    text = norway.replace("Answer why. (en)", "'See [this](/iceland/).'")
    line = text[: text.index("/iceland/")].count("\n") + 1
    found = {(at, place): message for at, place, message in faults(upload(client, text))}
    assert "/iceland/" in found[str(line), "guides[0].questions[0].answer.en"]


def test_a_wish_for_nothing_new_has_no_second_button(client, norway):
    assert document(upload(client, norway)).query('input[name="upload"]') == []
