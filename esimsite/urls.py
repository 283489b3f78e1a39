from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from esimsite.examples import EXAMPLES
from guides.discovery.urls import at_root
from guides.offline.urls import at_root as offline_at_root
from guides.pages import styleguide
from guides.pages.home import negotiate

handler400 = "guides.pages.errors.bad_request"
handler403 = "guides.pages.errors.forbidden"
handler404 = "guides.pages.errors.not_found"
handler500 = "guides.pages.errors.server_error"

urlpatterns = [
    path("", negotiate, name="negotiate"),
    path(f"{settings.ADMIN_PATH}/language/", set_language, name="set_language"),
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
    path("media/", include("guides.images.urls")),
    *at_root,
    *offline_at_root,
    *(
        [path("styleguide/", styleguide.styleguide, {"examples": EXAMPLES}, name="styleguide")]
        if settings.DEBUG
        else []
    ),
    *i18n_patterns(
        path("", include("guides.feedback.urls")),
        path("", include("guides.letters.urls")),
        path("", include("guides.planner.urls")),
        path("", include("guides.search.urls")),
        path("", include("guides.offline.urls")),
        path("", include("guides.discovery.urls")),
        path("", include("guides.pages.urls")),
        prefix_default_language=True,
    ),
]
