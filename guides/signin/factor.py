"""Somebody's second factor: the codes of an app on their phone, and ten recovery codes for the day it is lost."""

import re
import unicodedata
from base64 import b32encode
from io import BytesIO

import segno
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser, User
from django.db import transaction
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext
from django_otp import verify_token
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

RECOVERY_CODES = 10
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is mistaken for another
LENGTH = 10
_OF_APP = re.compile(r"[0-9]{6}")


def of(user: AbstractBaseUser) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def suffices(user: AbstractBaseUser) -> bool:
    """Whether the user has shown all that is asked of them: a code if they have a factor, and a factor if all must."""
    if getattr(user, "otp_device", None):
        return True
    return not settings.REQUIRE_SECOND_FACTOR and of(user) is None


def random_key() -> str:
    return random_hex(20)


def planned(user: AbstractBaseUser, key: str) -> TOTPDevice:
    """The factor as it would be; it is saved when the first code fits."""
    return TOTPDevice(user=user, name="app", key=key)


def qr(device: TOTPDevice) -> str:
    """SVG without inline styles, black on white in dark pages too, as cameras want it."""
    file = BytesIO()
    segno.make_qr(device.config_url).save(
        file, kind="svg", xmldecl=False, svgns=True, svgclass=None, lineclass=None, light="#fff", omitsize=True
    )
    return file.getvalue().decode()


def in_words(device: TOTPDevice) -> str:
    """The secret to be typed: JBSW Y3DP …"""
    return " ".join(re.findall(".{1,4}", b32encode(device.bin_key).decode()))


@transaction.atomic
def confirm(device: TOTPDevice, typed: str) -> list[str]:
    """Keep the planned factor if the first code fits, and return new recovery codes; none if it does not fit."""
    code = _clean(typed)
    if not _OF_APP.fullmatch(code):
        return []
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    if not totp.verify(int(code), device.tolerance):
        return []
    TOTPDevice.objects.filter(user=device.user).delete()
    device.confirmed, device.last_t, device.drift = True, totp.t(), totp.drift
    device.save()
    return renew(device.user)


@transaction.atomic
def renew(user: AbstractBaseUser) -> list[str]:
    """New recovery codes; the old ones are worth nothing from now on."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [get_random_string(LENGTH, LETTERS) for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_kept(code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def left(user: AbstractBaseUser) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def accepts(user: AbstractBaseUser, typed: str) -> TOTPDevice | None:
    """The factor that opens, if the code is a good one. Neither kind of code opens twice, not even at the same time."""
    code, device = _clean(typed), of(user)
    if device is None:
        return None
    if _OF_APP.fullmatch(code):
        return device if verify_token(user, device.persistent_id, code) else None
    recovery = StaticDevice.objects.filter(user=user).first()
    if recovery and verify_token(user, recovery.persistent_id, _kept(code)):
        note(user, user, gettext("A recovery code was used to sign in."))
        return device
    return None


@transaction.atomic
def remove(user: AbstractBaseUser) -> bool:
    """False if there was none."""
    StaticDevice.objects.filter(user=user).delete()
    return bool(TOTPDevice.objects.filter(user=user).delete()[0])


def note(actor: AbstractBaseUser, user: AbstractBaseUser, what: str) -> None:
    """In the history of the user, which the admin shows."""
    LogEntry.objects.log_actions(actor.pk, User.objects.filter(pk=user.pk), CHANGE, what, single_object=True)


def _clean(typed: str) -> str:
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", typed[:100])).upper()


def _kept(code: str) -> str:
    """What the database holds of a recovery code: nothing that could be typed."""
    return salted_hmac("guides.signin.recovery", code).hexdigest()[:16]
