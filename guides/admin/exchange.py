"""Bundles and articles in and out of the site, in the admin: upload, look at what will happen, apply; download."""

import io
import zipfile
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from guides.exchange.exporting import everything, pictures_of, text_of
from guides.exchange.faults import Refused, key_of
from guides.exchange.gathering import unsourced
from guides.models import Country, Guide, SiteRevision

from .exchange_forms import ArticleForm, BundleForm, ExportForm
from .exchange_plans import Changed, carry_out, plan
from .exchange_uploads import Lost, Upload, keep, signed_by

SHOWN = 200  # faults
FORMS = {"bundle": BundleForm, "article": ArticleForm}


class ExchangePages:
    """Mixed into the country's ModelAdmin, for those who may publish."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("exchange/", view(self.exchange_view), name="guides_exchange"),
            path("exchange/apply/", view(require_POST(self.apply_view)), name="guides_exchange_apply"),
            path("exchange/export/", view(require_GET(self.export_view)), name="guides_exchange_export"),
            *super().get_urls(),
        ]

    def exchange_view(self, request: HttpRequest) -> HttpResponse:
        """The forms; after an upload what it would do, or what is wrong with it."""
        _require_publisher(request)
        kind = request.POST.get("kind")
        if kind not in FORMS:
            return self._forms(request)
        form = FORMS[kind](request.POST, request.FILES, prefix=kind)
        if not form.is_valid():
            return self._forms(request, **{kind: form})
        return self._plan(request, _upload(kind, form.cleaned_data, request))

    def apply_view(self, request: HttpRequest) -> HttpResponse:
        _require_publisher(request)
        try:
            upload = signed_by(request.POST.get("upload", ""), request.user.pk)
            done = carry_out(upload, request.user)
        except Lost:
            messages.error(request, gettext("Nothing was imported: the file is not kept any more. Upload it again."))
            return HttpResponseRedirect(reverse("admin:guides_exchange"))
        except Refused as refused:
            return self._refused(request, upload, refused)
        except Changed:
            messages.warning(
                request, gettext("Nothing was imported yet: the content changed meanwhile. This would happen now.")
            )
            return self._plan(request, upload)
        upload.forget()
        messages.success(request, gettext("Imported from %(file)s.") % {"file": upload.name})
        if isinstance(done, Guide):
            return HttpResponseRedirect(reverse("admin:guides_guide_change", args=[done.pk]))
        for outcome, kind, slugs in done.outcomes:
            messages.info(request, f"{kind}: {len(slugs)} {outcome}")
        return HttpResponseRedirect(reverse("admin:guides_exchange"))

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """A bundle; in a ZIP file if it has pictures or if it is all of them."""
        _require_publisher(request)
        name = request.GET.get("what", "")
        try:
            texts = {name: text_of(name)} if name else everything()
        except Country.DoesNotExist as error:
            raise Http404(gettext("There is no country “%(slug)s”.") % {"slug": name}) from error
        pictures = pictures_of(texts)
        if name and not pictures:
            return _download(texts[name].encode(), f"{name}.yaml", "application/yaml; charset=utf-8")
        title = name or f"esimsite-{timezone.now().date()}"
        return _download(_zipped(texts, pictures), f"{title}.zip", "application/zip")

    def _forms(self, request: HttpRequest, **bound: BundleForm | ArticleForm) -> TemplateResponse:
        forms = {kind: bound.get(kind) or form(prefix=kind) for kind, form in FORMS.items()}
        context = {"forms": forms, "export": ExportForm(), "left_out": unsourced()}
        return self._exchange_page(request, "exchange", gettext("Import and export"), context)

    def _plan(self, request: HttpRequest, upload: Upload) -> TemplateResponse:
        """What the upload would do at this moment; the form that this page holds is good for this moment only."""
        upload = upload.at(SiteRevision.objects.number())
        try:
            found = plan(upload)
        except Lost:
            messages.error(request, gettext("Nothing was imported: the file is not kept any more. Upload it again."))
            return self._forms(request)
        except Refused as refused:
            return self._refused(request, upload, refused)
        title = gettext("What the import of %(file)s will do") % {"file": upload.name}
        return self._exchange_page(request, f"exchange_{upload.kind}", title, {"plan": found, "upload": upload})

    def _refused(self, request: HttpRequest, upload: Upload, refused: Refused) -> TemplateResponse:
        upload.forget()
        shown = [(fault.line, key_of(fault.path), fault.message) for fault in refused.faults[:SHOWN]]
        title = gettext("%(file)s cannot be imported") % {"file": upload.name}
        context = {"upload": upload, "faults": shown, "count": len(refused.faults), "more": len(refused.faults) - SHOWN}
        return self._exchange_page(request, "exchange_refused", title, context)

    def _exchange_page(self, request: HttpRequest, name: str, title: str, context: dict) -> TemplateResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        return TemplateResponse(request, f"admin/guides/country/{name}.html", context)


def _require_publisher(request: HttpRequest) -> None:
    if not request.user.has_perm("guides.publish_guide"):
        raise PermissionDenied


def _upload(kind: str, chosen: dict, request: HttpRequest) -> Upload:
    file = chosen.pop("file")
    if country := chosen.get("country"):
        chosen["country"] = country.slug
    return Upload(kind=kind, name=file.name, key=keep(file.read()), user=request.user.pk, moment=0, **chosen)


def _zipped(texts: dict[str, str], pictures: dict[str, Path]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(f"{name}.yaml", text)
        for name, kept in pictures.items():
            if kept.exists():
                archive.write(kept, name)
    return file.getvalue()


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'  # slugs need no escaping
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
