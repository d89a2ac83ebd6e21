"""The standards of production. A bill or route in use is never edited: a new version replaces it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from takt.conduct.guard import Guarded, Subject
from takt.departments.models import Person, Skill
from takt.factory.states import BILL_LIFE, ROUTE_LIFE, VersionState


class Unit(Subject):
    """A unit of measure: how many decimals a quantity in it may have (pieces: 0)."""

    reference_field = "code"
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)

    class Meta(Subject.Meta):
        verbose_name = _("unit")

    def __str__(self) -> str:
        return self.code


class Sourcing(models.TextChoices):
    """Where an item comes from."""

    MAKE = "make", _("made here")
    BUY = "buy", _("bought")


class Item(Subject):
    """An article, sub-assembly or material: number, drawing, revision, unit, standard cost."""

    number = models.CharField(_("item number"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    sourcing = models.CharField(max_length=10, choices=Sourcing.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    drawing_number = models.CharField(max_length=60, blank=True)
    revision = models.CharField(max_length=20, blank=True)
    sellable = models.BooleanField(default=False)
    list_price = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    standard_cost = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    currency = models.CharField(max_length=3, default="CNY")
    lead_time_days = models.PositiveIntegerField(default=0)
    safety_stock = models.DecimalField(max_digits=18, decimal_places=6, default=0)
    search = models.CharField(max_length=800, blank=True)
    retired_at = models.DateTimeField(null=True)

    class Meta(Subject.Meta):
        verbose_name = _("item")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(standard_cost__gte=0), name="standard_cost_is_not_negative"
            )
        ]

    def __str__(self) -> str:
        return self.number


class Bill(Subject):
    """A version of an item's bill of material; at most one version is released."""

    life = BILL_LIFE
    reference_field = "id"
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="bills")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=VersionState.choices, default=VersionState.DRAFT)
    valid_from = models.DateField(null=True)

    class Meta(Subject.Meta):
        verbose_name = _("bill of material")
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_bill_version_number"),
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(state="released"), name="one_released_bill"
            ),
        ]


class BillLine(Guarded):
    """A component: how much of it one unit of the item needs, and the share lost (scrap)."""

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    component = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="used_in")
    quantity_per = models.DecimalField(max_digits=18, decimal_places=6)
    scrap_share = models.DecimalField(max_digits=7, decimal_places=6, default=0)

    class Meta(Guarded.Meta):
        verbose_name = _("bill line")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["bill", "position"], name="one_bill_position"),
            models.CheckConstraint(condition=models.Q(quantity_per__gt=0), name="quantity_per_is_positive"),
            models.CheckConstraint(
                condition=models.Q(scrap_share__gte=0, scrap_share__lt=1), name="scrap_share_below_one"
            ),
        ]


class Calendar(Subject):
    """Working times: weekly shifts in a time zone, and exceptions by date."""

    reference_field = "code"
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    time_zone = models.CharField(max_length=60, default="Asia/Shanghai")

    class Meta(Subject.Meta):
        verbose_name = _("calendar")

    def __str__(self) -> str:
        return self.code


class Shift(Guarded):
    """A weekly shift: weekday 0 is Monday; an end not after the start lies on the next day."""

    deletable = True
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="shifts")
    weekday = models.PositiveSmallIntegerField()
    start = models.TimeField()
    end = models.TimeField()

    class Meta(Guarded.Meta):
        verbose_name = _("shift")
        constraints = [models.CheckConstraint(condition=models.Q(weekday__lte=6), name="weekday_0_to_6")]


class CalendarException(Guarded):
    """A date with other hours than its weekday's: closed (no hours) or one span of extra work."""

    deletable = True
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="exceptions")
    date = models.DateField()
    start = models.TimeField(null=True)
    end = models.TimeField(null=True)
    reason = models.CharField(max_length=200)

    class Meta(Guarded.Meta):
        verbose_name = _("calendar exception")
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "date", "start"], nulls_distinct=False, name="one_exception_per_start"
            )
        ]


