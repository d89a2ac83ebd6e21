"""Names of steps and kinds of rows as people read them; the catalogue keeps one word per folder and step."""

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from takt.conduct.clauses import CLAUSES


def step_title(action: str) -> str:
    """`orders.take_over` as people read it: "Take over", in Chinese what the procedure calls it."""
    folder, __, stem = action.partition(".")
    return pgettext(folder, msgid_of_step(stem))


def msgid_of_step(stem: str) -> str:
    """The English name of a step, as the catalogue knows it."""
    return stem.replace("_", " ").capitalize()


def kind_title(label: str) -> str:
    """`orders.order` as people read it."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label or _("record")


def clause_title(number: str) -> str:
    """A clause with its heading: "III.1.3 Order confirmation"."""
    return f"{number} {CLAUSES[number].heading}" if number in CLAUSES else number
