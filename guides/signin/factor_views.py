"""The page on which people at the desk look after their second factor."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django_otp import login as confirm_session

from . import browsers, factor, throttle
from .forms import AppCode, OwnPassword
from .throttle import LockedError, Step
from .views import locked

_KEY = "second_factor_key"  # of the session: the same until it is confirmed, however often the page is loaded


def second_factor(request: HttpRequest, context: dict) -> HttpResponse:
    context = {**context, "title": gettext("Second factor")}
    if factor.of(request.user) is None:
        return _set_up(request, context)
    do = {"renew": _renew, "remove": _remove}.get(request.POST.get("do", ""))
    if request.method == "POST" and do:
        return _with_password(request, context, do)
    return _look_after(request, context, OwnPassword(request.user))


def _set_up(request: HttpRequest, context: dict) -> HttpResponse:
    key = request.session.setdefault(_KEY, factor.random_key())
    device = factor.planned(request.user, key)
    form = AppCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if codes := factor.confirm(device, form.cleaned_data["code"]):
            del request.session[_KEY]
            request.session.cycle_key()
            confirm_session(request, device)
            factor.note(request.user, request.user, gettext("Second factor set up."))
            return _codes(request, context, codes)
        form.refuse()
    shown = {
        "form": form,
        "qr": mark_safe(factor.qr(device)),  # noqa: S308  drawn here, of nothing that anybody typed
        "secret": factor.in_words(device),
        "address": device.config_url,
    }
    return render(request, "admin/signin/set_up.html", {**context, **shown})


def _look_after(request: HttpRequest, context: dict, form: OwnPassword) -> HttpResponse:
    device = factor.of(request.user)
    shown = {"form": form, "since": device.created_at, "left": factor.left(request.user)}
    return render(request, "admin/signin/factor.html", {**context, **shown})


def _with_password(
    request: HttpRequest, context: dict, do: Callable[[HttpRequest, dict], HttpResponse]
) -> HttpResponse:
    account = browsers.account_of(request.user.get_username())
    try:
        throttle.count(request, Step.PASSWORD, account)
    except LockedError as lock:
        return locked(request, context, lock)
    form = OwnPassword(request.user, request.POST)
    if not form.is_valid():
        return _look_after(request, context, form)
    throttle.succeed(request, Step.PASSWORD, account)
    return do(request, context)


def _renew(request: HttpRequest, context: dict) -> HttpResponse:
    codes = factor.renew(request.user)
    factor.note(request.user, request.user, gettext("Recovery codes renewed."))
    return _codes(request, context, codes)


def _remove(request: HttpRequest, context: dict) -> HttpResponse:
    factor.remove(request.user)
    request.session.cycle_key()
    factor.note(request.user, request.user, gettext("Second factor removed."))
    messages.success(request, gettext("Your second factor is removed."))
    return redirect("admin:second_factor")


def _codes(request: HttpRequest, context: dict, codes: list[str]) -> HttpResponse:
    """Shown in this one answer: nothing keeps them."""
    return render(request, "admin/signin/codes.html", {**context, "title": gettext("Recovery codes"), "codes": codes})
