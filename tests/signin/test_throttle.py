"""How often one may try, for whom a lock holds, and for whom it does not."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from guides.models import Attempt
from guides.signin import browsers
from tests.signin.door import ELSEWHERE, HOME, PASSWORD, browser, is_in, sign_in, staff, statuses, try_password

pytestmark = pytest.mark.django_db
WORDS = {"zh-hans": "分钟", "zh-hant": "分鐘", "en": "15 minutes"}


def test_five_may_be_wrong_and_then_not_even_the_right_password_opens():
    staff()
    client = browser()
    assert statuses(client, 6) == [200] * 5 + [429]
    assert (sign_in(client).status_code, is_in(client)) == (429, False)


@pytest.mark.parametrize("language", WORDS)
def test_the_answer_says_for_how_long_in_the_readers_language(clock, language):
    client = browser(language=language)
    statuses(client, 5)
    response = try_password(client)
    assert (response.status_code, response.headers["Retry-After"]) == (429, "899")
    assert (WORDS[language] in response.content.decode(), response.headers["Content-Language"].lower()) == (
        True, language,
    )  # fmt: skip
    clock.go_on(minutes=14)
    assert try_password(client).headers["Retry-After"] == "59"


def test_the_lock_opens_by_itself(clock):
    staff()
    client = browser()
    statuses(client, 8)
    clock.go_on(minutes=15)
    assert (sign_in(client).status_code, is_in(client)) == (302, True)


def test_who_gets_in_begins_anew():
    staff()
    client = browser()
    statuses(client, 4)
    sign_in(client)
    assert statuses(browser(), 5) == [200] * 5


@pytest.mark.parametrize("variant", ["ED", "Ed", "ｅｄ"])
def test_another_spelling_of_the_name_is_the_same_name(variant):
    client = browser()
    statuses(client, 5)
    assert try_password(client, variant).status_code == 429


def test_a_stranger_locks_an_account_for_their_own_address_only():
    staff()
    statuses(browser(ELSEWHERE), 50)
    assert sign_in(browser()).status_code == 302


def test_many_strangers_together_are_stopped_but_not_for_the_browser_that_its_owner_knows():
    staff()
    known = browser()
    sign_in(known)
    known.post("/admin/logout/")
    tried = [status for number in range(14) for status in statuses(browser(f"198.51.100.{number}"), 5)]
    assert tried == [200] * 60 + [429] * 10
    assert sign_in(browser("192.0.2.9")).status_code == 429
    assert sign_in(known).status_code == 302


def test_in_a_known_browser_one_may_try_no_more_often_than_elsewhere():
    staff()
    known = browser()
    sign_in(known)
    known.post("/admin/logout/")
    assert statuses(known, 6) == [200] * 5 + [429]


def test_a_browser_that_knows_one_account_is_a_stranger_to_others_and_to_forgers():
    staff()
    known = browser()
    sign_in(known)
    request = known.get("/admin/login/").wsgi_request
    assert browsers.known(request, browsers.account_of("ed")) != ""
    assert browsers.known(request, browsers.account_of("eva")) == ""
    request.COOKIES[browsers.COOKIE] += "x"
    assert browsers.known(request, browsers.account_of("ed")) == ""


def test_the_cookie_of_a_known_browser_is_for_the_desk_only_and_names_nobody():
    staff()
    cookie = sign_in(browser()).cookies[browsers.COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], "ed" in cookie.value.split(":")[0].split()) == (
        "/admin/", True, "Lax", False,
    )  # fmt: skip


def test_one_address_that_tries_many_names_is_stopped():
    client = browser()
    tried = [try_password(client, f"name-{number}").status_code for number in range(42)]
    assert tried == [200] * 40 + [429] * 2
    staff()
    assert sign_in(browser(ELSEWHERE)).status_code == 302


def test_a_whole_ipv6_household_is_one_source():
    tried = [try_password(browser(f"2001:db8:1:2::{number:x}")).status_code for number in range(6)]
    assert tried == [200] * 5 + [429]
    assert try_password(browser("2001:db8:1:3::1")).status_code == 200


def test_behind_a_proxy_its_visitors_are_told_apart_and_cannot_invent_an_address(settings):
    settings.PROXY_COUNT = 1
    client = browser("10.0.0.1")

    def tries(times, forwarded):
        headers = {"X-Forwarded-For": forwarded}
        return [
            client.post("/admin/login/", {"username": "ed", "password": "x"}, headers=headers).status_code
            for _ in range(times)
        ]

    assert tries(6, HOME) == [200] * 5 + [429]
    assert tries(1, f"192.0.2.77, {HOME}") == [429]
    assert tries(1, ELSEWHERE) == [200]


def test_names_that_nobody_has_are_answered_and_locked_just_the_same():
    staff()
    staff("gone", is_active=False)
    staff("reader", is_staff=False)

    def answers(name):
        client = browser()
        given = [try_password(client, name, PASSWORD if name in ("gone", "reader") else "wrong") for _ in range(6)]
        return [(each.status_code, each.content.decode().replace(f'value="{name}"', "NAME")) for each in given]

    def without_token(all_answers):
        return [(status, [line for line in text.splitlines() if "csrf" not in line]) for status, text in all_answers]

    expected = without_token(answers("ed"))
    assert [status for status, _lines in expected] == [200] * 5 + [429]
    for name in ("nobody", "gone", "reader"):
        assert without_token(answers(name)) == expected


@pytest.mark.parametrize("name", ["ed", "nobody", "gone", "reader", "forced"])
def test_a_password_is_hashed_once_for_every_name_so_that_time_tells_nothing(monkeypatch, name):
    staff()
    staff("gone", is_active=False)
    staff("reader", is_staff=False)
    forced = staff("forced")
    forced.set_unusable_password()
    forced.save()
    hashed = []
    encode = "django.contrib.auth.hashers.MD5PasswordHasher.encode"
    from django.contrib.auth.hashers import MD5PasswordHasher

    real = MD5PasswordHasher.encode
    monkeypatch.setattr(encode, lambda self, *given: hashed.append(1) or real(self, *given))
    try_password(browser(), name)
    assert len(hashed) == 1


def test_an_administrator_lifts_a_lock_with_a_command():
    staff()
    here, there = browser(), browser(ELSEWHERE)
    assert (statuses(here, 6)[-1], statuses(there, 6)[-1]) == (429, 429)
    call_command("unlock", "ed", verbosity=0)
    assert (sign_in(here).status_code, statuses(there, 6)) == (302, [200] * 5 + [429])


def test_a_name_that_nobody_has_is_not_said_to_be_unlocked():
    with pytest.raises(CommandError, match="There is nobody called eed"):
        call_command("unlock", "eed", verbosity=0)


def test_the_log_names_the_lock_once_and_neither_name_nor_address(caplog):
    staff("margarethe")
    with caplog.at_level(logging.INFO):
        statuses(browser(), 9, "margarethe")
    lines = [record.getMessage() for record in caplog.records if record.name == "guides.signin.throttle"]
    assert [("Too many attempts" in line, "899 s" in line) for line in lines] == [(True, True)]
    assert [word for word in ("margarethe", HOME, "wrong") if word in caplog.text] == []


def test_the_database_holds_neither_name_nor_address():
    statuses(browser(), 6, "margarethe")
    rows = str([vars(row) for row in Attempt.objects.all()])
    assert ("margarethe" in rows, HOME in rows, browsers.account_of("margarethe") in rows) == (False, False, False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads of a test share one connection to SQLite in memory")
def test_parallel_attempts_are_counted_too():
    def attempt(_number):
        try:
            return try_password(browser(), "parallel").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        tried = sorted(pool.map(attempt, range(16)))
    assert tried == [200] * 5 + [429] * 11
