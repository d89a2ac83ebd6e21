"""The matrix of rights, whole: every role x every action x every state. What may be done is read from
docs/permissions.md (which people read and sign off), and each cell is tried at the real door."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.open_door import open_door
from tests.rows import build

from takt.conduct.action import ACTIONS, Action
from takt.conduct.actors import INTERNAL, ActorKind, Department
from takt.conduct.discover import discover
from takt.conduct.guard import Subject
from takt.conduct.refusals import NotYourDepartment, NotYours, Refused, WrongState
from takt.departments.models import Person

discover()
DOCUMENT = Path(__file__).parents[2] / "docs" / "permissions.md"
REAL = {name: a for name, a in sorted(ACTIONS.items()) if a.run.__module__.startswith("takt.")}
ROLES = [*INTERNAL, Department.CUSTOMER, Department.SYSTEM]


def granted() -> dict[str, set[str]]:
    """Who may do what, as the document says: action -> departments."""
    rows = [
        line.split("|")[1:-1]
        for line in DOCUMENT.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    heads = [d.value for d in ROLES]
    return {
        r[0].strip().strip("`"): {h for h, cell in zip(heads, r[2:], strict=True) if "●" in cell}
        for r in rows
    }


RIGHTS = granted()


class ReachedError(Exception):
    """The door let the actor in and would now run the body."""


@pytest.fixture
def door_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every body says that it was reached, so that only the door's own checks answer."""

    def reached(*args: Any, **kwargs: Any) -> None:
        raise ReachedError

    for action in REAL.values():
        assert (
            action.subject is not None or action.parameters is not None
        )  # read off the real body, before it goes
        monkeypatch.setattr(action, "run", reached)
        monkeypatch.setattr(action, "prepare", None)


def actor(role: Department, company: Subject | None) -> Person:
    """Somebody of a department, a contact of the company, or the system."""
    kind = {Department.CUSTOMER: ActorKind.CUSTOMER, Department.SYSTEM: ActorKind.SYSTEM}.get(
        role, ActorKind.EMPLOYEE
    )
    departments = [role] if role in INTERNAL else []
    company_id = company.pk if kind == ActorKind.CUSTOMER and company is not None else None
    person: Person = build(
        Person, kind=kind, departments=departments, head_of=departments, company=company_id
    )
    return person


def states(action: Action[Any, Any]) -> Iterator[str | None]:
    """Every state that the subject can be in; None for a subject without states."""
    subject = action.subject
    field = next((f for f in subject._meta.concrete_fields if f.name == "state"), None) if subject else None
    if field is None or not field.choices:
        yield None
    else:
        yield from (value for value, _ in field.flatchoices)


def outcome(action: Action[Any, Any], subject: Any, by: Person) -> str:
    """What the door says: "in", or the code of the refusal."""
    try:
        action(subject, by=by) if subject is not None else action(by=by)
    except ReachedError:
        return "in"
    except Refused as refused:
        return refused.codes[0]
    raise AssertionError("the body did not say that it was reached")


def test_the_document_names_every_action_and_no_other() -> None:
    assert sorted(RIGHTS) == sorted(REAL), "run `takt document` and read the difference"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("folder", sorted({a.folder for a in REAL.values()}))
def test_a_role_may_do_what_the_document_says_and_nothing_else(
    role: Department, folder: str, door_only: None
) -> None:
    from takt.orders.models import Customer

    wrong = []
    with open_door():
        company = build(Customer)
        by = actor(role, company)
    for name, action in REAL.items():
        if action.folder != folder:
            continue
        may = role in RIGHTS[name]
        for state in states(action):
            subject = None
            if action.subject is not None:
                with open_door():
                    subject = build(action.subject, **({} if state is None else {"state": state}))
            said = outcome(action, subject, by)
            if said != expected(action, role, state, may):
                wrong.append((name, state, said))
    assert wrong == []


@pytest.mark.django_db
def test_a_contact_may_act_on_rows_of_the_own_company(door_only: None) -> None:
    from takt.orders.models import Customer, Order

    with open_door():
        company = build(Customer)
        contact = actor(Department.CUSTOMER, company)
    reached = []
    for name, action in REAL.items():
        if Department.CUSTOMER not in action.departments or action.subject is None or action.within:
            continue
        with open_door():
            allowed = (
                action.subject.life.origins(action.moves) if action.moves is not None else action.while_in
            )
            state = {"state": min(allowed)} if allowed else {}
            given = (
                {"customer": company}
                if action.subject is Order
                else {"order": build(Order, customer=company, state="shipped")}
            )
            names = {f.name for f in action.subject._meta.concrete_fields}
            subject = (
                contact
                if action.subject is Person
                else build(action.subject, **state, **{k: v for k, v in given.items() if k in names})
            )
        assert outcome(action, subject, contact) == "in", name
        reached.append(name)
    assert {"delivery.receive", "delivery.feedback"} <= set(reached)


def expected(action: Action[Any, Any], role: Department, state: str | None, may: bool) -> str:
    """What the door must say. Another company's record is, to a contact, not there."""
    if action.within:
        return "not_by_itself"
    if not may:
        return NotYourDepartment.code
    if role == Department.CUSTOMER and action.subject is not None:
        return NotYours.code
    allowed = (
        action.subject.life.origins(action.moves)
        if action.moves is not None and action.subject
        else action.while_in
    )
    return WrongState.code if state is not None and allowed and state not in allowed else "in"
