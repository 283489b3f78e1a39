"""The admin's site: who may come in, and the pages at its door."""

import time
from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

View = Callable[..., HttpResponse]
RENEWED = "renewed"
RENEW_SECONDS = 10 * 60  # writing the session with every page would be too often


class Desk(AdminSite):
    def get_urls(self) -> list[URLPattern]:
        # Signing out is open to people who are not quite in yet, too.
        return [
            path("code/", self.second_step, name="code"),
            path("second-factor/", self.second_factor, name="second_factor"),
            path("logout/", self.logout, name="logout"),
            *super().get_urls(),
        ]

    def has_permission(self, request: HttpRequest) -> bool:
        from . import factor  # noqa: PLC0415  models, which are not there yet when Django makes its site

        if not super().has_permission(request):
            return False
        if not hasattr(request, "_has_sufficed"):  # asked several times for every page
            request._has_sufficed = factor.suffices(request.user)
        return request._has_sufficed

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        inner = super().admin_view(view, cacheable)

        def renewing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if self.has_permission(request):
                _renew(request.session)
            return inner(request, *args, **kwargs)

        return update_wrapper(renewing, inner)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        from . import factor, pending  # noqa: PLC0415
        from .views import SignIn  # noqa: PLC0415

        wanted = self._wanted(request)
        if request.method == "GET" and super().has_permission(request):
            if self.has_permission(request):
                return HttpResponseRedirect(wanted)
            if factor.of(request.user) is None:
                return redirect("admin:second_factor")
            pending.begin(request, request.user, wanted)  # the factor was set up in another browser meanwhile
            return redirect("admin:code")
        context = {
            **self._at_the_door(request),
            "title": gettext("Log in"),
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            REDIRECT_FIELD_NAME: wanted,
            **(extra_context or {}),
        }
        request.current_app = self.name
        return SignIn.as_view(extra_context=context)(request)

    @method_decorator(sensitive_post_parameters())
    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        from .views import counted  # noqa: PLC0415

        change = super().password_change
        return counted(request, self._at_the_door(request), lambda: change(request, extra_context))

    @method_decorator([never_cache, sensitive_post_parameters()])
    def second_step(self, request: HttpRequest) -> HttpResponse:
        from .views import second_step  # noqa: PLC0415

        return second_step(request, self._at_the_door(request))

    @method_decorator([never_cache, sensitive_post_parameters()])
    def second_factor(self, request: HttpRequest) -> HttpResponse:
        from . import factor  # noqa: PLC0415
        from .factor_views import second_factor  # noqa: PLC0415

        # Whoever must have a factor and has none may come here, and nowhere else.
        is_setting_up = super().has_permission(request) and factor.of(request.user) is None
        if not (is_setting_up or self.has_permission(request)):
            return redirect(f"{reverse('admin:login')}?{REDIRECT_FIELD_NAME}={request.path}")
        return second_factor(request, self._at_the_door(request))

    def _at_the_door(self, request: HttpRequest) -> dict:
        return {**self.each_context(request), "subtitle": None}

    @staticmethod
    def _wanted(request: HttpRequest) -> str:
        wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
        is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
        return wanted if is_ours else reverse("admin:index")


def _renew(session: SessionBase) -> None:
    """A session ends so long after the last page, not after the first."""
    now = int(time.time())
    if now - session.get(RENEWED, 0) > RENEW_SECONDS:
        session[RENEWED] = now