class WorkCenter(Subject):
    """A work centre (ISA-95): machines of one kind."""

    reference_field = "code"
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT)

    class Meta(Subject.Meta):
        verbose_name = _("work centre")

    def __str__(self) -> str:
        return self.code


class CostRate(Guarded):
    """What an hour at a work centre costs, from a date on; overhead is a share of labour and machine cost."""

    work_center = models.ForeignKey(WorkCenter, on_delete=models.PROTECT, related_name="rates")
    valid_from = models.DateField()
    labour_per_hour = models.DecimalField(max_digits=18, decimal_places=4)
    machine_per_hour = models.DecimalField(max_digits=18, decimal_places=4)
    overhead_share = models.DecimalField(max_digits=7, decimal_places=6, default=0)
    currency = models.CharField(max_length=3, default="CNY")

    class Meta(Guarded.Meta):
        verbose_name = _("cost rate")
        constraints = [
            models.UniqueConstraint(fields=["work_center", "valid_from"], name="one_rate_per_date")
        ]


class Machine(Subject):
    """A machine or manual station. `lane` is its small number in the plan's ranges (see planning.Operation.slot)."""

    reference_field = "code"
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    work_center = models.ForeignKey(WorkCenter, on_delete=models.PROTECT, related_name="machines")
    lane = models.PositiveIntegerField(unique=True)
    retired_at = models.DateTimeField(null=True)

    class Meta(Subject.Meta):
        verbose_name = _("machine")

    def __str__(self) -> str:
        return self.code


class Route(Subject):
    """A version of the way an item is made; at most one version is released."""

    life = ROUTE_LIFE
    reference_field = "id"
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="routes")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=VersionState.choices, default=VersionState.DRAFT)

    class Meta(Subject.Meta):
        verbose_name = _("route")
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_route_version_number"),
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(state="released"), name="one_released_route"
            ),
        ]


class RouteOperation(Guarded):
    """One operation of a route. `subcontract_cost` per unit is set when a supplier does it."""

    route = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="operations")
    sequence = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    work_center = models.ForeignKey(WorkCenter, on_delete=models.PROTECT)
    setup_minutes = models.DecimalField(max_digits=12, decimal_places=3, default=0)
    run_minutes_per_unit = models.DecimalField(max_digits=14, decimal_places=6, default=0)
    skill = models.ForeignKey(Skill, null=True, on_delete=models.PROTECT)
    inspection = models.BooleanField(default=False)
    instructions = models.TextField(blank=True)
    subcontract_cost = models.DecimalField(max_digits=18, decimal_places=4, default=0)

    class Meta(Guarded.Meta):
        verbose_name = _("route operation")
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["route", "sequence"], name="one_route_sequence")]


class Supplier(Subject):
    """Who delivers bought items."""

    number = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    search = models.CharField(max_length=800, blank=True)
    retired_at = models.DateTimeField(null=True)

    class Meta(Subject.Meta):
        verbose_name = _("supplier")

    def __str__(self) -> str:
        return self.number


class SupplierItem(Guarded):
    """A supplier's terms for an item: lead time in days, price, least quantity."""

    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="items")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="suppliers")
    lead_time_days = models.PositiveIntegerField()
    price = models.DecimalField(max_digits=18, decimal_places=4)
    currency = models.CharField(max_length=3, default="CNY")
    least_quantity = models.DecimalField(max_digits=18, decimal_places=6, default=0)

    class Meta(Guarded.Meta):
        verbose_name = _("supplier's terms")
        constraints = [models.UniqueConstraint(fields=["supplier", "item"], name="one_supplier_item")]


class FileImport(Subject):
    """A file that was imported: what it held and what became of its rows. The act's journal entry stands here."""

    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40)
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    imported_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()

    class Meta(Subject.Meta):
        verbose_name = _("file import")
        indexes = [models.Index(fields=["-imported_at", "-id"], name="file_import_new")]

    def __str__(self) -> str:
        return self.number
