"""Until when what waits should be done: the rule as data, one line for each step.

A step is due so many working days (Monday to Friday) after it began to wait, or by a date that stands in the row:
an operation by its planned time, a shipment by the date that the customer was promised (else asked for).
What is due earlier stands higher in the inbox; what is past its time is overdue.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Due:
    """The clause that asks for the step, and its working days; None: by the date of the row."""

    clause: str
    working_days: int | None = None


DUE: dict[str, Due] = {
    "orders.take_over": Due("III.1.2", 1),
    "orders.confirm": Due("III.1.3", 1),
    "approval.sales": Due("III.2.3", 1),
    "approval.budget": Due("III.2.1", 1),
    "approval.feasibility": Due("III.2.2", 1),
    "approval.final": Due("III.2.3", 1),
    "planning.propose": Due("III.3.1", 1),
    "planning.adopt": Due("III.3.1", 1),
    "planning.release": Due("III.3.3"),  # by the plan's start
    "production.start": Due("III.4.1"),  # by the planned start
    "production.resume": Due("III.4.2"),  # by the planned end
    "production.finish": Due("III.4.2"),  # by the planned end
    "production.provide": Due("III.4.2"),  # by the order's date
    "production.resolve_exception": Due("III.4.2", 1),
    "quality.inspect": Due("III.4.3", 1),
    "delivery.pack": Due("III.6.1"),  # by the order's date
    "delivery.notify": Due("III.6.2"),  # by the order's date
    "delivery.ship": Due("III.6.1"),  # by the order's date
    "delivery.receive": Due("III.6.3"),  # by the expected arrival
    "delivery.feedback": Due("III.6.3"),  # by the date of the follow-up
    "delivery.close": Due("III.6.3", 2),
    "conduct.resend": Due("II.1", 1),
    "conduct.settle": Due("II.1", 1),
}

# A weekend on the way is skipped: 6 and 7 are Saturday and Sunday.
_WORKING_DAYS = """w.since + make_interval(days => {days} + case extract(isodow from w.since at time zone %(zone)s::text)
  when 6 then 1 when 7 then 0 else case when extract(isodow from w.since at time zone %(zone)s::text) + {days} > 5 then 2 else 0 end end)"""


def due_of(action: str) -> str:
    """When a waiting row `w` of a step is due, as SQL: after `w.since`, or `w.dated`."""
    days = DUE[action].working_days
    return "w.dated" if days is None else _WORKING_DAYS.format(days=int(days))
