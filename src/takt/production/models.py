"""What happened on the floor: bookings, scrap with reason, exceptions (III.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from takt.conduct.guard import Guarded, Subject
from takt.departments.models import Person
from takt.orders.models import Order
from takt.planning.models import Operation


class ScrapReason(Subject):
    """Why parts are scrapped."""

    reference_field = "code"
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta(Subject.Meta):
        verbose_name = _("scrap reason")


class BookingKind(models.TextChoices):
    """What was booked."""

    START = "start", _("started")
    PAUSE = "pause", _("paused")
    RESUME = "resume", _("resumed")
    REPORT = "report", _("reported")
    FINISH = "finish", _("finished")
    COUNTER = "counter", _("counter-booking")


class Booking(Guarded):
    """One booking on an operation, by whom and when; corrected by a counter-booking, never changed."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="bookings")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="bookings")
    kind = models.CharField(max_length=10, choices=BookingKind.choices)
    good_quantity = models.DecimalField(max_digits=18, decimal_places=6, default=0)
    scrap_quantity = models.DecimalField(max_digits=18, decimal_places=6, default=0)
    scrap_reason = models.ForeignKey(ScrapReason, null=True, on_delete=models.PROTECT)
    note = models.TextField(blank=True)
    counters = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="countered_by")
    booked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        verbose_name = _("booking")
        indexes = [models.Index(fields=["order", "booked_at"], name="booking_order")]


class ExceptionKind(models.TextChoices):
    """What went wrong (III.4.2)."""

    MACHINE = "machine", _("machine")
    MATERIAL = "material", _("material")
    QUALITY = "quality", _("quality")
    PEOPLE = "people", _("people")
    DELAY = "delay", _("delay")
    OTHER = "other", _("other")


class ProductionException(Subject):
    """Something that went wrong, recorded at once; resolved by somebody, with words. A blocking one stops the operation."""

    case_column = "order_id"

    number = models.CharField(max_length=40, unique=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="production_exceptions")
    operation = models.ForeignKey(
        Operation, null=True, on_delete=models.PROTECT, related_name="production_exceptions"
    )
    kind = models.CharField(max_length=10, choices=ExceptionKind.choices)
    text = models.TextField()
    blocking = models.BooleanField(default=False)
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    resolution = models.TextField(blank=True)
    resolved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    class Meta(Subject.Meta):
        verbose_name = _("production exception")
        indexes = [
            models.Index(fields=["-raised_at", "-id"], name="exception_new"),
            models.Index(
                fields=["raised_at"], name="exception_open", condition=models.Q(resolved_at__isnull=True)
            ),
        ]
