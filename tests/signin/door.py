"""The door of the admin as people and robots meet it."""

import time

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from guides.signin import factor

PASSWORD = "a long word for tests only"
LOGIN = "/admin/login/"
CODE = "/admin/code/"
FACTOR = "/admin/second-factor/"
HOME = "203.0.113.5"
ELSEWHERE = "198.51.100.7"


def browser(address: str = HOME, language: str = "en") -> Client:
    return Client(REMOTE_ADDR=address, headers={"Accept-Language": language})


def staff(name: str = "ed", **more: bool) -> User:
    return User.objects.create_user(name, password=PASSWORD, **{"is_staff": True, **more})


def try_password(client: Client, name: str = "ed", password: str = "wrong", **more: str) -> HttpResponse:
    return client.post(LOGIN, {"username": name, "password": password, "next": "/admin/", **more})


def sign_in(client: Client, name: str = "ed") -> HttpResponse:
    return try_password(client, name, PASSWORD)


def try_code(client: Client, code: str) -> HttpResponse:
    return client.post(CODE, {"code": code})


def statuses(client: Client, times: int, name: str = "ed") -> list[int]:
    return [try_password(client, name).status_code for _ in range(times)]


def app_code(device: TOTPDevice, steps: int = 0) -> str:
    """What the app on the phone shows, or shows so many half minutes later."""
    totp = TOTP(device.bin_key, drift=steps)
    totp.time = time.time()
    return f"{totp.token():06d}"


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def with_factor(name: str = "ed", **more: bool) -> tuple[TOTPDevice, list[str]]:
    """Somebody's factor and recovery codes; the code that confirmed it was shown half a minute ago."""
    device = TOTPDevice(user=staff(name, **more), name="app", key=factor.random_key())
    return device, factor.confirm(device, app_code(device, steps=-1))


def history(user: User) -> list[str]:
    entries = LogEntry.objects.filter(object_id=str(user.pk), content_type__model="user").order_by("pk")
    return [each.get_change_message() for each in entries]
