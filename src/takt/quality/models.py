"""Inspections (III.4.3). A point that is not decided blocks what follows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from takt.conduct.guard import Guarded
from takt.departments.models import Person
from takt.orders.models import Order
from takt.planning.models import Operation


class InspectionVerdict(models.TextChoices):
    """What the inspector decided."""

    PASS = "pass", _("passed")
    REWORK = "rework", _("rework")
    CONCESSION = "concession", _("accepted under concession")


class Inspection(Guarded):
    """An inspector's verdict on an operation's output: quantities, measured values, reason."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="inspections")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="inspections")
    verdict = models.CharField(max_length=12, choices=InspectionVerdict.choices)
    inspected_quantity = models.DecimalField(max_digits=18, decimal_places=6)
    rejected_quantity = models.DecimalField(max_digits=18, decimal_places=6, default=0)
    measurements = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    inspected_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    inspected_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        verbose_name = _("inspection")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rejected_quantity__lte=models.F("inspected_quantity")),
                name="rejected_within_inspected",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict="pass") | ~models.Q(reason=""), name="no_pass_no_silence"
            ),
        ]
