"""A scheduled guide appears at its moment by itself: no job runs, nobody saves."""

import datetime
import time

import pytest
from django.utils import timezone

from guides.languages import LANGUAGES
from guides.models import Guide
from tests.admin.forms import save
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db


def seen(client, guide) -> dict[str, tuple[int, bool]]:
    """Per language: the status of the guide's page, and whether its country lists it."""
    found = {}
    for language in LANGUAGES:
        title = getattr(guide, f"title_{language.suffix}")
        listed = title in Shown(client, f"/{language.code}/norway/").response.content.decode()
        found[language.code] = (client.get(f"/{language.code}/norway/leave/").status_code, listed)
    return found


def in_every_language(status: int, listed: bool) -> dict[str, tuple[int, bool]]:
    return {language.code: (status, listed) for language in LANGUAGES}


def test_a_publisher_schedules_and_readers_see_nothing_before(client, publisher, guide, address):
    Guide.objects.filter(pk=guide.pk).update(status="draft", published_at=None)
    later = timezone.now() + datetime.timedelta(hours=1)
    moment = {"published_at_0": f"{later:%Y-%m-%d}", "published_at_1": f"{later:%H:%M}:00"}
    assert save(publisher, address, status="published", **moment).status_code == 302
    assert seen(client, guide) == in_every_language(404, False)


def test_it_appears_when_its_moment_comes_while_nobody_does_anything(client, guide):
    for seconds in (3, 40):  # in the second try for machines that take three seconds to look
        moment = timezone.now() + datetime.timedelta(seconds=seconds)
        Guide.objects.filter(pk=guide.pk).update(published_at=moment)
        before = seen(client, guide)
        if timezone.now() < moment:
            break
    assert before == in_every_language(404, False)
    time.sleep(max(0, (moment - timezone.now()).total_seconds()) + 0.05)
    assert seen(client, guide) == in_every_language(200, True)


def test_it_disappears_again_when_it_is_put_off(client, publisher, guide, address):
    assert seen(client, guide) == in_every_language(200, True)
    later = timezone.now() + datetime.timedelta(days=1)
    moment = {"published_at_0": f"{later:%Y-%m-%d}", "published_at_1": "08:00:00"}
    assert save(publisher, address, **moment).status_code == 302
    assert seen(client, guide) == in_every_language(404, False)


def test_an_editor_may_not_schedule(client, editor, guide, address):
    Guide.objects.filter(pk=guide.pk).update(status="in_review", published_at=None)
    later = timezone.now() + datetime.timedelta(days=1)
    moment = {"published_at_0": f"{later:%Y-%m-%d}", "published_at_1": "08:00:00"}
    assert save(editor, address, status="published", **moment).status_code == 200
    assert Guide.objects.get(pk=guide.pk).status == "in_review"
