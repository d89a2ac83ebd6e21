"""III.2.3: the administration lays down who decides orders from an amount on."""

from django.utils.translation import gettext as _

from takt.approval.models import DecisionRight, Stage
from takt.approval.refusals import RightTaken
from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import InvalidInput, refuse
from takt.conduct.shapes import Amount, Currency
from takt.departments.models import Person, Rank


@action("III.2.3", by=(Department.ADMINISTRATION, Department.SYSTEM))
def add_right(
    *,
    by: Person,
    stage: Stage,
    from_amount: Amount,
    currency: Currency,
    rank: Rank = Rank.MEMBER,
    people: int = 1,
) -> DecisionRight:
    """From this amount with tax on, so many people of this rank decide the stage; the highest amount reached counts."""
    if not 1 <= people <= 9:
        expectation = _("a whole number from %(least)s to %(most)s") % {"least": 1, "most": 9}
        raise refuse(InvalidInput(given=people, where="people", expectation=expectation))
    if DecisionRight.objects.filter(
        stage=stage, currency=currency, from_amount=from_amount, retired_at=None
    ).exists():
        raise refuse(RightTaken(from_amount=from_amount, currency=currency))
    return DecisionRight.objects.create(
        stage=stage, from_amount=from_amount, currency=currency, rank=rank, people=people
    )
