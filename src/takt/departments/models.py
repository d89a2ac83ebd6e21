"""People and what they may do. Nobody is deleted, only retired, so that no entry loses its author."""

from typing import ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import acheck_password, check_password
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from takt.conduct.actors import ActorKind, Department
from takt.conduct.guard import Guarded, GuardedQuerySet, Subject


class Language(models.TextChoices):
    """Languages that Takt speaks."""

    ZH = "zh-hans", "简体中文"
    EN = "en", "English"


class Rank(models.TextChoices):
    """How somebody serves in a department."""

    MEMBER = "member", _("member")
    HEAD = "head", _("head")


class PersonQuerySet(GuardedQuerySet["Person"]):
    """People, in the domain's words."""

    def active(self) -> "PersonQuerySet":
        """Not retired."""
        return self.filter(retired_at__isnull=True)

    def employees(self) -> "PersonQuerySet":
        """People of the company."""
        return self.filter(kind=ActorKind.EMPLOYEE)

    def get_by_natural_key(self, login: str | None) -> "Person":
        """Django's sign-in asks by login; logins are lower case."""
        return self.get(login=(login or "").lower())


class Person(AbstractBaseUser, Subject):
    """Somebody who acts: an employee, a customer's contact, or a named actor of the system.

    `departments` and `head_of` are kept by the actions that write `Duty` rows, for one quick read in the door.
    """

    personal = frozenset({"login", "name", "email", "search"})
    reference_field = "login"
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    last_login = None  # signing in changes no row; the sign-in log is the door's and axes' business
    login = models.CharField(_("login"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    kind = models.CharField(max_length=10, choices=ActorKind.choices, default=ActorKind.EMPLOYEE)
    departments = ArrayField(models.CharField(max_length=20, choices=Department.choices), default=list)
    head_of = ArrayField(models.CharField(max_length=20, choices=Department.choices), default=list)
    language = models.CharField(_("language"), max_length=10, choices=Language.choices, default=Language.ZH)
    company = models.UUIDField(
        null=True, blank=True
    )  # the customer of a contact; orders lies above this folder
    salt = models.BinaryField(max_length=16, default=bytes)
    search = models.CharField(max_length=600, blank=True)
    joined_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_because = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_because = models.TextField(blank=True)

    objects = PersonQuerySet.as_manager()  # type: ignore[misc]  # a richer queryset than the base

    class Meta(Subject.Meta):
        verbose_name = _("person")
        indexes = [models.Index(fields=["kind", "name"], name="person_kind_name")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="customer", company__isnull=False)
                | ~models.Q(kind="customer") & models.Q(company__isnull=True),
                name="a_contact_has_a_company",
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True)
                | models.Q(retired_at__isnull=False, email="", salt=b""),
                name="an_erased_person_is_blank",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # a fact with a time instead of a flag
        """Whether the person may sign in."""
        return self.retired_at is None

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password. Unlike Django's own, it never rewrites the hash: nothing writes outside the door."""
        return check_password(raw_password, self.password)

    async def acheck_password(self, raw_password: str | None) -> bool:
        """The same, from asynchronous code."""
        return await acheck_password(raw_password, self.password)

    @property
    def company_id(self) -> UUID | None:
        """The company of a customer's contact."""
        return self.company


class Duty(Guarded):
    """A person serves in a department, from when until when, given by whom."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duties")
    department = models.CharField(max_length=20, choices=Department.choices)
    rank = models.CharField(max_length=10, choices=Rank.choices, default=Rank.MEMBER)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta(Guarded.Meta):
        verbose_name = _("duty")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "department"],
                condition=models.Q(until__isnull=True),
                name="one_open_duty_per_department",
            ),
        ]


class Delegation(Subject):
    """A person lets another act for a department of theirs, in a time box (委托)."""

    reference_field = "id"
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations_given")
    taker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations_taken")
    department = models.CharField(max_length=20, choices=Department.choices)
    since = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.TextField()
    revoked_at = models.DateTimeField(null=True)

    class Meta(Subject.Meta):
        verbose_name = _("delegation")
        indexes = [models.Index(fields=["taker", "until"], name="delegation_taker")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("since")), name="a_delegation_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("taker")), name="nobody_delegates_to_oneself"
            ),
        ]


class SegregationRule(Subject):
    """Two actions that one person may never both do on one order, in either sequence. The matrix is these rows.

    The two names stand in the order of the alphabet, so that a pair is one row.
    """

    reference_field = "id"
    first = models.CharField(max_length=80, db_collation="C")
    second = models.CharField(max_length=80, db_collation="C")
    reason = models.TextField()
    retired_at = models.DateTimeField(null=True)
    lifted_because = models.TextField(blank=True)

    class Meta(Subject.Meta):
        verbose_name = _("segregation rule")
        indexes = [models.Index(fields=["second"], name="segregation_second")]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=models.Q(retired_at__isnull=True),
                name="one_segregation_rule_per_pair",
            ),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="a_pair_stands_in_alphabetical_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"


class Skill(Subject):
    """Something a person must be able to do to run an operation (III.3.2)."""

    reference_field = "code"
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta(Subject.Meta):
        verbose_name = _("skill")

    def __str__(self) -> str:
        return self.code


class Qualification(Guarded):
    """A person has a skill, from when until when, attested by whom."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="qualifications")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="qualifications")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)
    attested_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta(Guarded.Meta):
        verbose_name = _("qualification")
        indexes = [models.Index(fields=["skill", "person"], name="qualification_skill")]


class ApiToken(Guarded):
    """A token by which a program acts as a person; only its SHA-256 is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        verbose_name = _("API token")
