"""How long one stays signed in, and what ends it."""

import http.cookies
import time

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.running import manage
from tests.signin.door import PASSWORD, browser, is_in, sign_in, staff

pytestmark = pytest.mark.django_db
NEW = "quite another long phrase"


def signed_in() -> Client:
    client = browser()
    assert sign_in(client).status_code == 302
    return client


def test_a_new_password_ends_all_other_sessions_and_not_this_one():
    staff()
    here, there = signed_in(), signed_in()
    values = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert here.post("/admin/password_change/", values).status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)


def test_the_old_password_cannot_be_guessed_at_an_open_desk():
    user = staff()
    here = signed_in()
    values = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    tried = [here.post("/admin/password_change/", values).status_code for _ in range(6)]
    user.refresh_from_db()
    assert (tried, user.check_password(PASSWORD)) == ([200] * 5 + [429], True)


def test_looking_for_a_new_password_that_is_good_enough_locks_nobody():
    staff()
    here = signed_in()
    values = {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}
    assert [here.post("/admin/password_change/", values).status_code for _ in range(7)] == [200] * 7


def test_a_password_that_an_administrator_sets_ends_all_sessions():
    user = staff()
    root = browser()
    staff("root", is_superuser=True)
    sign_in(root, "root")
    here = signed_in()
    values = {"usable_password": "true", "password1": NEW, "password2": NEW}
    assert root.post(f"/admin/auth/user/{user.pk}/password/", values).status_code == 302
    assert (is_in(here), is_in(root)) == (False, True)


def test_who_is_no_longer_active_is_out_at_once():
    user = staff()
    here = signed_in()
    user.is_active = False
    user.save()
    assert is_in(here) is False


def test_signing_out_takes_a_post():
    staff()
    here = signed_in()
    assert (here.get("/admin/logout/").status_code, is_in(here)) == (405, True)
    assert (here.post("/admin/logout/").status_code, is_in(here)) == (200, False)


def test_signing_out_takes_the_forms_token():
    staff()
    here = Client(enforce_csrf_checks=True)
    here.force_login(staff("eva"))
    assert (here.post("/admin/logout/").status_code, is_in(here)) == (403, True)


def test_the_key_of_the_session_is_another_one_after_signing_in():
    staff()
    client = browser()
    client.get("/admin/login/")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    sign_in(client)
    assert client.cookies["sessionid"].value != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_a_session_ends_twelve_hours_after_the_last_page_and_not_after_the_first(clock, monkeypatch):
    staff()
    here = signed_in()
    is_in(here)
    for _ in range(3):
        clock.go_on(hours=11)
        monkeypatch.setattr(time, "time", clock.now.timestamp)
        assert is_in(here)
    clock.go_on(hours=12, seconds=1)
    assert is_in(here) is False


def test_cookies_go_to_the_desk_only_and_to_no_script():
    staff()
    cookies = signed_in().cookies
    told = {name: (morsel["path"], bool(morsel["httponly"]), morsel["samesite"]) for name, morsel in cookies.items()}
    assert told == dict.fromkeys(("sessionid", "csrftoken", "browser"), ("/admin/", True, "Lax"))


def test_over_https_they_go_nowhere_else(settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    staff()
    cookies: http.cookies.SimpleCookie = signed_in().cookies
    assert {name: bool(morsel["secure"]) for name, morsel in cookies.items()} == dict.fromkeys(cookies, True)
    assert len(cookies) == 3


@pytest.mark.parametrize("command", [("start", "--prepare"), ("backup", "FOLDER", "--verbosity", "0")])
def test_every_start_and_every_backup_clear_sessions_that_are_over(tmp_path, command):
    """In a process and with data of its own, as an operator runs them."""
    make = """
import datetime
from django.contrib.sessions.models import Session
from django.utils import timezone
for name, hours in (("over", -1), ("open", 1)):
    at = timezone.now() + datetime.timedelta(hours=hours)
    Session.objects.create(session_key=name, session_data="", expire_date=at)
"""
    command = [str(tmp_path / "backups") if word == "FOLDER" else word for word in command]
    look = "from django.contrib.sessions.models import Session; print(*Session.objects.values_list('pk', flat=True))"
    done = [manage(tmp_path / "data", *each) for each in (("migrate",), ("shell", "-c", make), command)]
    assert [each.returncode for each in done] == [0, 0, 0]
    assert manage(tmp_path / "data", "shell", "--verbosity", "0", "-c", look).stdout.strip() == "open"
