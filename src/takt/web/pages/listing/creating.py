"""What somebody may create: the actions without a row to act on."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import get_language

from takt.conduct.action import ACTIONS
from takt.conduct.clauses import CLAUSES
from takt.departments.models import Person
from takt.web.pages.acting.possible import act_url, departments_now
from takt.web.pages.names import deed_title


@dataclass(frozen=True, slots=True)
class Creating:
    """An action that makes something new: its title, where its page is, its clause, and what it makes."""

    name: str
    title: str
    address: str
    clause: str
    model: type[models.Model]


NEEDS_ITS_OBJECT = frozenset({"orders.enter", "departments.hire"})
"""English says what is made: "Enter order"."""


def creating(reader: Person, model: type[models.Model] | None = None) -> list[Creating]:
    """The creating actions that the reader's departments may do, in the order of the procedure; of one kind of row with `model`."""
    served = departments_now(reader)
    found = [
        Creating(a.name, _title(a.name, a.creates), act_url(a.name), a.clause.number, a.creates)
        for a in ACTIONS.values()
        if a.subject is None and a.creates is not None and {str(d) for d in a.departments} & served
        and a.run.__module__.startswith("takt.") and model in (None, a.creates)
    ]  # fmt: skip
    order = list(CLAUSES)
    own = (
        model._meta.app_label if model is not None else ""
    )  # of a kind of row first what its own clause does
    return sorted(found, key=lambda c: (not c.name.startswith(f"{own}."), order.index(c.clause), c.title))


def _title(name: str, model: type[models.Model]) -> str:
    """The step's name; where English has one verb for it only, with what is made: "Enter order"."""
    title = deed_title(name)
    if (get_language() or "").startswith("zh") or name not in NEEDS_ITS_OBJECT:
        return title
    return f"{title} {model._meta.verbose_name}"
