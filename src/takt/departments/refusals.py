"""How VI.1 says no."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from takt.conduct.refusals import Refusal


@dataclass(frozen=True)
class NotAnActiveEmployee(Refusal):
    """Duties, delegations and skills are for people who work here now."""

    code, clause, status, field = "not_an_active_employee", "VI.1", 422, "person"
    sentence = _("%(person)s is not an active employee.")
    expects = _("an employee who is not retired")
    person: str


@dataclass(frozen=True)
class NotAnEmployeesDepartment(Refusal):
    """CUSTOMER and SYSTEM are parties, never an employee's department."""

    code, clause, status, field = "not_an_employees_department", "VI.1", 422, "department"
    sentence = _("No employee serves as %(department)s.")
    expects = _("one of the company's own departments")
    department: str


@dataclass(frozen=True)
class ServesAlready(Refusal):
    """The duty is open already, in the same rank."""

    code, clause, status, field = "serves_already", "VI.1", 409, "department"
    sentence = _("%(person)s already serves in %(department)s as %(rank)s.")
    expects = _("another department or another rank")
    person: str
    department: str
    rank: str


@dataclass(frozen=True)
class DoesNotServe(Refusal):
    """There is no open duty in this department."""

    code, clause, status, field = "does_not_serve", "VI.1", 409, "department"
    sentence = _("%(person)s does not serve in %(department)s.")
    expects = _("a department in which the person serves")
    person: str
    department: str


@dataclass(frozen=True)
class NotForOneself(Refusal):
    """Nobody gives a right to themselves, nor takes part in a decision on it."""

    code, clause, status, field = "not_for_oneself", "VI.2", 403, "person"
    sentence = _("%(person)s: nobody does %(action)s for themselves; ask a colleague.")
    expects = _("another person than yourself")
    person: str
    action: str


@dataclass(frozen=True)
class OnlyOneself(Refusal):
    """This is the person's own business."""

    code, clause, status, field = "only_oneself", "VI.2", 403, "by"
    sentence = _("Only %(person)s can do %(action)s.")
    expects = _("the person concerned")
    person: str
    action: str


@dataclass(frozen=True)
class LastAdministrator(Refusal):
    """Somebody must be left who can appoint others."""

    code, clause, status, field = "last_administrator", "VI.1", 409, "person"
    sentence = _("%(person)s is the last administrator. Appoint another one first.")
    expects = _("a company with at least one administrator left")
    person: str


@dataclass(frozen=True)
class RetiredAlready(Refusal):
    """A retired person stays as they were."""

    code, clause, status, field = "retired_already", "VI.1", 409, "person"
    sentence = _("%(person)s is retired.")
    expects = _("a person who is not retired")
    person: str


@dataclass(frozen=True)
class NotRetired(Refusal):
    """Personal data is erased only of people who are retired."""

    code, clause, status, field = "not_retired", "VI.1", 409, "person"
    sentence = _("%(person)s is not retired. Retire the person first.")
    expects = _("a retired person")
    person: str


@dataclass(frozen=True)
class TaktsOwnActor(Refusal):
    """The clock, the postman and the founder are not people."""

    code, clause, status, field = "takts_own_actor", "VI.2", 403, "person"
    sentence = _("%(person)s is an actor of the system and stays as it is.")
    expects = _("an employee or a customer's contact")
    person: str


@dataclass(frozen=True)
class WeakPassword(Refusal):
    """The password is too easy to guess; the password itself is never part of a refusal."""

    code, clause, status, field = "weak_password", "VI.2", 422, "password"
    sentence = _("This password is not accepted: %(problem)s")
    expects = _("a longer, less common password")
    problem: str

    @property
    def value(self) -> None:
        """A secret is never shown."""
        return


@dataclass(frozen=True)
class WrongPassword(Refusal):
    """The old password was not right."""

    code, clause, status, field = "wrong_password", "VI.2", 403, "old"
    sentence = _("The old password is not right.")
    expects = _("the password in use now")


@dataclass(frozen=True)
class TimeBoxTooLong(Refusal):
    """A delegation or a token lives for a limited time."""

    code, clause, status, field = "time_box_too_long", "VI.1", 422, "until"
    sentence = _("%(days)s days is too long; at most %(most)s days are possible.")
    expects = _("at most %(most)s days")
    days: int
    most: int


@dataclass(frozen=True)
class EndsBeforeItBegins(Refusal):
    """The end must lie after the beginning and in the future."""

    code, clause, status, field = "ends_before_it_begins", "VI.1", 422, "until"
    sentence = _("It would end on %(until)s, before it begins.")
    expects = _("a time in the future, after the beginning")
    until: str


@dataclass(frozen=True)
class NotDelegable(Refusal):
    """Who may appoint others is appointed in person, never by delegation."""

    code, clause, status, field = "not_delegable", "VI.1", 422, "department"
    sentence = _("%(department)s cannot be delegated; appoint a person.")
    expects = _("a department other than %(department)s")
    department: str


@dataclass(frozen=True)
class RevokedAlready(Refusal):
    """What was revoked stays revoked."""

    code, clause, status, field = "revoked_already", "VI.1", 409, ""
    sentence = _("This was revoked on %(revoked_at)s already.")
    expects = _("one that is still in force")
    revoked_at: str


@dataclass(frozen=True)
class NotYoursToRevoke(Refusal):
    """A delegation is revoked by its giver, its taker or an administrator; a token by its person or an administrator."""

    code, clause, status, field = "not_yours_to_revoke", "VI.1", 403, "by"
    sentence = _("This belongs to %(owner)s; only they or an administrator can revoke it.")
    expects = _("its owner or an administrator")
    owner: str


@dataclass(frozen=True)
class NotQualified(Refusal):
    """The person has not the skill that should end."""

    code, clause, status, field = "not_qualified", "III.3.2", 409, "skill"
    sentence = _("%(person)s is not qualified for %(skill)s.")
    expects = _("a skill that the person has now")
    person: str
    skill: str


@dataclass(frozen=True)
class NoSuchAction(Refusal):
    """A segregation rule names an action that does not exist."""

    code, clause, status = "no_such_action", "VI.2", 422
    sentence = _("%(where)s: there is no action “%(given)s”.")
    expects = _("the name of an action, such as orders.enter")
    given: str
    where: str


@dataclass(frozen=True)
class SameAction(Refusal):
    """An action cannot exclude itself."""

    code, clause, status, field = "same_action", "VI.2", 422, "second"
    sentence = _("%(given)s cannot exclude itself.")
    expects = _("two different actions")
    given: str


@dataclass(frozen=True)
class NotTheHead(Refusal):
    """Some decisions belong to the head of a department."""

    code, clause, status, field = "not_the_head", "VI.1", 403, "by"
    sentence = _("%(action)s is decided by a head of %(department)s.")
    expects = _("a head of %(department)s")
    action: str
    department: str
