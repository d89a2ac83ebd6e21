"""Shipments, notices, receipts, and the customer's word (III.6)."""

from uuid import UUID

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from takt.conduct.guard import Guarded, Subject, salt
from takt.conduct.models import Letter
from takt.delivery.states import SHIPMENT_LIFE, ShipmentState
from takt.departments.models import Person
from takt.orders.models import Address, Order, OrderLine


class Carrier(Subject):
    """Who transports (物流公司)."""

    reference_field = "code"
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    tracking_url = models.CharField(max_length=300, blank=True)
    retired_at = models.DateTimeField(null=True)

    class Meta(Subject.Meta):
        verbose_name = _("carrier")

    def __str__(self) -> str:
        return self.name


class Shipment(Subject):
    """A shipment of (a part of) an order."""

    life = SHIPMENT_LIFE
    case_column = "order_id"
    personal = frozenset({"signed_by"})

    number = models.CharField(max_length=40, unique=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="shipments")
    state = models.CharField(max_length=20, choices=ShipmentState.choices, default=ShipmentState.PACKED)
    ship_to = models.ForeignKey(Address, null=True, on_delete=models.PROTECT)
    carrier = models.ForeignKey(Carrier, null=True, on_delete=models.PROTECT)
    tracking_number = models.CharField(max_length=100, blank=True)
    expected_arrival = models.DateField(null=True)
    packed_at = models.DateTimeField()
    shipped_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    received_on = models.DateField(null=True)
    signed_by = models.CharField(max_length=200, blank=True)
    unpack_reason = models.TextField(blank=True)
    salt = models.BinaryField(max_length=16, default=salt)

    class Meta(Subject.Meta):
        verbose_name = _("shipment")
        indexes = [
            models.Index(fields=["order", "packed_at"], name="shipment_order"),
            models.Index(fields=["-packed_at", "-id"], name="shipment_new"),
            models.Index(OpClass(Upper("number"), "text_pattern_ops"), name="shipment_number_begins"),
            models.Index(
                fields=["state", "expected_arrival"],
                name="shipment_open",
                condition=models.Q(state__in=("packed", "notified", "shipped")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def company_id(self) -> UUID | None:
        """The customer whose contacts may confirm the receipt."""
        return self.order.customer_id


class ShipmentLine(Guarded):
    """How much of an order line goes with the shipment."""

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="lines")
    order_line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="shipment_lines")
    quantity = models.DecimalField(max_digits=18, decimal_places=6)

    class Meta(Guarded.Meta):
        verbose_name = _("shipment line")
        constraints = [
            models.UniqueConstraint(fields=["shipment", "order_line"], name="one_shipment_line"),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="a_shipment_line_ships_something"
            ),
        ]


class Package(Guarded):
    """One package (箱): number within the shipment, weight, size, what is in it."""

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="packages")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    gross_weight_kg = models.DecimalField(max_digits=12, decimal_places=3)
    content = models.JSONField(default=list)
    packed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta(Guarded.Meta):
        verbose_name = _("package")
        constraints = [
            models.UniqueConstraint(fields=["shipment", "number"], name="one_package_number"),
            models.CheckConstraint(
                condition=models.Q(gross_weight_kg__gt=0), name="a_package_weighs_something"
            ),
        ]


class Notice(Guarded):
    """The customer was told carrier and expected arrival, by which letter (III.6.2); the newest one counts."""

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="notices")
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT)
    tracking_number = models.CharField(max_length=100, blank=True)
    expected_arrival = models.DateField()
    letter = models.ForeignKey(Letter, null=True, on_delete=models.PROTECT)
    told_by_phone = models.BooleanField(default=False)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        verbose_name = _("shipping notice")


class FeedbackLink(Guarded):
    """A signed, expiring, single-use link by which the customer answers; only its SHA-256 is kept."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="feedback_links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        verbose_name = _("feedback link")


class FeedbackChannel(models.TextChoices):
    """How the customer's word reached us."""

    LINK = "link", _("by link")
    CALL = "call", _("by sales' call")
    PORTAL = "portal", _("by portal")


class Feedback(Guarded):
    """The customer's word: satisfaction 1 to 5 overall, for quality, delivery and service, and a comment (III.6.3)."""

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="feedback")
    channel = models.CharField(max_length=10, choices=FeedbackChannel.choices)
    score = models.PositiveSmallIntegerField()
    quality_score = models.PositiveSmallIntegerField(null=True)
    delivery_score = models.PositiveSmallIntegerField(null=True)
    comment = models.TextField(blank=True)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        verbose_name = _("feedback")
        constraints = [
            models.CheckConstraint(condition=models.Q(score__gte=1, score__lte=5), name="a_score_is_1_to_5")
        ]


class FollowUp(Subject):
    """Sales contacts the customer so many days after receipt (III.6.3)."""

    reference_field = "id"
    case_column = "order_id"

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="follow_ups")
    due = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField(blank=True)

    class Meta(Subject.Meta):
        verbose_name = _("follow-up")
        indexes = [
            models.Index(fields=["due"], name="follow_up_due", condition=models.Q(done_at__isnull=True))
        ]
