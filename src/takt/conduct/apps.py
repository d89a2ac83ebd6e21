from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConductConfig(AppConfig):
    name = "takt.conduct"
    label = "conduct"
    verbose_name = _("Conduct")

    def ready(self) -> None:
        from takt.conduct import letterbox  # noqa: F401, PLC0415  # the list of letters is declared once models are ready
