"""Back to how a guide was, and back from deletion, without publishing or forgetting anything on the way."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from guides.history.snapshots import revisions_of, snapshot_of
from guides.models import Guide, Provider, Section, Source
from tests.admin.forms import said, save, values_of
from tests.admin.people import person
from tests.factory import make_country, make_provider

pytestmark = pytest.mark.django_db
TOLD = "An earlier version of this guide was restored."


def restore(client, guide, version):
    address = reverse("admin:guides_guide_restore", args=[guide.pk, version.pk])
    return client.post(address, follow=True)


def write(guide, **texts):
    """Into every section of the guide."""
    for section in guide.sections.all():
        for column, text in texts.items():
            setattr(section, column, text)
        section.save()


@pytest.fixture
def first(editor, guide, address):
    """The guide's first revision; then a section is dropped, one is rewritten, and two questions change places."""
    Guide.objects.filter(pk=guide.pk).update(status="draft")
    save(editor, address)
    version = revisions_of(guide).get()
    values = values_of(editor.get(address))
    edit = {"title_en": "New", "sections-0-DELETE": "on", "sections-1-body_en": "1. Write", "providers": []}
    edit |= {"questions-0-position": "2", "questions-1-position": "1"}
    assert editor.post(address, {**values, **edit}).status_code == 302
    return version


def test_a_guide_is_restored_with_its_sections_questions_and_their_order(editor, guide, first):
    before = snapshot_of(first.revision, guide.pk)
    restore(editor, guide, first)
    guide.refresh_from_db()
    assert guide.title_en == "Title of leave (en)"
    assert list(guide.sections.values_list("position", "anchor", "body_en")) == [
        (1, "before", "- Pay (en)"),
        (2, "steps", "1. Call\n2. Wait (en)"),
    ]
    assert list(guide.questions.values_list("anchor", flat=True)) == ["why", "when"]
    assert snapshot_of(revisions_of(guide).first().revision, guide.pk).texts == before.texts


def test_a_restoration_is_a_revision_itself_and_can_be_taken_back(editor, guide, first):
    dropped = revisions_of(guide).first()
    assert said(restore(editor, guide, first)) == [f"Restored from {first.revision.date_created.date()}"]
    assert revisions_of(guide).count() == 3
    restore(editor, guide, dropped)
    assert (Guide.objects.get(pk=guide.pk).title_en, guide.sections.count()) == ("New", 1)


def test_a_form_that_was_open_during_a_restoration_is_refused(editor, guide, address, first):
    opened = values_of(editor.get(address))
    restore(editor, guide, first)
    assert editor.post(address, {**opened, "title_en": "Mine"}).status_code == 200
    assert Guide.objects.get(pk=guide.pk).title_en == "Title of leave (en)"


@pytest.mark.parametrize("status", ["draft", "in_review", "archived"])
def test_nobody_publishes_by_restoring_a_published_version(editor, guide, address, status):
    save(editor, address)
    published = revisions_of(guide).get()
    Guide.objects.filter(pk=guide.pk).update(status=status)
    restore(editor, guide, published)
    assert Guide.objects.get(pk=guide.pk).status == status


def test_readers_keep_what_they_were_told_and_are_told_of_the_restoration(editor, guide, address):
    save(editor, address)
    published = revisions_of(guide).get()
    save(editor, address, title_en="New", note_en="New title.")
    restore(editor, guide, published)
    assert [(note.text_en, note.text_zh_hans or "") for note in guide.changes.order_by("pk")] == [
        ("New title.", ""),
        (TOLD, ""),
    ]


def test_a_version_that_readers_could_not_see_is_not_put_in_place_of_one_that_they_see(editor, guide, address):
    write(guide, body_en="")
    save(editor, address)
    unfinished = revisions_of(guide).get()
    write(guide, body_en="Text")
    Guide.objects.filter(pk=guide.pk).update(version=7)
    refused = said(restore(editor, guide, unfinished))
    assert refused == [
        (
            "It cannot be restored: English is not complete, so this page does not exist in it: section.before.body, "
            "section.steps.body."
        )
    ]
    assert set(Section.objects.filter(guide=guide).values_list("body_en", flat=True)) == {"Text"}
    assert Guide.objects.get(pk=guide.pk).version == 7


def test_the_address_that_a_restoration_takes_back_keeps_working_and_so_does_the_one_it_leaves(
    client, publisher, guide, address
):
    save(publisher, address)
    first = revisions_of(guide).get()
    save(publisher, address, slug="end")
    restore(publisher, guide, first)
    assert client.get("/en/norway/leave/").status_code == 200
    moved = client.get("/en/norway/end/")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/en/norway/leave/")


def test_what_belonged_to_a_country_that_is_gone_is_not_restored_and_says_so(publisher, guide, address):
    sweden = make_country("sweden", "SE")
    Guide.objects.filter(pk=guide.pk).update(country=sweden, status="draft")
    save(publisher, address)
    there = revisions_of(guide).get()
    Guide.objects.filter(pk=guide.pk).update(country=None)
    sweden.delete()
    gone = "It cannot be restored: the country that it belonged to is no longer here."
    assert said(restore(publisher, guide, there)) == [gone]
    assert Guide.objects.get(pk=guide.pk).country is None


@pytest.mark.parametrize("role", ["Translator en", "Fact checker"])
def test_who_may_not_change_the_whole_guide_may_not_restore_it(guide, address, editor, role):
    save(editor, address)
    version = revisions_of(guide).get()
    assert restore(person("theo", role), guide, version).status_code == 403


def test_a_scheduled_guide_keeps_its_moment(publisher, guide, address):
    save(publisher, address)
    version = revisions_of(guide).get()
    soon = timezone.now() + datetime.timedelta(days=3)
    Guide.objects.filter(pk=guide.pk).update(published_at=soon)
    restore(publisher, guide, version)
    assert Guide.objects.get(pk=guide.pk).published_at == soon


def forget(guide, colleague) -> None:
    """Everything that a revision refers to beside the country."""
    guide.providers.clear()
    guide.sources.clear()
    Provider.objects.filter(slug="nordic").delete()
    Source.objects.filter(slug="nordic-terms").delete()
    colleague.user.delete()


def test_what_else_is_gone_does_not_come_back_with_a_guide_nor_keep_it_away(publisher, editor, guide, address):
    guide.providers.add(make_provider())
    guide.translation_states.update(updated_by=editor.user)
    Guide.objects.filter(pk=guide.pk).update(status="draft")
    save(publisher, address)
    version = revisions_of(guide).get()
    forget(guide, editor)
    restore(publisher, guide, version)
    assert (guide.providers.count(), guide.sources.count()) == (0, 0)
    newest = revisions_of(guide).first()
    publisher.post(reverse("admin:guides_guide_delete", args=[guide.pk]), {"post": "yes"})
    publisher.post(reverse("admin:guides_guide_recover", args=[newest.pk]))
    assert set(Guide.objects.get(pk=guide.pk).translation_states.values_list("updated_by", flat=True)) == {None}
