"""Reviews and what they were based on. An approval is bound to the content that was seen, by its hash."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from takt.conduct.guard import Guarded, Subject
from takt.departments.models import Person, Rank
from takt.orders.models import Order, OrderVersion


class Stage(models.TextChoices):
    """Whose opinion (III.2)."""

    SALES = "sales", _("sales review")
    BUDGET = "budget", _("budget review")
    FEASIBILITY = "feasibility", _("feasibility review")
    FINAL = "final", _("final approval")


class Verdict(models.TextChoices):
    """What was decided: 同意, 退回, 驳回."""

    APPROVE = "approve", _("approved")
    RETURN = "return", _("returned")
    REFUSE = "refuse", _("refused")


class BudgetSheet(Guarded):
    """The cost build-up of one order version: each number with its formula; margin; credit exposure (III.2.1)."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="budget_sheets")
    order_version = models.ForeignKey(OrderVersion, on_delete=models.PROTECT)
    sheet = models.JSONField()
    cost = models.DecimalField(max_digits=18, decimal_places=2)
    net_amount = models.DecimalField(max_digits=18, decimal_places=2)
    margin_share = models.DecimalField(max_digits=9, decimal_places=6)
    currency = models.CharField(max_length=3)
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        verbose_name = _("budget sheet")


class FeasibilityStudy(Guarded):
    """Load against capacity with and without the order, shortages with dates, the earliest date (III.2.2)."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="feasibility_studies")
    order_version = models.ForeignKey(OrderVersion, on_delete=models.PROTECT)
    study = models.JSONField()
    earliest_date = models.DateField(null=True)
    feasible = models.BooleanField()
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        verbose_name = _("feasibility study")


class Review(Guarded):
    """One opinion of one person in one round. `inputs_hash` is the hash of exactly what this stage looks at."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="reviews")
    order_version = models.ForeignKey(OrderVersion, on_delete=models.PROTECT)
    round = models.PositiveIntegerField()
    stage = models.CharField(max_length=20, choices=Stage.choices)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.TextField(blank=True)
    inputs_hash = models.CharField(max_length=64)
    budget_sheet = models.ForeignKey(BudgetSheet, null=True, on_delete=models.PROTECT)
    feasibility_study = models.ForeignKey(FeasibilityStudy, null=True, on_delete=models.PROTECT)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
    void_reason = models.TextField(blank=True)
    voided_fields = ArrayField(models.CharField(max_length=60), default=list)

    class Meta(Guarded.Meta):
        verbose_name = _("review")
        indexes = [models.Index(fields=["order", "round"], name="review_order_round")]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "round", "reviewed_by"],
                condition=models.Q(voided_at__isnull=True),
                name="one_opinion_per_person_and_round",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict="approve") | ~models.Q(reason=""), name="every_no_has_a_reason"
            ),
        ]


class DecisionRight(Subject):
    """Who decides a stage, from which order amount on: how many people, of which rank (data, not code)."""

    reference_field = "id"
    stage = models.CharField(max_length=20, choices=Stage.choices)
    from_amount = models.DecimalField(max_digits=18, decimal_places=2)
    currency = models.CharField(max_length=3)
    rank = models.CharField(max_length=10, choices=Rank.choices)
    people = models.PositiveSmallIntegerField(default=1)
    retired_at = models.DateTimeField(null=True)

    class Meta(Subject.Meta):
        verbose_name = _("decision right")
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "currency", "from_amount"],
                condition=models.Q(retired_at__isnull=True),
                name="one_right_per_amount",
            ),
            models.CheckConstraint(condition=models.Q(people__gte=1), name="somebody_decides"),
        ]
