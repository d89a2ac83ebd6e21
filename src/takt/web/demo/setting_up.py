"""Set up the demonstration factory in an empty database, whole or not at all."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count

from takt.conduct import clock
from takt.conduct.actors import ActorKind
from takt.conduct.discover import discover
from takt.conduct.models import JournalEntry
from takt.departments.models import Person
from takt.web.demo import secret
from takt.web.demo.course import Course, Progress
from takt.web.demo.customers import BUYERS, win_customers
from takt.web.demo.history import dated, past
from takt.web.demo.hours import HOURS_A_DAY, earlier, later
from takt.web.demo.life import Life
from takt.web.demo.purchasing import buy
from takt.web.demo.staff import ADMINISTRATOR, STAFF, hire_staff
from takt.web.demo.standards import set_standards
from takt.web.demo.stories import STORIES
from takt.web.demo.workshop import open_workshop

ORDERS = 150
FOUNDED_DAYS = 364
PASSWORD_ACTS = ("departments.set_password", "departments.change_own_password")


@dataclass(frozen=True, slots=True)
class SignIn:
    """How somebody of the demonstration signs in, and as what."""

    login: str
    password: str
    name: str
    department: str
    head: bool


def prepare(progress: Progress, orders: int = ORDERS) -> list[SignIn]:
    """Set the demonstration up when nobody was ever hired here; who may sign in (nobody, when this is no demonstration).

    One transaction: an interrupted one leaves nothing. `progress` is told each stage in a word. `orders`: how many; those under way today are always there."""
    discover()
    with transaction.atomic():
        _wait_for_another()
        if not Person.objects.exclude(kind=ActorKind.SYSTEM).exists():
            _set_up(secret.keep_one(), orders, progress)
    return sign_ins()


def sign_ins() -> list[SignIn]:
    """Everybody of the demonstration who still signs in here with the one password."""
    password = secret.kept()
    if password is None:
        return []
    logins = [m.login for m in (ADMINISTRATOR, *STAFF)] + [b.login for b in BUYERS if b.login]
    people = Person.objects.active().filter(login__in=logins).in_bulk(field_name="login")
    changed = _with_another_password([p.pk for p in people.values()])
    found = [people[login] for login in logins if login in people and people[login].pk not in changed]
    # Argon2 is slow on purpose: one is tried for all, which tells whether this database is the home's.
    if not found or not found[0].check_password(password):
        return []
    return [_sign_in(person, password) for person in found]


def _with_another_password(people: list[UUID]) -> set[UUID]:
    """Whose password was set anew since the demonstration was set up; the journal knows."""
    entries = JournalEntry.objects.filter(subject_id__in=people, action__in=PASSWORD_ACTS)
    acts = entries.values("subject_id").annotate(count=Count("seq")).values_list("subject_id", "count")
    contacts = set(Person.objects.filter(pk__in=people, kind=ActorKind.CUSTOMER).values_list("pk", flat=True))
    return {person for person, count in acts if count > (0 if person in contacts else 1)}


def _sign_in(person: Person, password: str) -> SignIn:
    department = person.departments[0] if person.departments else person.kind
    return SignIn(person.login, password, person.name, department, bool(person.head_of))


def _set_up(password: str, orders: int, progress: Progress, ends: datetime | None = None) -> None:
    """The house is founded a year before it `ends`, which is now; then everything happens in its time."""
    today = ends or datetime.now(UTC)
    founded = later(today - timedelta(days=FOUNDED_DAYS), 1)
    with clock.hands() as hands:
        course = Course(hands, founded, today, progress)
        course.do(lambda: _found(password, orders, course, progress))
        course.run()


def _found(password: str, orders: int, course: Course, progress: Progress) -> None:
    progress("people 人员")
    staff = hire_staff(password)
    progress("workshop 车间")
    open_workshop(staff)
    progress("items, bills, routes, stock 物料、清单、工艺、库存")
    set_standards(staff)
    progress("customers 客户")
    parties = win_customers(staff, password)
    course.add(clock.now(), buy(course, staff))
    for story in (*past(max(0, orders - len(STORIES)), course.ends.date()), *STORIES):
        begins = earlier(course.ends, story.age * HOURS_A_DAY)
        life = Life(dated(story, begins.date()), staff, parties, course)
        course.add(begins + timedelta(minutes=life.chance.uniform(0, 55)), life.steps(), must=life.must)


def _wait_for_another() -> None:
    """Two who start at once: the second finds the work done."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('takt: demonstration', 23))")
