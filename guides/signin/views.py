"""The two steps of signing in."""

from collections.abc import Callable

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django_otp import login as confirm_session

from . import browsers, factor, pending, throttle
from .forms import AnyCode
from .throttle import LockedError, Step


class SignIn(LoginView):
    """Django's, counted, and without signing anybody in who has a second factor."""

    authentication_form = AdminAuthenticationForm
    template_name = "admin/login.html"
    next_page = "admin:index"

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.account = browsers.account_of(request.POST.get("username", ""))
        try:
            throttle.count(request, Step.PASSWORD, self.account)
        except LockedError as lock:
            return locked(request, self.extra_context, lock)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AdminAuthenticationForm) -> HttpResponse:
        user = form.get_user()
        throttle.succeed(self.request, Step.PASSWORD, self.account)
        if factor.of(user):
            pending.begin(self.request, user, self.get_success_url())
            return redirect("admin:code")
        response = super().form_valid(form)
        browsers.remember(response, self.account)
        return response


def second_step(request: HttpRequest, context: dict) -> HttpResponse:
    user = pending.user_of(request)
    if user is None:
        return redirect("admin:login")
    form = AnyCode(request.POST or None)
    if request.method == "POST":
        account = browsers.account_of(user.get_username())
        try:
            throttle.count(request, Step.CODE, account)
        except LockedError as lock:
            return locked(request, context, lock)
        if form.is_valid():
            if device := factor.accepts(user, form.cleaned_data["code"]):
                throttle.succeed(request, Step.CODE, account)
                return _let_in(request, user, device, account)
            form.refuse()
    return render(request, "admin/signin/code.html", {**context, "title": gettext("Second step"), "form": form})


def _let_in(request: HttpRequest, user: object, device: object, account: str) -> HttpResponse:
    wanted = pending.end(request)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    confirm_session(request, device)
    response = HttpResponseRedirect(wanted)
    browsers.remember(response, account)
    return response


def counted(request: HttpRequest, context: dict, change: Callable[[], HttpResponse]) -> HttpResponse:
    """Changing the password: only a wrong old one counts, not a new one that is too short."""
    if request.method != "POST":
        return change()
    account = browsers.account_of(request.user.get_username())
    try:
        throttle.count(request, Step.PASSWORD, account)
    except LockedError as lock:
        return locked(request, context, lock)
    response = change()
    form = (getattr(response, "context_data", None) or {}).get("form")
    if form is None or "old_password" not in form.errors:
        throttle.succeed(request, Step.PASSWORD, account)
    return response


def locked(request: HttpRequest, context: dict, lock: LockedError) -> HttpResponse:
    """The same for every name, whether anybody has it or not."""
    context = {
        **context, "title": gettext("Too many attempts"), "minutes": lock.minutes, "again": reverse("admin:login"),
    }  # fmt: skip
    response = render(request, "admin/signin/locked.html", context, status=429)
    response["Retry-After"] = str(lock.seconds)
    return response
