"""What is there, what moves, what is promised to whom. Movements are never changed, only countered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from takt.conduct.guard import Guarded, Subject
from takt.departments.models import Person
from takt.factory.models import Item, Supplier


class Lot(Guarded):
    """A quantity of an item that came together. on_hand and reserved change only with a movement or reservation."""

    number = models.CharField(max_length=60)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="lots")
    location = models.CharField(max_length=60, blank=True)
    on_hand = models.DecimalField(max_digits=18, decimal_places=6, default=0)
    reserved = models.DecimalField(max_digits=18, decimal_places=6, default=0)
    received_at = models.DateTimeField()
    made_for = models.UUIDField(null=True)  # the order a made lot belongs to
    held = models.BooleanField(default=False)  # a quality hold: not available

    class Meta(Guarded.Meta):
        verbose_name = _("lot")
        indexes = [
            models.Index(fields=["item", "received_at"], name="lot_item", condition=models.Q(on_hand__gt=0))
        ]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_lot_number_per_item"),
            models.CheckConstraint(condition=models.Q(on_hand__gte=0), name="no_stock_below_zero"),
            models.CheckConstraint(
                condition=models.Q(reserved__gte=0) & models.Q(reserved__lte=models.F("on_hand")),
                name="reserved_within_on_hand",
            ),
        ]


class MovementKind(models.TextChoices):
    """Why stock moved."""

    RECEIPT = "receipt", _("receipt")
    ISSUE = "issue", _("issue to production")
    OUTPUT = "output", _("output of production")
    SHIPMENT = "shipment", _("shipment")
    COUNT = "count", _("count difference")
    COUNTER = "counter", _("counter-booking")


class Movement(Guarded):
    """A booked change of a lot's quantity (signed). Undone by another row that names it."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=10, choices=MovementKind.choices)
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    case = models.UUIDField(null=True)
    about_id = models.UUIDField(null=True)
    reason = models.TextField(blank=True)
    counters = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="countered_by")
    booked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        verbose_name = _("movement")
        indexes = [
            models.Index(fields=["case"], name="movement_case"),
            models.Index(fields=["lot", "booked_at"], name="movement_lot"),
            models.Index(fields=["-booked_at", "-id"], name="movement_new"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(quantity=0), name="a_movement_moves_something")
        ]


class ExpectedReceipt(Subject):
    """Bought goods on their way: a supplier's delivery with a date. What is reserved of it: its open reservations."""

    number = models.CharField(max_length=60, unique=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="expected")
    supplier = models.ForeignKey(Supplier, null=True, on_delete=models.PROTECT)
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    received_quantity = models.DecimalField(max_digits=18, decimal_places=6, default=0)
    due = models.DateField()
    closed_at = models.DateTimeField(null=True)
    close_reason = models.TextField(blank=True)

    class Meta(Subject.Meta):
        verbose_name = _("expected receipt")
        indexes = [
            models.Index(
                fields=["item", "due"], name="expected_item", condition=models.Q(closed_at__isnull=True)
            )
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="something_is_expected"),
            models.CheckConstraint(
                condition=models.Q(received_quantity__gte=0), name="received_is_not_negative"
            ),
        ]


class Reservation(Guarded):
    """A part of a lot (or of an expected receipt) kept for a job of an order until issued or released."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="reservations")
    lot = models.ForeignKey(Lot, null=True, on_delete=models.PROTECT, related_name="reservations")
    expected = models.ForeignKey(
        ExpectedReceipt, null=True, on_delete=models.PROTECT, related_name="reservations"
    )
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    case = models.UUIDField()
    job = models.UUIDField()
    made_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        verbose_name = _("reservation")
        indexes = [
            models.Index(fields=["job"], name="reservation_job"),
            models.Index(fields=["case"], name="reservation_case"),
            models.Index(
                fields=["item"],
                name="reservation_open",
                condition=models.Q(issued_at__isnull=True, released_at__isnull=True),
            ),
            models.Index(fields=["lot"], name="reservation_lot"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="a_reservation_keeps_something"),
            models.CheckConstraint(
                condition=models.Q(lot__isnull=True, expected__isnull=False)
                | models.Q(lot__isnull=False, expected__isnull=True),
                name="reserved_from_one_source",
            ),
            models.CheckConstraint(
                condition=models.Q(issued_at__isnull=True)
                | models.Q(lot__isnull=False, released_at__isnull=True),
                name="issued_from_a_lot_or_released",
            ),
        ]


class DocumentKind(models.TextChoices):
    """What a stock document does."""

    RECEIPT = "receipt", _("receipt")
    COUNT = "count", _("count")
    HOLD = "hold", _("hold")
    UNHOLD = "unhold", _("end of a hold")
    MOVE = "move", _("move to another place")
    COUNTER = "counter", _("counter-booking")


class StockDocument(Subject):
    """One act of the warehouse on one lot: what, how much, why, by whom. The act's journal entry stands here."""

    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=DocumentKind.choices)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="documents")
    movement = models.OneToOneField(Movement, null=True, on_delete=models.PROTECT, related_name="document")
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta(Subject.Meta):
        verbose_name = _("stock document")
        indexes = [models.Index(fields=["-made_at", "-id"], name="stock_document_new")]

    def __str__(self) -> str:
        return self.number
