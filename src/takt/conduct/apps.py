from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

PREPARED_STATEMENTS = 500
"""How many statements a connection keeps prepared: an order's life uses about a hundred, the lists as many again."""


def _keep_prepared(connection: Any, **_: Any) -> None:
    connection.connection.prepared_max = PREPARED_STATEMENTS


class ConductConfig(AppConfig):
    name = "takt.conduct"
    label = "conduct"
    verbose_name = _("Conduct")

    def ready(self) -> None:
        connection_created.connect(_keep_prepared, dispatch_uid="takt.conduct.keep_prepared")
        from takt.conduct import letterbox, proofs  # noqa: F401, PLC0415  # their lists are declared once models are ready
