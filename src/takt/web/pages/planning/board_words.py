"""What the scheduling board's script says, in the reader's language."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """The words by the names that the script knows; `%(name)s` is filled in by it."""
    return {**_facts(), **_verdicts(), **_obstacles()}


def _facts() -> dict[str, str]:
    return {
        "customer": _("Customer"),
        "part": _("Part"),
        "machine": _("Machine"),
        "time": _("Planned"),
        "person": _("Person"),
        "state": _("State"),
        "order_ends": _("Order ends"),
        "order_due": _("Order due"),
        "position": _("operation %(place)s of %(count)s on this machine"),
        "load": _("Load"),
        "load_by_day": _("taken of open, by day"),
        "frozen": _("frozen"),
        "one_order": _("one order, one colour"),
        "another_order": _("another order"),
        "state_waiting": _("waiting"),
        "state_running": _("running"),
        "state_paused": _("paused"),
        "state_inspection": _("awaiting inspection"),
        "compared": _("%(number)s (operations: %(count)s)"),
        "found": _("%(order)s: operations shown: %(count)s"),
        "not_found": _("No order shown here has this number."),
    }


def _verdicts() -> dict[str, str]:
    return {
        "late": _("late"),
        "in_time": _("in time"),
        "due_soon": _("less than two days to spare"),
        "becomes_late": _("becomes late"),
        "stays_late": _("stays late"),
        "comes_in_time": _("comes in time again"),
        "undo": _("Take back"),
        "asking": _("Looking at what it means …"),
        "nothing_speaks": _("Nothing speaks against it."),
        "speaks": _("Reasons against it: %(count)s"),
        "fits": _("fits here"),
        "away": _("The schedule cannot be read at the moment. Reload the page."),
    }


def _obstacles() -> dict[str, str]:
    return {
        "why_frozen": _("The schedule is frozen until later."),
        "why_before": _("What it builds on would not have ended."),
        "why_after": _("What builds on it would have started."),
        "why_taken": _("The machine is taken at that time."),
        "stays_frozen": _("It stays where it is: it starts within the frozen zone."),
        "stays_begun": _("It stays where it is: it has begun."),
    }
