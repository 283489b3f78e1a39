"""A deleted guide comes back, whole and as a draft, or says why it cannot."""

import pytest
from django.urls import reverse

from guides.history.snapshots import revisions_of, snapshot_of
from guides.languages import EN, LANGUAGES
from guides.models import Guide, Provider
from tests.admin.forms import document, said, save
from tests.admin.people import person
from tests.factory import make_guide

pytestmark = pytest.mark.django_db


def as_it_is(guide) -> dict[str, dict[str, str]]:
    """The texts in the newest revision, by language."""
    return snapshot_of(revisions_of(guide).first().revision, guide.pk).texts


def test_a_deleted_guide_comes_back_as_a_draft_with_everything(publisher, guide, address):
    save(publisher, address)
    before, providers = as_it_is(guide), set(Provider.objects.filter(guides=guide))
    publisher.post(reverse("admin:guides_guide_delete", args=[guide.pk]), {"post": "yes"})
    assert not Guide.objects.filter(pk=guide.pk).exists()
    page = document(publisher.get(reverse("admin:guides_guide_deleted")))
    (form,) = list(page.query("#content-main form"))
    assert said(publisher.post(form.attrs["action"], follow=True)) == ["Recovered as a draft."]
    back = Guide.objects.get(pk=guide.pk)
    assert (back.status, back.sources.count(), set(back.providers.all())) == ("draft", 1, providers)
    assert (as_it_is(back), back.languages) == (before, list(LANGUAGES))
    assert {state.language: state.state for state in back.translation_states.all()} == {
        "zh-hant": "current",
        EN.code: "current",
    }


def test_a_deleted_guide_whose_address_was_taken_says_so_and_nothing_is_half_done(publisher, guide, address):
    save(publisher, address)
    country = guide.country
    Guide.objects.filter(pk=guide.pk).delete()
    taken = make_guide(guide.slug, country)
    (version,) = list(revisions_of(guide))
    (message,) = said(publisher.post(reverse("admin:guides_guide_recover", args=[version.pk]), follow=True))
    assert message.startswith("It cannot be recovered: ")
    assert list(country.guides.all()) == [taken]


def test_a_deleted_guide_whose_country_is_gone_says_so(publisher, guide, address):
    save(publisher, address)
    version = revisions_of(guide).get()
    country = guide.country
    guide.delete()
    country.delete()
    gone = "It cannot be recovered: the country that it belonged to is no longer here."
    recover = reverse("admin:guides_guide_recover", args=[version.pk])
    assert said(publisher.post(recover, follow=True)) == [gone]
    assert not Guide.objects.filter(pk=version.object_id).exists()


def test_an_editor_who_deletes_nothing_may_still_bring_back(publisher, editor, guide, address):
    save(publisher, address)
    version = revisions_of(guide).get()
    guide.delete()
    assert person("theo", "Translator en").get(reverse("admin:guides_guide_deleted")).status_code == 403
    editor.post(reverse("admin:guides_guide_recover", args=[version.pk]))
    assert Guide.objects.get(pk=version.object_id).status == "draft"


def test_what_is_not_deleted_cannot_be_recovered_over(publisher, guide, address):
    save(publisher, address)
    version = revisions_of(guide).get()
    assert publisher.post(reverse("admin:guides_guide_recover", args=[version.pk])).status_code == 404
    assert publisher.get(reverse("admin:guides_guide_recover", args=[version.pk])).status_code == 405
