"""Whoever lost a phone or locked themselves out is let in again by an administrator, and by nobody else."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command

from guides.signin import factor
from tests.admin.forms import document
from tests.admin.people import person
from tests.signin.door import browser, history, is_in, sign_in, staff, try_password, with_factor

pytestmark = pytest.mark.django_db


def test_an_administrator_resets_anothers_and_that_is_in_the_history():
    device, _codes = with_factor()
    root = person("root")
    User.objects.filter(pk=root.user.pk).update(is_superuser=True)
    values = {"action": "reset_second_factor", "_selected_action": [device.user.pk, root.user.pk]}
    assert root.post("/admin/auth/user/", values).status_code == 302
    assert (factor.of(device.user), factor.left(device.user)) == (None, 0)
    assert (history(device.user), history(root.user)) == (["Second factor reset by an administrator."], [])
    assert LogEntry.objects.latest("pk").user == root.user


@pytest.mark.parametrize("action", ["reset_second_factor", "lift_lock"])
def test_nobody_else_does_not_even_who_may_change_accounts(action):
    device, _codes = with_factor()
    clerk = person("clerk")
    clerk.user.user_permissions.set(Permission.objects.filter(codename__in=("view_user", "change_user")))
    offered = document(clerk.get("/admin/auth/user/")).query("select[name=action] option")
    assert action not in [each.attrs.get("value") for each in offered]
    clerk.post("/admin/auth/user/", {"action": action, "_selected_action": [device.user.pk]})
    assert (factor.of(device.user), history(device.user)) == (device, [])


def test_an_administrator_lifts_a_lock():
    user, root, client = staff(), person("root"), browser()
    User.objects.filter(pk=root.user.pk).update(is_superuser=True)
    for _ in range(6):
        try_password(client)
    root.post("/admin/auth/user/", {"action": "lift_lock", "_selected_action": [user.pk]})
    assert (sign_in(client).status_code, history(user)) == (302, ["Lock lifted."])


def test_nobodys_secrets_have_pages_in_the_admin(admin_client):
    for address in ("otp_totp/totpdevice", "otp_static/staticdevice"):
        assert admin_client.get(f"/admin/{address}/").status_code == 404


def test_who_runs_the_site_can_reset_a_factor_with_a_command(capsys):
    device, _codes = with_factor()
    call_command("reset_second_factor", "ed")
    client = browser()
    sign_in(client)
    assert (is_in(client), "ed signs in with the password alone" in capsys.readouterr().out) == (True, True)
    assert history(device.user) == ["Second factor reset from the command line."]


@pytest.mark.parametrize(("name", "said"), [("nobody", "nobody called nobody"), ("eva", "eva has no second factor")])
def test_the_command_says_what_it_cannot_do(name, said):
    staff("eva")
    with pytest.raises(CommandError, match=said):
        call_command("reset_second_factor", name)
