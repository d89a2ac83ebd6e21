"""The sections of the order page that have something to show, for the bar that leads to them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

SECTIONS = (
    ("lines", "lines", _("Lines"), "list-details"),
    ("approvals", "rounds", _("Approvals"), "gavel"),
    ("cost", "cost", _("Costs"), "coin"),
    ("feasibility", "study", _("Feasibility study"), "chart-histogram"),
    ("plan", "gantt", _("Plan"), "calendar-event"),
    ("progress", "progress", _("Progress"), "progress"),
    ("quality", "quality", _("Quality"), "microscope"),
    ("shipments", "shipments", _("Shipments"), "truck"),
    ("word", "word", _("Word of the customer"), "message-star"),
    ("letters", "letters", _("Letters"), "mail"),
    ("versions", "versions", _("Versions"), "versions"),
    ("journal", "journal", _("Journal"), "history"),
    ("files", "files", _("Files"), "paperclip"),
)
"""Anchor, name in the context, title, icon: in the sequence of the procedure."""


def sections(context: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Anchor, title and icon of every section with content."""
    files = bool(context["dossier"].attachments or context["attach_url"] or context["repeat_url"])
    return [
        (anchor, str(title), icon)
        for anchor, name, title, icon in SECTIONS
        if (files if name == "files" else context.get(name))
    ]
