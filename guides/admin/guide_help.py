"""How to work at the desk, for somebody new: a whole document per language, with what the code knows filled in."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext, pgettext

from guides import languages
from guides.languages import LANGUAGES
from guides.models import TranslationState
from guides.roles import ROLES


class GuideHelp:
    """Mixed into the guide's ModelAdmin."""

    def get_urls(self) -> list[URLPattern]:
        return [path("help/", self.admin_site.admin_view(self.help_view), name="guides_help"), *super().get_urls()]

    def help_view(self, request: HttpRequest) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("How to work at this desk"),
            "document": f"admin/help/{languages.current().code}.html",
            "states": {state.name: state.label for state in TranslationState.State},
            "roles": [role.name for role in ROLES],
            "abilities": [
                (what, [permission in role.permissions for role in ROLES]) for what, permission in abilities()
            ],
        }
        return TemplateResponse(request, "admin/help/help.html", context)


def abilities() -> list[tuple[str, str]]:
    """What the table of roles tells, each with the permission that it hangs on."""
    writing = gettext("write texts in %(language)s")
    return [
        (pgettext("ability", "read everything here"), "view_guide"),
        *((writing % {"language": language.name}, f"write_{language.suffix}") for language in LANGUAGES),
        (pgettext("ability", "add guides, set addresses, order, verdicts"), "write_structure"),
        (pgettext("ability", "publish, schedule and archive; import and export"), "publish_guide"),
        (pgettext("ability", "delete guides"), "delete_guide"),
        (pgettext("ability", "add and correct facts, contacts and sources"), "add_fact"),
        (pgettext("ability", "answer what readers say"), "change_feedback"),
    ]
