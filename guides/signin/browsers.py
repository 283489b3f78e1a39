"""Browsers in which somebody has signed in before: a lock that strangers bring about does not hold there.

Such a browser has a signed cookie. It opens nothing; it only says by what its attempts are counted.
"""

import unicodedata

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

COOKIE = "browser"
SECONDS = 90 * 24 * 60 * 60
_SIGNER = signing.TimestampSigner(salt="guides.signin.browser")


def account_of(name: str) -> str:
    """What is counted under a name as it was typed, whether anybody has it or not: no name can be read from it."""
    return salted_hmac("guides.signin.account", unicodedata.normalize("NFKC", name).casefold()).hexdigest()[:32]


def known(request: HttpRequest, account: str) -> str:
    """What the browser is known by, if this account has signed in there; else nothing."""
    try:
        owner, _, own = _SIGNER.unsign(request.COOKIES.get(COOKIE, ""), max_age=SECONDS).partition(" ")
    except signing.BadSignature:
        return ""
    return own if constant_time_compare(owner, account) else ""


def remember(response: HttpResponse, account: str) -> None:
    response.set_cookie(
        COOKIE,
        _SIGNER.sign(f"{account} {get_random_string(22)}"),
        max_age=SECONDS,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
