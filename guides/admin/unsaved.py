"""A save that the disk or the database refuses: the same form again with all that was typed, and why on top."""

from collections.abc import Callable

from django.db import DatabaseError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guides import outage

REASONS: dict[outage.Outage, Promise] = {
    outage.Outage.AWAY: _("the database cannot be reached"),
    outage.Outage.FULL: _("the server’s disk is full"),
    outage.Outage.READ_ONLY: _("the server’s disk cannot be written"),
}


class UnsavedForm:
    """Before a form of the admin: it is never valid."""

    reason: Promise

    def clean(self) -> dict:
        cleaned = super().clean()
        message = gettext("Nothing was saved: %(reason)s. What you typed is still here; save it again later.")
        self.add_error(None, message % {"reason": self.reason})
        return cleaned


class KeepsWhatWasTyped:
    """For a ModelAdmin. Around change_view and add_view, which stand outside every transaction."""

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None) -> HttpResponse:
        save = super().add_view
        return self._saved_or_shown(lambda: save(request, form_url, extra_context), request, None, extra_context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        save = super().change_view
        return self._saved_or_shown(
            lambda: save(request, object_id, form_url, extra_context), request, object_id, extra_context
        )

    def get_form(self, request: HttpRequest, obj: object = None, **kwargs: object) -> type[ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        reason = getattr(request, "unsaved", None)
        return type(form)("UnsavedForm", (UnsavedForm, form), {"reason": reason}) if reason else form

    def _saved_or_shown(
        self, save: Callable[[], HttpResponse], request: HttpRequest, object_id: str | None, context: dict | None
    ) -> HttpResponse:
        try:
            return save()
        except (DatabaseError, OSError) as error:
            kind = outage.of(error)
            if kind is None or request.method != "POST":
                raise
            outage.report(kind, error)
        request.unsaved = REASONS[kind]
        # Not changeform_view: that begins a transaction, which a disk that cannot be written refuses too.
        response = self._changeform_view(request, object_id, "", context)
        response.status_code = 503
        response._has_been_logged = True  # that is done, in one line
        return response
