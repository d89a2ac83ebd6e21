"""Customers and their orders. What was said to whom is a row; the order's content is versioned and hashed."""

from uuid import UUID

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from takt.conduct.guard import Guarded, GuardedQuerySet, Subject
from takt.conduct.models import Document, Letter
from takt.departments.models import Language, Person
from takt.factory.models import Item
from takt.orders.states import LIFE, OrderState


class Customer(Subject):
    """A company that orders."""

    number = models.CharField(_("customer number"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    tax_number = models.CharField(max_length=40, blank=True)
    currency = models.CharField(max_length=3, default="CNY")
    tax_rate = models.DecimalField(max_digits=7, decimal_places=6, default=0)
    credit_limit = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    language = models.CharField(max_length=10, choices=Language.choices, default=Language.ZH)
    search = models.CharField(max_length=800, blank=True)
    retired_at = models.DateTimeField(null=True)

    class Meta(Subject.Meta):
        verbose_name = _("customer")

    def __str__(self) -> str:
        return self.name

    @property
    def company_id(self) -> UUID | None:
        """A contact sees its own company."""
        return self.pk


class Address(Guarded):
    """A place of a customer to ship or bill to; retired rather than changed once an order used it."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="addresses")
    code = models.CharField(max_length=40)
    lines = models.TextField()
    city = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=100, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, default="CN")
    retired_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        verbose_name = _("address")
        constraints = [models.UniqueConstraint(fields=["customer", "code"], name="one_address_code")]


class Contact(Guarded):
    """A person of a customer: reachable by e-mail or phone; `person` when they may sign in to the portal."""

    personal = frozenset({"name", "email", "phone"})

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="contacts")
    person = models.OneToOneField(Person, null=True, on_delete=models.PROTECT, related_name="contact")
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=10, choices=Language.choices, default=Language.ZH)
    salt = models.BinaryField(max_length=16, default=bytes)
    retired_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        verbose_name = _("contact")


class Origin(models.TextChoices):
    """How an order came (III.1.1)."""

    PORTAL = "portal", _("portal")
    PHONE = "phone", _("phone")
    FILE = "file", _("file")


class OrderQuerySet(GuardedQuerySet["Order"]):
    """Orders, in the domain's words."""

    def visible_to(self, person: Person) -> "OrderQuerySet":
        """All for employees; a contact sees its own company's only."""
        return self if person.company_id is None else self.filter(customer_id=person.company_id)


class Order(Subject):
    """A customer's order. `content_hash` is the hash of its newest OrderVersion."""

    life = LIFE
    case_column = "id"

    number = models.CharField(_("order number"), max_length=40, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="orders")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT)
    ship_to = models.ForeignKey(Address, null=True, on_delete=models.PROTECT)
    state = models.CharField(max_length=20, choices=OrderState.choices)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    customer_order_number = models.CharField(_("customer's order number"), max_length=60, blank=True)
    currency = models.CharField(max_length=3)
    tax_rate = models.DecimalField(max_digits=7, decimal_places=6)
    net_amount = models.DecimalField(max_digits=18, decimal_places=2)
    tax_amount = models.DecimalField(max_digits=18, decimal_places=2)
    gross_amount = models.DecimalField(max_digits=18, decimal_places=2)
    requested_date = models.DateField(_("requested date"))
    promised_date = models.DateField(_("promised date"), null=True)
    carrier_wish = models.CharField(max_length=100, blank=True)
    notes = models.TextField(blank=True)
    state_reason = models.TextField(blank=True)  # why it was last returned, refused or withdrawn
    content_version = models.PositiveIntegerField(default=0)
    content_hash = models.CharField(max_length=64, blank=True)
    round = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = OrderQuerySet.as_manager()  # type: ignore[misc]  # a richer queryset than the base

    class Meta(Subject.Meta):
        verbose_name = _("order")
        indexes = [
            models.Index(fields=["-entered_at", "-id"], name="order_new"),
            models.Index(fields=["state", "-entered_at", "-id"], name="order_state"),
            models.Index(fields=["customer", "-entered_at", "-id"], name="order_customer"),
            models.Index(fields=["requested_date", "id"], name="order_requested"),
            models.Index(OpClass(Upper("number"), "text_pattern_ops"), name="order_number_begins"),
            models.Index(
                fields=["entered_by", "-entered_at", "-id"],
                name="order_open_by",
                condition=~models.Q(state__in=("closed", "refused", "withdrawn")),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "customer_order_number"],
                condition=~models.Q(customer_order_number="") & ~models.Q(state__in=("refused", "withdrawn")),
                name="one_customer_order_number",
            ),
            models.CheckConstraint(condition=models.Q(net_amount__gte=0), name="net_amount_is_not_negative"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def company_id(self) -> UUID | None:
        """The customer whose contacts may see it."""
        return self.customer_id


class OrderLine(Guarded):
    """What is ordered: item, quantity in its unit, price per unit, discount share, amount = quantity x price x (1 - discount)."""

    deletable = True
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    price = models.DecimalField(max_digits=18, decimal_places=4)
    discount_share = models.DecimalField(max_digits=7, decimal_places=6, default=0)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    requested_date = models.DateField()
    note = models.CharField(max_length=400, blank=True)

    class Meta(Guarded.Meta):
        verbose_name = _("order line")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "position"], name="one_order_position", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="ordered_quantity_is_positive"),
        ]


class OrderVersion(Guarded):
    """The order's whole content at a version, with its SHA-256: what confirmations and approvals are bound to."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        verbose_name = _("order version")
        constraints = [models.UniqueConstraint(fields=["order", "number"], name="one_order_version_number")]


class PhoneCall(Guarded):
    """An order by phone: who called, when, and whether it was read back (III.1.1)."""

    personal = frozenset({"caller"})

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="call")
    caller = models.CharField(max_length=200)
    called_at = models.DateTimeField()
    read_back = models.BooleanField()
    note = models.TextField(blank=True)
    salt = models.BinaryField(max_length=16, default=bytes)
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta(Guarded.Meta):
        verbose_name = _("phone call")


class Confirmation(Guarded):
    """Sales reviewed one version of the order by the checklist, promised a date, and told the customer (III.1.3)."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="confirmations")
    order_version = models.ForeignKey(OrderVersion, on_delete=models.PROTECT, related_name="confirmations")
    checklist = models.JSONField()
    promised_date = models.DateField()
    letter = models.ForeignKey(Letter, null=True, on_delete=models.PROTECT)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        verbose_name = _("confirmation")


class Attachment(Guarded):
    """A file that belongs to the order: drawing, customer's purchase order, photo."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="attachments")
    document = models.ForeignKey(Document, on_delete=models.PROTECT)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        verbose_name = _("attachment")


class EntryDraft(models.Model):
    """What somebody has typed of an order and not entered yet: theirs alone, no part of any order, gone once entered.

    `typed` is the form as it was sent (URL-encoded).
    """

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="+")
    typed = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draft of an order")

    def __str__(self) -> str:
        return f"draft of {self.person_id}"


class ColumnMemory(models.Model):
    """How somebody last read a file with these titles: our column (or "") for each of theirs, by its index."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    titles_hash = models.CharField(max_length=64)
    columns = models.JSONField()

    class Meta:
        verbose_name = _("memory of a file's columns")
        constraints = [
            models.UniqueConstraint(fields=["person", "titles_hash"], name="one_memory_of_titles"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.titles_hash[:8]}"
