"""III.2.1: what an hour at a work centre costs."""

from datetime import date
from decimal import Decimal

from takt.conduct.action import action
from takt.conduct.shapes import Amount, Currency, Share
from takt.departments.models import Person
from takt.factory.keepers import PRICERS
from takt.factory.models import CostRate, WorkCenter


@action("III.2.1", by=PRICERS)
def set_cost_rate(
    work_center: WorkCenter,
    *,
    by: Person,
    valid_from: date,
    labour_per_hour: Amount,
    machine_per_hour: Amount,
    overhead_share: Share = Decimal(0),
    currency: Currency = "CNY",
) -> None:
    """Set what an hour at a work centre costs from a date on; the same date again corrects it."""
    rate = CostRate.objects.filter(work_center=work_center, valid_from=valid_from).first()
    rate = rate or CostRate(work_center=work_center, valid_from=valid_from)
    rate.labour_per_hour = labour_per_hour
    rate.machine_per_hour = machine_per_hour
    rate.overhead_share = overhead_share
    rate.currency = currency
    rate.save()
