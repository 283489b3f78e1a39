"""Somebody who has given name and password, and still owes the code. Nobody is signed in yet."""

import time

from django.contrib.auth.models import AbstractBaseUser, User
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

KEY = "signing_in"
SECONDS = 10 * 60


def begin(request: HttpRequest, user: AbstractBaseUser, wanted: str) -> None:
    request.session.flush()  # whoever was signed in here is not any more, and the session has a new key
    request.session[KEY] = {
        "user": user.pk, "hash": user.get_session_auth_hash(), "at": int(time.time()), "next": wanted,
    }  # fmt: skip


def user_of(request: HttpRequest) -> User | None:
    """Who it is, if not too long ago and if the password is still the same."""
    kept = request.session.get(KEY)
    if not kept or time.time() - kept["at"] > SECONDS:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True, is_staff=True).first()
    return user if user and constant_time_compare(user.get_session_auth_hash(), kept["hash"]) else None


def end(request: HttpRequest) -> str:
    """The page that was asked for in the beginning."""
    return request.session.pop(KEY)["next"]
