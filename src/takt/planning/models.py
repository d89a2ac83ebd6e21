"""Plans, jobs, operations, material needs. An adopted operation takes its span on its machine and person:
the database itself refuses two on one machine at one time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from takt.conduct.guard import Guarded, Subject
from takt.departments.models import Person, Skill
from takt.factory.models import Bill, Item, Machine, Route, WorkCenter
from takt.orders.models import Order, OrderLine, OrderVersion
from takt.planning.states import (
    OPERATION_LIFE,
    PLAN_LIFE,
    RESCHEDULING_LIFE,
    OperationState,
    PlanState,
    ReschedulingState,
)


class Plan(Subject):
    """A production plan for one order version: times, operations, materials, people."""

    life = PLAN_LIFE
    case_column = "order_id"

    number = models.CharField(max_length=40, unique=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="plans")
    order_version = models.ForeignKey(OrderVersion, on_delete=models.PROTECT)
    state = models.CharField(max_length=20, choices=PlanState.choices, default=PlanState.PROPOSED)
    starts_at = models.DateTimeField()
    finishes_at = models.DateTimeField()
    late_minutes = models.PositiveIntegerField(default=0)
    shortages = models.JSONField(default=list)
    input_hash = models.CharField(max_length=64)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    drop_reason = models.TextField(blank=True)

    class Meta(Subject.Meta):
        verbose_name = _("plan")
        indexes = [
            models.Index(fields=["order", "-proposed_at"], name="plan_order"),
            models.Index(OpClass(Upper("number"), "text_pattern_ops"), name="plan_number_begins"),
            models.Index(
                fields=["state", "proposed_at"],
                name="plan_undecided",
                condition=models.Q(state__in=("proposed", "adopted")),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["order"],
                condition=models.Q(state__in=("adopted", "released")),
                name="one_plan_in_force",
            )
        ]


class Job(Guarded):
    """A production job: so many of one made item, for an order line or for a parent job (sub-assembly)."""

    number = models.CharField(max_length=60, unique=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="jobs")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="jobs")
    order_line = models.ForeignKey(OrderLine, null=True, on_delete=models.PROTECT)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    item = models.ForeignKey(Item, on_delete=models.PROTECT)
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    bill = models.ForeignKey(Bill, null=True, on_delete=models.PROTECT)
    route = models.ForeignKey(Route, null=True, on_delete=models.PROTECT)
    due_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        verbose_name = _("job")
        indexes = [
            models.Index(
                fields=["due_at"],
                name="job_to_provide",
                condition=models.Q(route__isnull=True, finished_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="a_job_makes_something")
        ]


LANE_MINUTES = 1 << 36
"""A machine's lane in `Operation.slot`: lane x LANE_MINUTES + minutes since 2020-01-01T00:00Z (room for 130,000 years)."""


NO_TIME = NumericRange(empty=True)
"""The slot of an operation that is in force but holds no machine: its parts wait for inspection or rework."""


class Operation(Subject):
    """A step of a job on a machine by a person. `slot` holds the machine's span while the plan is in force."""

    life = OPERATION_LIFE
    case_column = "order_id"

    number = models.CharField(max_length=80, unique=True)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="operations")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="operations")
    sequence = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    work_center = models.ForeignKey(WorkCenter, on_delete=models.PROTECT)
    machine = models.ForeignKey(Machine, null=True, on_delete=models.PROTECT, related_name="operations")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    skill = models.ForeignKey(Skill, null=True, on_delete=models.PROTECT)
    planned_start = models.DateTimeField()
    planned_end = models.DateTimeField()
    slot = BigIntegerRangeField(null=True)
    duration_minutes = models.PositiveIntegerField()
    inspection = models.BooleanField(default=False)
    instructions = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=OperationState.choices, default=OperationState.WAITING)
    good_quantity = models.DecimalField(max_digits=18, decimal_places=6, default=0)
    scrap_quantity = models.DecimalField(max_digits=18, decimal_places=6, default=0)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(Subject.Meta):
        verbose_name = _("operation")
        indexes = [
            models.Index(fields=["order", "planned_start"], name="operation_order"),
            models.Index(
                fields=["machine", "planned_start"],
                name="operation_machine",
                condition=models.Q(slot__isnull=False),
            ),
            models.Index(
                fields=["person", "planned_start"],
                name="operation_person",
                condition=models.Q(slot__isnull=False),
            ),
            models.Index(
                fields=["work_center", "planned_start"],
                name="operation_center",
                condition=models.Q(slot__isnull=False),
            ),
            models.Index(
                fields=["state", "ended_at"],
                name="operation_under_way",
                condition=models.Q(state__in=("running", "paused", "inspection")),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["job", "sequence"], name="one_operation_sequence"),
            models.UniqueConstraint(
                fields=["machine"],
                condition=models.Q(state="running"),
                name="one_running_operation_per_machine",
            ),
            models.CheckConstraint(
                condition=models.Q(planned_end__gte=models.F("planned_start")),
                name="an_operation_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="one_operation_per_machine_at_a_time",
                expressions=[("slot", RangeOperators.OVERLAPS)],
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.number


class MaterialNeed(Guarded):
    """What a job consumes: item, quantity, when. Reservations in stock cover it."""

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="needs")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    needed_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        verbose_name = _("material need")
        constraints = [models.CheckConstraint(condition=models.Q(quantity__gt=0), name="a_need_is_positive")]


class SchedulingPolicy(Guarded):
    """How planners want schedules made: each is in force until the next one is set. Without any: nothing is frozen.

    Operations that start within `frozen_minutes` from now stay as they are."""

    frozen_minutes = models.PositiveIntegerField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        verbose_name = _("scheduling policy")
        verbose_name_plural = _("scheduling policies")
        indexes = [models.Index(fields=["-set_at", "id"], name="policy_newest")]


class Rescheduling(Subject):
    """A proposal to move operations of orders that are planned already. Nothing moves until a planner adopts it.

    `comparison`: what it means for every order that it touches, as it was when it was proposed (III.3.3)."""

    class Origin(models.TextChoices):
        """Who had the idea."""

        PLANNER = "planner", _("a planner")
        LINE = "line", _("a line scheduling system")

    life = RESCHEDULING_LIFE

    number = models.CharField(max_length=40, unique=True)
    state = models.CharField(
        max_length=20, choices=ReschedulingState.choices, default=ReschedulingState.PROPOSED
    )
    origin = models.CharField(max_length=20, choices=Origin.choices)
    source = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    comparison = models.JSONField(default=dict)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decision_reason = models.TextField(blank=True)

    class Meta(Subject.Meta):
        verbose_name = _("rescheduling")
        indexes = [
            models.Index(
                fields=["proposed_at"], name="rescheduling_undecided", condition=models.Q(state="proposed")
            )
        ]

    def __str__(self) -> str:
        return self.number


class Relocation(Guarded):
    """One operation of a rescheduling: where it stood when that was proposed, and where it is to stand."""

    rescheduling = models.ForeignKey(Rescheduling, on_delete=models.PROTECT, related_name="relocations")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="relocations")
    machine_before = models.ForeignKey(Machine, null=True, on_delete=models.PROTECT, related_name="+")
    person_before = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    start_before = models.DateTimeField()
    end_before = models.DateTimeField()
    machine = models.ForeignKey(Machine, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    start = models.DateTimeField()
    end = models.DateTimeField()

    class Meta(Guarded.Meta):
        verbose_name = _("relocation")
        constraints = [
            models.UniqueConstraint(fields=["rescheduling", "operation"], name="one_relocation_an_operation"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="a_relocation_ends_after_it_starts"
            ),
        ]
