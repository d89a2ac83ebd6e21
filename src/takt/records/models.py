"""What is summed up from the journal for figures; derived, never governed: it may be emptied and is made anew."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from takt.orders.models import Customer, Order


class Course(models.Model):
    """The course that an order took, summed up from its journal up to `version`.

    Times are the last ones at which a step was done (an order that was returned is confirmed twice). `desk` is the
    department that is waited for now, since `desk_since`; null when the order's life is over. `..._seconds`: how long
    each department was waited for from entry to the last shipment. `judged_on`: the day on which it was shipped in full or,
    if that comes first, the day after the promised date; `wish_judged_on` the same for the requested date.
    """

    order = models.OneToOneField(Order, primary_key=True, on_delete=models.PROTECT, related_name="course")
    version = models.PositiveIntegerField()
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    currency = models.CharField(max_length=3)
    net_amount = models.DecimalField(max_digits=18, decimal_places=2)
    requested_date = models.DateField()
    promised_date = models.DateField(null=True)
    entered_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    planned_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    produced_at = models.DateTimeField(null=True)
    shipped_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    shipped_on = models.DateField(null=True)
    judged_on = models.DateField(null=True)
    wish_judged_on = models.DateField(null=True)
    desk = models.CharField(max_length=20, null=True)  # noqa: DJ001  # null: nobody is waited for
    desk_since = models.DateTimeField(null=True)
    sales_seconds = models.BigIntegerField(default=0)
    finance_seconds = models.BigIntegerField(default=0)
    production_seconds = models.BigIntegerField(default=0)
    quality_seconds = models.BigIntegerField(default=0)
    management_seconds = models.BigIntegerField(default=0)
    logistics_seconds = models.BigIntegerField(default=0)
    summed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("course of an order")
        indexes = [
            models.Index(fields=["summed_at"], name="course_summed"),
            models.Index(fields=["entered_at"], name="course_entered"),
            models.Index(fields=["shipped_at"], name="course_shipped"),
            models.Index(fields=["received_at"], name="course_received"),
            models.Index(fields=["judged_on"], name="course_judged"),
            models.Index(fields=["wish_judged_on"], name="course_wish_judged"),
            models.Index(
                fields=["desk", "desk_since"], name="course_open", condition=models.Q(desk__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"course {self.order_id}"
