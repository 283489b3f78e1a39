"""What probes are told, by the parts around Django; then by the whole site, below a name that it does not know."""

import json

import pytest
from django.db import OperationalError, connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.urls import Resolver404, resolve

from guides.models import Guide, SearchDocument
from guides.monitoring import health
from guides.monitoring.health import Health
from tests.monitoring.wsgi import ask

OK, UNAVAILABLE = {"status": "ok"}, {"status": "unavailable"}


def refuse(environ, start_response):
    raise AssertionError("Django must not be asked")


@pytest.fixture
def site(monkeypatch) -> Health:
    """A test's connection holds its transaction and must not be replaced."""
    monkeypatch.setattr(health, "close_old_connections", lambda: None)
    return Health(refuse)


def told(answer) -> tuple[int, dict]:
    return answer.status, json.loads(answer.body)


def test_a_living_process_says_so_without_the_database(site):
    # Without pytest's django_db mark, the database refuses any query of a test.
    assert told(ask(site, "/healthz")) == (200, OK)


@pytest.mark.django_db
def test_a_site_that_can_serve_says_so(site):
    assert told(ask(site, "/readyz")) == (200, OK)


@pytest.mark.django_db
def test_after_the_first_time_it_costs_two_queries(site, django_assert_num_queries):
    ask(site, "/readyz")
    with django_assert_num_queries(2):
        ask(site, "/readyz")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_nobody_may_keep_the_answer_and_nothing_identifies_the_asker(site, path):
    headers = ask(site, path).headers
    assert (headers["Cache-Control"], headers["Content-Type"]) == ("no-store", "application/json")
    assert headers.keys() & {"Set-Cookie", "Vary", "ETag", "Content-Language", "Location"} == set()


@pytest.mark.parametrize("host", ["localhost", "10.0.0.7:8000", "probe.internal", "", "two words", "evil.example"])
@pytest.mark.django_db
def test_any_host_name_is_answered(site, host):
    assert [ask(site, path, HTTP_HOST=host).status for path in ("/healthz", "/readyz")] == [200, 200]


@pytest.mark.django_db
def test_plain_http_is_not_sent_to_https(site, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert [ask(site, path).status for path in ("/healthz", "/readyz")] == [200, 200]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_head_is_answered_alike(site, path):
    get, head = ask(site, path), ask(site, path, "HEAD")
    assert (head.status, head.headers) == (get.status, get.headers)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_refused(site, method):
    answer = ask(site, "/readyz", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/healthz/", "/en/healthz", "/readyz/x"])
def test_every_other_address_is_left_to_the_site(path):
    def page(environ, start_response):
        start_response("200 OK", [])
        return [environ["PATH_INFO"].encode()]

    assert ask(Health(page), path).body == path.encode()


@pytest.mark.django_db
def test_a_migration_that_was_not_applied_is_named_until_it_is(site):
    recorder = MigrationRecorder(connection)
    last = max(name for app, name in recorder.applied_migrations() if app == "guides")
    recorder.record_unapplied("guides", last)
    assert told(ask(site, "/readyz")) == (503, {**UNAVAILABLE, "failing": "migrations"})
    recorder.record_applied("guides", last)
    assert told(ask(site, "/readyz")) == (200, OK)


@pytest.mark.django_db
def test_an_empty_search_index_is_named(site):
    SearchDocument.objects.all().delete()
    assert told(ask(site, "/readyz")) == (503, {**UNAVAILABLE, "failing": "search index"})


@pytest.mark.django_db
def test_an_index_of_an_older_release_is_named(site):
    SearchDocument.objects.update(definition=0)
    assert told(ask(site, "/readyz")) == (503, {**UNAVAILABLE, "failing": "search index"})


@pytest.mark.django_db
def test_a_site_that_has_nothing_to_find_needs_no_index(site):
    SearchDocument.objects.all().delete()
    Guide.objects.all().delete()
    assert told(ask(site, "/readyz")) == (200, OK)


@pytest.mark.django_db
def test_a_lost_table_is_named_without_its_name(site, caplog):
    ask(site, "/readyz")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE guides_searchdocument RENAME TO guides_lost")
    answer = ask(site, "/readyz")
    assert told(answer) == (503, {**UNAVAILABLE, "failing": "tables"})
    assert [record.getMessage() for record in caplog.records] == ["Not ready: tables"]


@pytest.fixture
def unreachable(django_db_blocker):
    """A database that is not there, in the place of the suite's."""
    whole = connections["default"]
    settings = {**whole.settings_dict, "NAME": "/nowhere/lost", "HOST": "127.0.0.1", "PORT": "1"}
    other = type(whole)(settings, "default")
    connections["default"] = other
    with django_db_blocker.unblock():
        yield
    other.close()
    connections["default"] = whole


def test_a_database_that_does_not_answer_is_named_and_its_address_is_not(unreachable):
    with pytest.raises(OperationalError):
        connection.cursor()
    answer = ask(Health(refuse), "/readyz")
    assert told(answer) == (503, {**UNAVAILABLE, "failing": "database"})
    assert ask(Health(refuse), "/healthz").status == 200


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_gone_is_made_anew():
    site = Health(refuse)
    assert ask(site, "/readyz").status == 200
    connection.close()
    assert ask(site, "/readyz").status == 200


def test_the_answers_are_in_no_sitemap_and_no_page():
    for path in ("/healthz", "/readyz"):
        with pytest.raises(Resolver404):
            resolve(path)
