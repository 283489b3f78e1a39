from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidesConfig(AppConfig):
    name = "guides"
    verbose_name = _("Guides")

    def ready(self) -> None:
        # Signals and history can be set up only when the models are loaded.
        from guides import receivers  # noqa: F401, PLC0415
        from guides.history import registration  # noqa: PLC0415

        registration.register()
