"""manage.py check_sources: which sources are visited, and what is kept of a visit."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from guides.models import SiteRevision, Source
from guides.visits.fetching import Fetcher
from guides.visits.recording import due, record
from guides.visits.visiting import Finding, Visitor
from tests.evidence.local_server import local_server
from tests.factory import make_source

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.date(2020, 1, 1)


@pytest.fixture
def site():
    with local_server() as site:
        yield site


@pytest.fixture
def visitor():
    return Visitor(Fetcher(allow=lambda address: True, pause=0))


def visited(source: Source, content_hash: str, days_ago: int = 0) -> str:
    """The visit that is recorded if the page is there with this content."""
    visit = record(source, Finding("ok", "", content_hash))
    Source.objects.filter(pk=source.pk).update(visited_at=timezone.now() - datetime.timedelta(days=days_ago))
    source.refresh_from_db()
    assert source.visit == visit
    return str(visit)


def test_a_change_stays_reported_until_an_editor_has_seen_the_page():
    source = make_source(seen_on=LONG_AGO)
    assert [visited(source, content) for content in ("a", "a", "b", "b")] == ["ok", "ok", "changed", "changed"]
    source.seen_on = timezone.now().date()
    source.save()
    assert [visited(source, "b", days_ago=-1), visited(source, "c")] == ["ok", "changed"]


def test_a_failure_in_between_forgets_nothing():
    source = make_source(seen_on=LONG_AGO)
    visited(source, "a")
    record(source, Finding("failed", "timeout"))
    source.refresh_from_db()
    assert (source.visit, source.visit_detail, visited(source, "b")) == ("failed", "timeout", "changed")


def test_an_edit_during_the_visit_is_not_undone():
    source = make_source(seen_on=LONG_AGO)
    Source.objects.filter(pk=source.pk).update(title="New title")
    record(source, Finding("ok", "", "a"))
    source.refresh_from_db()
    assert (source.title, source.visit) == ("New title", "ok")


def test_a_visit_of_an_address_that_was_replaced_meanwhile_is_not_recorded():
    source = make_source()
    Source.objects.filter(pk=source.pk).update(url="https://elsewhere.example.org/")
    record(source, Finding("gone", "404"))
    source.refresh_from_db()
    assert source.visit == ""


def test_those_not_visited_for_longest_come_first_and_hosts_take_turns():
    Source.objects.update(visited_at=timezone.now())
    for slug, host, days in (("a", "one", 9), ("b", "one", 8), ("c", "two", 7), ("d", "two", 1)):
        visited_at = timezone.now() - datetime.timedelta(days=days)
        make_source(slug, url=f"https://{host}.example/{slug}", visited_at=visited_at)
    make_source("e", url="https://one.example/e")
    assert [source.slug for source in due(older_than=5)] == ["e", "c", "a", "b"]
    assert [source.slug for source in due(older_than=5, limit=2)] == ["e", "a"]
    assert [source.slug for source in due(slugs=["d"])] == ["d"]


def test_the_command_records_and_reports_each_source(site, visitor, capsys):
    make_source("fine", url=site.page("/fine", "x"))
    make_source("gone", url=site.address + "/gone")
    make_source("moved", url=site.redirect("/moved", "/fine"))
    make_source("broken", url="http://127.0.0.1:1/")
    revision = SiteRevision.objects.number()
    call_command("check_sources", slug=["fine", "gone", "moved", "broken"], visitor=visitor)
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "No answer: broken: http://127.0.0.1:1/ (no connection, or it broke off)",
        f"Gone: gone: {site.address}/gone (the server answers 404)",
        f"Moved: moved: {site.address}/moved ({site.address}/fine)",
        "4 sources visited. There: 1, Moved: 1, Gone: 1, No answer: 1",
    ]
    assert printed.err == ""  # no progress bar where nobody watches
    assert Source.objects.get(slug="fine").visited_at is not None
    assert SiteRevision.objects.number() == revision  # readers see none of this


def test_ctrl_c_keeps_what_was_visited(site, capsys):
    class Interrupted(Visitor):
        def visit(self, address: str) -> Finding:
            if address.endswith("/b"):
                raise KeyboardInterrupt
            return super().visit(address)

    for slug in ("a", "b", "c"):
        make_source(slug, url=site.page(f"/{slug}", "x"))
    visitor = Interrupted(Fetcher(allow=lambda address: True, pause=0))
    with pytest.raises(CommandError, match=r"^Stopped: 2 sources were not visited\.$") as stopped:
        call_command("check_sources", slug=["a", "b", "c"], visitor=visitor)
    assert stopped.value.returncode == 130
    assert capsys.readouterr().out.splitlines() == ["1 source visited. There: 1"]
    assert [source.visit for source in Source.objects.filter(slug__in="abc").order_by("slug")] == ["ok", "", ""]


def test_a_fault_of_the_program_at_one_source_does_not_stop_the_rest(site, caplog):
    class Faulty(Visitor):
        def visit(self, address: str) -> Finding:
            if address.endswith("/a"):
                raise ZeroDivisionError
            return super().visit(address)

    for slug in ("a", "b"):
        make_source(slug, url=site.page(f"/{slug}", "x"))
    call_command("check_sources", slug=["a", "b"], visitor=Faulty(Fetcher(allow=lambda address: True, pause=0)))
    assert [record.getMessage() for record in caplog.records] == ["The visit of a failed"]
    assert Source.objects.get(slug="b").visit == "ok"


def test_an_unknown_source_is_named():
    with pytest.raises(CommandError, match="There is no source “nowhere”"):
        call_command("check_sources", slug=["nowhere"])


def test_an_editor_sees_what_was_found_and_filters_by_it(admin_client):
    make_source("a", visit="gone", visit_detail="404", visited_at=timezone.now())
    make_source("b", visit="refused", visit_detail="robots", visited_at=timezone.now())
    make_source("c", visit="moved", visit_detail="https://new.example.org/", visited_at=timezone.now())
    page = admin_client.get("/admin/guides/source/?visit__in=gone,moved,refused", HTTP_ACCEPT_LANGUAGE="en")
    html = page.content.decode()
    assert [source.slug for source in page.context["cl"].result_list] == ["a", "b", "c"]
    assert "the server answers 404" in html
    assert "its robots.txt asks programs to stay away" in html
    assert 'href="https://new.example.org/"' in html


def test_a_new_address_is_a_new_page(admin_client):
    """What was found at the old address says nothing about the new one."""
    source = make_source("a", visit="gone", visit_detail="404", visited_at=timezone.now(), content_hash="x")
    form = {"slug": "a", "url": "https://new.example.org/", "publisher": "A", "language": "en", "seen_on": "2026-01-01"}
    assert admin_client.post(f"/admin/guides/source/{source.pk}/change/", form).status_code == 302
    source.refresh_from_db()
    assert (source.visit, source.visit_detail, source.content_hash, source.visited_at) == ("", "", "", None)
