from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DepartmentsConfig(AppConfig):
    name = "takt.departments"
    label = "departments"
    verbose_name = _("Departments")

    def ready(self) -> None:
        from takt.conduct.authority import appoint  # noqa: PLC0415  # models are ready only now
        from takt.departments.authority import PeopleAuthority  # noqa: PLC0415

        appoint(PeopleAuthority())
