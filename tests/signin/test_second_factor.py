"""The second factor from its first code to its last recovery code."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from guides.languages import LANGUAGES
from guides.signin import factor
from tests.admin.forms import document
from tests.signin.door import (
    CODE,
    ELSEWHERE,
    FACTOR,
    PASSWORD,
    app_code,
    browser,
    history,
    is_in,
    sign_in,
    staff,
    try_code,
    try_password,
    with_factor,
)

pytestmark = pytest.mark.django_db


def secret_on(page: str) -> str:
    return re.search(r'class="door-secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")


def codes_on(response) -> list[str]:
    return [each.to_text() for each in document(response).query(".door-codes code")]


def set_up(client: Client) -> list[str]:
    """The recovery codes, as a person gets them who follows the page."""
    from base64 import b32decode

    key = b32decode(secret_on(client.get(FACTOR).content.decode())).hex()
    return codes_on(client.post(FACTOR, {"code": app_code(TOTPDevice(key=key))}))


def test_from_the_picture_to_ten_recovery_codes_and_out_again():
    staff()
    client = browser()
    sign_in(client)
    page = document(client.get(FACTOR))
    assert (len(page.query(".door-qr svg")), len(page.query("[style], script:not([src])"))) == (1, 0)
    codes = set_up(client)
    assert (len(set(codes)), is_in(client)) == (10, True)
    assert [code for code in codes if not re.fullmatch(r"[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}", code)] == []
    again = browser()
    assert (sign_in(again).headers["Location"], is_in(again)) == (CODE, False)


def test_the_codes_are_shown_once_and_kept_nowhere():
    staff()
    client = browser()
    sign_in(client)
    codes = set_up(client)
    kept = " ".join(StaticToken.objects.values_list("token", flat=True))
    assert [code for code in codes if code.replace("-", "") in kept or code in kept] == []
    later = client.get(FACTOR).content.decode()
    assert ([code for code in codes if code in later], "10 recovery codes are left" in later) == ([], True)


def test_the_picture_stays_the_same_until_it_is_confirmed_and_a_wrong_code_changes_nothing():
    staff()
    client = browser()
    sign_in(client)
    first = secret_on(client.get(FACTOR).content.decode())
    refused = client.post(FACTOR, {"code": "000000"})
    assert (secret_on(refused.content.decode()), "does not fit" in refused.content.decode()) == (first, True)
    assert (TOTPDevice.objects.count(), is_in(browser())) == (0, False)


@pytest.mark.parametrize("typed", ["{}", " {} ", "grouped", "full-width"])
def test_a_code_opens_however_it_is_typed(typed):
    device, _codes = with_factor()
    client = browser()
    sign_in(client)
    code = app_code(device)
    if typed == "full-width":
        code = code.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    elif typed == "grouped":
        code = f"{code[:3]}-{code[3:]}"
    else:
        code = typed.format(code)
    assert (try_code(client, code).status_code, is_in(client)) == (302, True)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "-1", "1_2_3_4", "²²²²²²", "x" * 200, "\x00"])
def test_what_is_no_code_opens_nothing(code):
    with_factor()
    client = browser()
    sign_in(client)
    assert (try_code(client, code).status_code, is_in(client)) == (200, False)


def test_a_code_opens_once():
    device, _codes = with_factor()
    one, other = browser(), browser()
    code = app_code(device)
    for client in (one, other):
        sign_in(client)
        try_code(client, code)
    assert (is_in(one), is_in(other)) == (True, False)


def test_the_code_that_confirmed_a_factor_opens_nothing_any_more():
    device, _codes = with_factor()
    client = browser()
    sign_in(client)
    try_code(client, app_code(device, steps=-1))
    assert is_in(client) is False


@pytest.mark.parametrize("typed", ["upper", "lower"])
def test_a_recovery_code_opens_once_and_that_is_in_the_history(typed):
    device, codes = with_factor()
    for expected in (True, False):
        client = browser()
        sign_in(client)
        try_code(client, getattr(codes[3], typed)())
        assert is_in(client) is expected
    assert (factor.left(device.user), history(device.user)) == (9, ["A recovery code was used to sign in."])


def test_nobodys_code_opens_for_somebody_else():
    with_factor("ed")
    device, codes = with_factor("eva")
    client = browser()
    sign_in(client, "ed")
    for code in (app_code(device), codes[0]):
        try_code(client, code)
    assert (is_in(client), factor.left(device.user)) == (False, 10)


def test_codes_are_counted_like_passwords():
    device, _codes = with_factor()
    client = browser()
    sign_in(client)
    tried = [try_code(client, "000000").status_code for _ in range(6)]
    assert tried == [200] * 5 + [429]
    response = try_code(client, app_code(device))
    assert (response.status_code, response.headers["Retry-After"], is_in(client)) == (429, "899", False)


def test_typing_the_password_again_does_not_buy_more_codes():
    with_factor()
    tried = []
    for _ in range(6):
        client = browser()
        sign_in(client)
        tried.append(try_code(client, "000000").status_code)
    assert tried == [200] * 5 + [429]


def test_without_the_password_nobody_gets_to_the_second_step():
    with_factor()
    client = browser()
    assert client.get(CODE).headers["Location"] == "/admin/login/"
    try_password(client)
    assert client.get(CODE).headers["Location"] == "/admin/login/"


@pytest.mark.parametrize("change", ["password", "is_active", "is_staff"])
def test_the_second_step_is_over_when_the_account_changes(change):
    device, _codes = with_factor()
    client = browser()
    sign_in(client)
    if change == "password":
        device.user.set_password("another long phrase")
    else:
        setattr(device.user, change, False)
    device.user.save()
    assert try_code(client, app_code(device)).headers["Location"] == "/admin/login/"


def test_the_second_step_waits_ten_minutes(monkeypatch):
    device, _codes = with_factor()
    client = browser()
    sign_in(client)
    session = client.session
    session["signing_in"] = {**session["signing_in"], "at": session["signing_in"]["at"] - 601}
    session.save()
    assert try_code(client, app_code(device)).headers["Location"] == "/admin/login/"


def test_the_page_that_was_asked_for_comes_after_both_steps_and_no_other_host():
    for wanted, expected in (("/admin/guides/guide/", "/admin/guides/guide/"), ("https://evil.example/", "/admin/")):
        device, _codes = with_factor(f"ed-{len(expected)}")
        client = browser()
        try_password(client, device.user.username, PASSWORD, next=wanted)
        assert try_code(client, app_code(device)).headers["Location"] == expected


def test_sessions_of_before_the_factor_are_asked_for_a_code():
    staff()
    here, there = browser(), browser(ELSEWHERE)
    sign_in(here)
    sign_in(there)
    set_up(here)
    assert (is_in(here), is_in(there)) == (True, False)
    assert there.get("/admin/login/?next=/admin/").headers["Location"] == CODE
    device = TOTPDevice.objects.get()
    assert (try_code(there, app_code(device, steps=1)).status_code, is_in(there)) == (302, True)


@pytest.mark.parametrize("do", ["renew", "remove"])
def test_changing_anything_takes_the_password(do):
    device, codes = with_factor()
    client = browser()
    sign_in(client)
    try_code(client, app_code(device))
    refused = client.post(FACTOR, {"do": do, "password": "wrong"})
    assert (refused.status_code, factor.of(device.user), factor.left(device.user)) == (200, device, 10)
    done = client.post(FACTOR, {"do": do, "password": PASSWORD})
    if do == "renew":
        assert len(set(codes_on(done)) - set(codes)) == 10
        assert factor.accepts(device.user, codes[0]) is None
    else:
        assert (factor.of(device.user), factor.left(device.user), is_in(client)) == (None, 0, True)
    assert history(device.user) == [{"renew": "Recovery codes renewed.", "remove": "Second factor removed."}[do]]


def test_the_password_of_an_open_desk_cannot_be_guessed():
    device, _codes = with_factor()
    client = browser()
    sign_in(client)
    try_code(client, app_code(device))
    tried = [client.post(FACTOR, {"do": "remove", "password": "wrong"}).status_code for _ in range(6)]
    assert (tried, factor.of(device.user)) == ([200] * 5 + [429], device)


@pytest.fixture
def obligatory(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def test_where_it_is_obligatory_one_sets_it_up_and_does_nothing_else_until_then(obligatory):
    staff("root", is_superuser=True)
    client = browser()
    response = client.post("/admin/login/", {"username": "root", "password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == FACTOR
    for path in ("", "guides/guide/", "auth/user/", "password_change/", "guides/guide/help/", "jsi18n/"):
        assert client.get(f"/admin/{path}").status_code == 302
    assert document(response).query("#user-tools, #nav-sidebar") == []
    assert len(set_up(client)) == 10
    assert is_in(client) is True


def test_who_has_not_set_it_up_can_sign_out(obligatory):
    staff()
    client = browser()
    sign_in(client)
    assert (client.post("/admin/logout/").status_code, client.get(FACTOR).status_code) == (200, 302)


def test_who_removes_it_where_it_is_obligatory_is_led_to_set_it_up_anew(obligatory):
    device, _codes = with_factor()
    client = browser()
    sign_in(client)
    try_code(client, app_code(device))
    removed = client.post(FACTOR, {"do": "remove", "password": PASSWORD})
    assert (removed.headers["Location"], is_in(client), len(set_up(client)), is_in(client)) == (FACTOR, False, 10, True)


def test_strangers_and_readers_have_no_page_for_it():
    client = browser()
    assert client.get(FACTOR).status_code == 302
    client.force_login(staff("reader", is_staff=False))
    assert client.get(FACTOR).status_code == 302


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_page_of_it_is_labelled_and_in_the_readers_language(language):
    with_factor()
    staff("eva")
    second, first = browser(language=language.code), browser(language=language.code)
    sign_in(second)
    sign_in(first, "eva")
    for client, path, keyboard in ((second, CODE, "text"), (first, FACTOR, "numeric")):
        page = document(client.get(path))
        [field] = page.query("input[name=code]")
        assert (field.attrs["autocomplete"], field.attrs["inputmode"]) == ("one-time-code", keyboard)
        assert [label.attrs["for"] for label in page.query("label") if label.to_text()] == [field.attrs["id"]]
        assert page.query("html")[0].attrs["lang"].lower() == language.code


def test_no_history_holds_a_password_or_a_secret():
    device, codes = with_factor("root", is_superuser=True)
    client = browser()
    sign_in(client, "root")
    try_code(client, codes[0])
    first, then = (
        {"usable_password": "true", "password1": each, "password2": each}
        for each in ("Secret-one-two", "Secret-two-one")
    )
    client.post("/admin/auth/user/add/", {"username": "new", **first})
    new = User.objects.get(username="new")
    client.post(f"/admin/auth/user/{new.pk}/password/", then)
    kept = " ".join(f"{each.change_message} {each.object_repr}" for each in LogEntry.objects.all())
    assert LogEntry.objects.count() == 3
    assert [secret for secret in ("Secret", "md5$", device.key, codes[0]) if secret in kept] == []


def test_a_new_secret_key_ends_recovery_codes_and_sessions_and_leaves_the_app(settings):
    device, codes = with_factor()
    client = browser()
    sign_in(client)
    try_code(client, codes[0])
    settings.SECRET_KEY = "another key of at least forty characters"
    assert (is_in(client), factor.accepts(device.user, codes[1])) == (False, None)
    assert factor.accepts(device.user, app_code(device)) == device
