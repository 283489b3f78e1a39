"""The history of a guide in the admin: revisions, readable differences, restore, recovery of deleted guides."""

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_POST
from reversion.errors import RevertError
from reversion.models import Revision

from guides.history.differences import differences
from guides.history.recording import revised
from guides.history.restoring import deleted_guides, recover, restore
from guides.history.snapshots import Snapshot, revisions_of, snapshot_of
from guides.languages import Language
from guides.models import ChangeNote, Guide

from .guide_standing import Standing, Step


class GuideHistory:
    """Mixed into the guide's ModelAdmin."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("deleted/", view(self.deleted_view), name="guides_guide_deleted"),
            path("deleted/<int:version_id>/", view(require_POST(self.recover_view)), name="guides_guide_recover"),
            path("<int:guide_id>/history/<int:version_id>/", view(self.revision_view), name="guides_guide_revision"),
            path(
                "<int:guide_id>/history/<int:version_id>/restore/",
                view(require_POST(self.restore_view)),
                name="guides_guide_restore",
            ),
            *super().get_urls(),
        ]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        guide = self._guide(request, object_id)
        return self._page(
            request,
            "history",
            gettext("History of %(guide)s") % {"guide": guide},
            {
                "object": guide,
                "versions": revisions_of(guide),
            },
        )

    def revision_view(self, request: HttpRequest, guide_id: int, version_id: int) -> HttpResponse:
        """One revision, and what it changed against the one before it."""
        guide = self._guide(request, guide_id)
        version = get_object_or_404(revisions_of(guide), pk=version_id)
        before = revisions_of(guide).filter(pk__lt=version.pk).first()
        older = snapshot_of(before.revision, guide.pk) if before else Snapshot()
        title = gettext("What this edit of %(guide)s changed") % {"guide": guide}
        return self._page(
            request,
            "revision",
            title,
            {
                "object": guide,
                "version": version,
                "groups": differences(older, snapshot_of(version.revision, guide.pk)),
                "may_restore": self.has_change_permission(request, guide) and self.may_change_structure(request),
            },
        )

    def restore_view(self, request: HttpRequest, guide_id: int, version_id: int) -> HttpResponse:
        guide = self._guide(request, guide_id)
        if not (self.has_change_permission(request, guide) and self.may_change_structure(request)):
            raise PermissionDenied
        version = get_object_or_404(revisions_of(guide), pk=version_id)
        comment = gettext("Restored from %(date)s") % {"date": version.revision.date_created.date()}
        try:
            restore_and_tell(guide, version.revision, request.user, comment)
        except (RevertError, NotFit) as error:
            messages.error(request, gettext("It cannot be restored: %(reason)s") % {"reason": error})
            return HttpResponseRedirect(reverse("admin:guides_guide_history", args=[guide.pk]))
        self.log_change(request, guide, comment)
        messages.success(request, comment)
        return HttpResponseRedirect(reverse("admin:guides_guide_change", args=[guide.pk]))

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self._page(request, "deleted", gettext("Deleted guides"), {"versions": deleted_guides()})

    def recover_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        version = next((each for each in deleted_guides() if each.pk == version_id), None)
        if version is None:
            raise Http404
        try:
            guide = recover(version, request.user, gettext("Recovered after it was deleted"))
        except RevertError as error:
            messages.error(request, gettext("It cannot be recovered: %(reason)s") % {"reason": error})
            return HttpResponseRedirect(reverse("admin:guides_guide_deleted"))
        self.log_addition(request, guide, gettext("Recovered after it was deleted"))
        messages.success(request, gettext("Recovered as a draft."))
        return HttpResponseRedirect(reverse("admin:guides_guide_change", args=[guide.pk]))

    def _guide(self, request: HttpRequest, object_id: int | str) -> Guide:
        guide = self.get_object(request, str(object_id))  # None also for what cannot be a number
        if guide is None:
            raise Http404
        if not self.has_view_permission(request, guide):
            raise PermissionDenied
        return guide

    def _page(self, request: HttpRequest, name: str, title: str, context: dict) -> TemplateResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        return TemplateResponse(request, f"admin/guides/guide/{name}.html", context)


class NotFit(ValueError):  # noqa: N818  it is what the revision is
    """Readers see the guide now, and could not see it as it was then; the message says why."""


def restore_and_tell(guide: Guide, revision: Revision, user: AbstractBaseUser, comment: str) -> None:
    """Restore, and tell the readers of a guide that they know. Raises RevertError or NotFit."""
    with revised(user, comment, guide):
        before = Standing.of(guide.pk)
        restore(guide, revision, user, comment)
        step = Step(before, Standing.of(guide.pk))
        faults = [*step.new_obstacles(), *(fault for fault in step.new_cautions() if fault.takes_away)]
        if faults:
            raise NotFit(" ".join(fault.message for fault in faults))
        if languages := step.untold():
            texts = {f"text_{language.suffix}": _restored(language) for language in languages}
            guide.changes.create(significance=ChangeNote.Significance.MAJOR, **texts)


def _restored(language: Language) -> str:
    with translation.override(language.code):
        return gettext("An earlier version of this guide was restored.")
