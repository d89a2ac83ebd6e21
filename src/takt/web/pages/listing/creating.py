"""What somebody may create: the actions without a row to act on."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy

from takt.conduct.action import ACTIONS
from takt.conduct.clauses import CLAUSES
from takt.conduct.refusals import Sentence
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


WITH_THEIR_OBJECT: dict[str, Sentence] = {
    "orders.enter": pgettext_lazy("creating", "Enter order"),
    "orders.place": pgettext_lazy("creating", "Place an order"),
    "departments.hire": pgettext_lazy("creating", "Hire a person"),
    "departments.delegate": pgettext_lazy("creating", "Delegate a duty"),
    "departments.separate": pgettext_lazy("creating", "Separate two steps"),
    "stock.count": pgettext_lazy("creating", "Count stock"),
    "stock.counter": pgettext_lazy("creating", "Reverse a document"),
    "stock.expect": pgettext_lazy("creating", "Expect goods"),
    "stock.hold": pgettext_lazy("creating", "Block a lot"),
    "stock.move": pgettext_lazy("creating", "Move stock"),
    "stock.receive": pgettext_lazy("creating", "Receive goods"),
    "stock.unhold": pgettext_lazy("creating", "Unblock a lot"),
}
"""Steps that on a row are called by a verb alone ("Hold"): beside no row, what is made is named."""


def creating(reader: Person, model: type[models.Model] | None = None) -> list[Creating]:
    """The creating actions that the reader's departments may do, in the order of the procedure; of one kind of row with `model`."""
    served = departments_now(reader)
    found = [
        Creating(a.name, _title(a.name), act_url(a.name), a.clause.number, a.creates)
        for a in ACTIONS.values()
        if a.subject is None and a.creates is not None and {str(d) for d in a.departments} & served
        and a.run.__module__.startswith("takt.") and model in (None, a.creates)
    ]  # fmt: skip
    order = list(CLAUSES)
    own = (
        model._meta.app_label if model is not None else ""
    )  # of a kind of row first what its own clause does
    return sorted(found, key=lambda c: (not c.name.startswith(f"{own}."), order.index(c.clause), c.title))


def _title(name: str) -> str:
    """The step's name; where that is a verb alone, with what is made: "Enter order"."""
    return str(WITH_THEIR_OBJECT.get(name) or deed_title(name))
