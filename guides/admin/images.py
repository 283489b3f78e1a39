from typing import ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guides.evidence.pictures import uses
from guides.images.storing import store
from guides.languages import LANGUAGES
from guides.models import Image
from guides.models.images import files_taken_back, release

from .image_form import ImageForm
from .localized import LocalizedAdmin

THUMBNAIL = 96  # pixels


@admin.register(Image)
class ImageAdmin(LocalizedAdmin):
    form = ImageForm
    list_display = ("slug", "thumbnail", "described_in", "size", "created_at")
    list_filter = ("format", "created_at")
    search_fields = ("slug", "alt_zh_hans", "alt_zh_hant", "alt_en")
    neutral_fields = ("slug", "file")
    shown: ClassVar = ("text_to_paste", "picture", "size", "used_in")

    def get_fieldsets(self, request: HttpRequest, obj: Image | None = None) -> list[tuple]:
        (title, neutral), *languages = super().get_fieldsets(request, obj)
        may_upload = self.may_change_structure(request) and (
            self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        )
        fields = ("slug", *(("file",) if may_upload else ()), *(self.shown if obj else ()))
        return [(title, {**neutral, "fields": fields}), *languages]

    def get_form(self, request: HttpRequest, obj: Image | None = None, **kwargs: object) -> type[ImageForm]:
        """Without the file field, for those who are not shown it: a form has its own fields whether listed or not."""
        form = super().get_form(request, obj, **kwargs)
        if "file" not in flatten_fieldsets(self.get_fieldsets(request, obj)):
            form.base_fields.pop("file", None)
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Image | None = None) -> tuple[str, ...]:
        closed = [name for name in super().get_readonly_fields(request, obj) if name != "file"]
        return (*closed, *self.shown)

    def changeform_view(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            with files_taken_back():
                return super().changeform_view(request, *args, **kwargs)
        except OSError as error:
            messages.error(request, gettext("The picture could not be stored: %(reason)s") % {"reason": error.strerror})
            return HttpResponseRedirect(request.get_full_path())

    def save_model(self, request: HttpRequest, obj: Image, form: ImageForm, change: bool) -> None:
        before = obj.digest
        if form.picture:
            store(form.picture)
            obj.describe(form.picture)
            self._mention_twin(request, obj)
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)
        if before and before != obj.digest:
            release(before)

    def get_deleted_objects(self, objs: QuerySet[Image] | list[Image], request: HttpRequest) -> tuple:
        """An image that a text places is protected by it; Django's page then lists the texts instead of a button."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, needed, [*protected, *(str(use) for image in objs for use in uses(image.slug))]

    @admin.display(description=_("picture"))
    def thumbnail(self, image: Image) -> SafeString:
        return self._img(image, THUMBNAIL)

    @admin.display(description=_("picture"))
    def picture(self, image: Image) -> SafeString:
        return self._img(image, 360)

    @admin.display(description=_("described in"))
    def described_in(self, image: Image) -> str:
        return " ".join(language.short_name for language in LANGUAGES if image.alt_in(language))

    @admin.display(description=_("size"))
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height}, {image.get_format_display()}"

    @admin.display(description=_("text to paste"))
    def text_to_paste(self, image: Image) -> SafeString:
        hint = gettext("Alone on a line of a section or an answer, the same in every language.")
        return format_html('<code class="to-paste">{}</code><span class="help">{}</span>', image.directive, hint)

    @admin.display(description=_("used in"))
    def used_in(self, image: Image) -> str | SafeString:
        used = [(str(use),) for use in uses(image.slug)]
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", used)) if used else "–"

    def _img(self, image: Image, most: int) -> SafeString:
        """At most so many pixels on a side, with its place kept before it is there."""
        scale = min(1, most / max(image.width, image.height))
        width, height = max(1, round(image.width * scale)), max(1, round(image.height * scale))
        html = '<img class="thumbnail" src="{}" width="{}" height="{}" alt="" loading="lazy">'
        return format_html(html, image.smallest, width, height)

    def _mention_twin(self, request: HttpRequest, image: Image) -> None:
        twin = Image.objects.filter(digest=image.digest).exclude(pk=image.pk).first()
        if twin:
            messages.warning(request, gettext("The same picture is already here as “%(slug)s”.") % {"slug": twin.slug})
