"""What editors do with it: grouped, settled, and what follows for the next check."""

import datetime

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone

from guides.feedback import inbox
from guides.models import Fact, Feedback
from guides.models.reports import GRACE
from tests.feedback.conftest import PAGE, post, ticket

pytestmark = pytest.mark.django_db


def said(verdict: str = "outdated", page: str = PAGE, **more) -> Feedback:
    return Feedback.objects.create(page=page, language="en", verdict=verdict, **more)


def due(fact: Fact) -> datetime.date:
    return Fact.objects.get(pk=fact.pk).due_on


@pytest.fixture
def checker(client):
    user = User.objects.create_user("checker", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Fact checker"))
    client.force_login(user)
    return client


def test_new_messages_are_grouped_by_page_and_verdict(nordic):
    for verdict, page in [("outdated", PAGE), ("outdated", PAGE), ("unclear", PAGE), ("outdated", "/plan/")]:
        said(verdict, page)
    said("outdated", PAGE, state="dismissed")
    found = [(group.page, group.verdict, group.count) for group in inbox.groups()]
    assert found == [(PAGE, "outdated", 2), ("/plan/", "outdated", 1), (PAGE, "unclear", 1)]


def test_a_report_of_a_fact_brings_its_check_forward(client, nordic):
    post(client, verdict="outdated", fact=nordic.renews.pk)
    assert due(nordic.renews) == timezone.now().date() + GRACE


def test_praise_brings_nothing_forward(client, nordic):
    before = due(nordic.renews)
    post(client, verdict="useful", fact=nordic.renews.pk)
    assert due(nordic.renews) == before


def test_a_report_of_the_page_as_a_whole_casts_doubt_on_no_single_fact(client, nordic):
    before = due(nordic.renews)
    post(client, verdict="outdated", text="The app looks different now.")
    assert due(nordic.renews) == before


def test_a_dismissed_report_no_longer_hurries_anybody(client, nordic):
    before = due(nordic.renews)
    post(client, verdict="outdated", fact=nordic.renews.pk)
    inbox.settle(Feedback.objects.all(), "dismissed")
    assert due(nordic.renews) == before


def test_one_dismissal_does_not_silence_another_reader(client, nordic):
    for number in "12":
        post(client, verdict="outdated", fact=nordic.renews.pk, ticket=ticket(number=number * 32))
    inbox.settle(Feedback.objects.filter(ticket="1" * 32), "dismissed")
    assert due(nordic.renews) == timezone.now().date() + GRACE


def test_the_inbox_links_each_group_to_its_messages(checker, nordic):
    said(text="first")
    said(text="second")
    said("unclear", text="third")
    page = checker.get("/admin/guides/feedback/").content.decode()
    address = f"?state__exact=new&amp;page={PAGE}&amp;verdict__exact=outdated"
    assert f'<a href="{address}">{PAGE}</a></td><td>Outdated</td><td>2</td>' in page
    listed = checker.get("/admin/guides/feedback/" + address.replace("&amp;", "&")).context["cl"].result_list
    assert sorted(each.text for each in listed) == ["first", "second"]


def test_messages_are_settled_together_and_each_is_in_the_log(checker, nordic):
    chosen = [said().pk, said().pk]
    checker.post("/admin/guides/feedback/", {"action": "act_on", "_selected_action": chosen})
    assert list(Feedback.objects.values_list("state", flat=True)) == ["acted_on", "acted_on"]
    user = User.objects.get(username="checker")
    assert user.logentry_set.count() == 2


def test_one_message_is_settled_on_its_page_and_cannot_be_rewritten(checker, nordic):
    one = said(text="what was said")
    checker.post(f"/admin/guides/feedback/{one.pk}/change/", {"state": "dismissed", "text": "forged", "page": "/"})
    one.refresh_from_db()
    assert (one.state, one.text, one.page) == ("dismissed", "what was said", PAGE)


def test_what_readers_wrote_is_shown_as_text(checker, nordic):
    said(text="<script>alert(1)</script>")
    assert "<script>alert" not in checker.get("/admin/guides/feedback/").content.decode()
