"""What a publisher is refused, asked, and not bothered with."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from guides.drafting import states
from guides.languages import EN, LANGUAGES
from guides.models import Guide
from tests.admin.forms import document, errors, save, values_of
from tests.admin.people import person
from tests.admin.staleness import STALE, gone_source, machine_translation, missing_language, set_body
from tests.factory import make_country, make_guide, make_provider, make_source

pytestmark = pytest.mark.django_db
MOMENT = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
ALL_FIVE = "Stop renewing, Unlink accounts, End the line, Claim money, Remove from the phone"


@pytest.fixture
def publisher(db):
    return person("paula", "Publisher")


@pytest.fixture
def draft():
    """Whole in every language and ready to be published."""
    today = timezone.now().date()
    guide = make_guide(country=make_country(), status="draft", published_at=None, facts_checked_on=today)
    guide.sources.add(make_source())
    for meaning in ("accounts", "money", "device"):
        guide.verdicts.create(meaning=meaning, need="optional", **{f"reason_{each.suffix}": "–" for each in LANGUAGES})
    states.refresh(guide, "major", LANGUAGES, None)
    return guide


@pytest.fixture
def published(draft):
    Guide.objects.filter(pk=draft.pk).update(status="published", published_at=MOMENT)
    return draft


def address_of(guide) -> str:
    return reverse("admin:guides_guide_change", args=[guide.pk])


def publish(client, guide, **more):
    return save(client, address_of(guide), status="published", significance="typo", **more)


def status_of(guide) -> str:
    return Guide.objects.get(pk=guide.pk).status


def asked(response) -> str | None:
    """The value of the tick under what is stale; None if nothing is asked."""
    ticks = document(response).query("input[type=checkbox][name=publish_anyway]")
    assert all("checked" not in tick.attrs for tick in ticks)
    return ticks[0].attrs["value"] if ticks else None


def test_a_whole_guide_is_published_at_once_without_a_question(publisher, draft):
    before = timezone.now()
    assert publish(publisher, draft).status_code == 302
    draft.refresh_from_db()
    assert (draft.status, before <= draft.published_at <= timezone.now()) == ("published", True)


def test_an_empty_guide_is_refused_with_all_that_it_lacks(publisher):
    guide = Guide.objects.create(slug="bare", title_zh_hans="空")
    found = errors(publish(publisher, guide))
    assert {field: messages for field, messages in found.items() if field != "publish_anyway"} == {
        "status": [
            "简体中文, which the other languages answer, is not complete: short_answer, summary.",
            "A published guide needs a section.",
            f"Verdicts are missing: {ALL_FIVE}.",
        ],
        "sources": ["A published guide needs a source."],
        "facts_checked_on": ["A published guide says when its facts were checked."],
    }
    assert status_of(guide) == "draft"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[contacts: nobody]]", "[[contacts: nobody]]: there is no provider “nobody”."),
        ("[[fact: nordic notice_days]]", "[[fact: nordic notice_days]]: “nordic” has no such fact."),
        ("[[weather: nordic]]", "[[weather: nordic]]: there is no such directive."),
        (
            "See [there](/guides/nowhere/).",
            "/guides/nowhere/ leads nowhere; links look like /guides/remove-esim/, without language.",
        ),
    ],
)
def test_a_text_that_names_what_is_not_there_is_refused_with_its_place(publisher, draft, text, problem):
    make_provider()
    set_body(draft, "steps", EN, text)
    assert f"section.steps.body (English): {problem}" in errors(publish(publisher, draft))["status"]
    assert status_of(draft) == "draft"


def test_no_tick_helps_against_what_is_broken(publisher, draft):
    draft.sources.clear()
    Guide.objects.filter(pk=draft.pk).update(title_en="")
    response = publish(publisher, draft)
    assert publish(publisher, draft, publish_anyway=asked(response)).status_code == 200
    assert status_of(draft) == "draft"


@pytest.mark.parametrize("spoil", STALE, ids=lambda each: each.__name__)
def test_what_is_stale_is_listed_and_published_only_with_a_tick(publisher, draft, spoil):
    message = spoil(draft)
    refused = publish(publisher, draft)
    assert errors(refused) == {"publish_anyway": [message]}
    assert (asked(refused) is not None, status_of(draft)) == (True, "draft")
    assert publish(publisher, draft, publish_anyway=asked(refused)).status_code == 302
    assert status_of(draft) == "published"


def test_a_tick_stands_for_what_was_shown_and_for_nothing_else(publisher, draft):
    machine_translation(draft)
    ticked = asked(publish(publisher, draft))
    gone_source(draft)
    again = publish(publisher, draft, publish_anyway=ticked)
    assert (len(errors(again)["publish_anyway"]), asked(again) != ticked, status_of(draft)) == (2, True, "draft")


def test_facts_that_will_be_overdue_when_a_scheduled_guide_appears_are_asked_about(publisher, draft):
    later = timezone.now().date() + datetime.timedelta(days=200)
    refused = publish(publisher, draft, published_at_0=str(later), published_at_1="08:00:00")
    assert list(errors(refused)) == ["publish_anyway"]


@pytest.mark.parametrize("spoil", STALE, ids=lambda each: each.__name__)
def test_a_guide_that_readers_see_is_saved_without_a_question_if_it_is_no_worse_than_before(
    publisher, published, spoil
):
    spoil(published)
    assert save(publisher, address_of(published), position="3").status_code == 302


def test_an_edit_that_outdates_the_translations_is_the_normal_way_and_asks_nothing(publisher, published):
    edit = {"title_zh_hans": "离开挪威，等30天", "note_zh_hans": "新标题。", "significance": "major"}
    assert save(publisher, address_of(published), **edit).status_code == 302
    found = published.translation_states.values_list("state", flat=True)
    assert set(found) == {"outdated_major"}


def test_an_edit_that_takes_a_page_away_from_a_languages_readers_is_asked_about(publisher, published):
    refused = save(publisher, address_of(published), summary_en="", significance="typo")
    message = "English is not complete, so this page does not exist in it: summary."
    assert errors(refused) == {"publish_anyway": [message]}
    edit = {"summary_en": "", "significance": "typo", "publish_anyway": asked(refused)}
    assert save(publisher, address_of(published), **edit).status_code == 302


@pytest.mark.parametrize(
    ("edit", "field"), [({"sources": []}, "sources"), ({"facts_checked_on": ""}, "facts_checked_on"),
                        ({"summary_zh_hans": ""}, "status")],
)  # fmt: skip
def test_a_guide_that_readers_see_cannot_lose_what_it_must_have(publisher, published, edit, field):
    assert field in errors(save(publisher, address_of(published), **edit, significance="typo"))


def test_a_scheduled_guide_is_asked_about_whatever_becomes_stale_before_it_appears(publisher, draft):
    soon = timezone.now() + datetime.timedelta(days=1)
    Guide.objects.filter(pk=draft.pk).update(status="published", published_at=soon)
    edit = {"title_zh_hans": "离开挪威", "significance": "minor"}
    found = errors(save(publisher, address_of(draft), **edit))["publish_anyway"]
    assert found == ["繁體中文: Outdated (minor).", "English: Outdated (minor)."]


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_an_editor_may_save_and_hand_in_anything_but_not_publish(draft, status):
    editor = person("edith", "Editor")
    missing_language(draft)
    assert save(editor, address_of(draft), status=status).status_code == 302
    refused = save(editor, address_of(draft), status="published")
    assert errors(refused) == {"status": ["Only a publisher may publish, schedule or archive. Hand it in for review."]}


def test_nothing_typed_is_lost_when_a_save_is_refused(publisher, draft):
    values = values_of(publisher.get(address_of(draft)))
    typed = {**values, "status": "published", "sources": [], "title_en": "Typed", "sections-0-heading_en": "Typed too"}
    shown = values_of(publisher.post(address_of(draft), typed))
    assert {name: shown[name] for name in ("status", "title_en", "sections-0-heading_en")} == {
        "status": "published",
        "title_en": "Typed",
        "sections-0-heading_en": "Typed too",
    }
