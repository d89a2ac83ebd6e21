"""VI.2: the segregation matrix: which two deeds one person may never do on one order, as a grid and as sentences."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from takt.conduct import reading
from takt.conduct.action import ACTIONS
from takt.conduct.actors import Department
from takt.conduct.clauses import CLAUSES
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person, SegregationRule
from takt.web.pages.access import signed_in
from takt.web.pages.acting.possible import act_url
from takt.web.pages.acting.steps import step
from takt.web.pages.listing.rows import address_of
from takt.web.pages.spoken import one_tongue
from takt.web.pages.spoken import step as said


@dataclass(frozen=True, slots=True)
class Deed:
    """A step that the matrix speaks of."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where two steps meet. `reason` says why they exclude each other, "" when they do not; `address` is the rule's
    page, or the page on which they are separated ("" when the reader may not)."""

    other: Deed
    reason: str
    address: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in words."""

    first: str
    second: str
    reason: str
    address: str
    lift: str


@signed_in
def segregation(request: HttpRequest, reader: Person) -> HttpResponse:
    """The matrix: every step that a rule names against every other, and the rules as a list."""
    rows = reading.readable_rows(RESOURCES["segregation-rules"], reader)
    rules = list(rows.filter(retired_at=None).order_by("first", "second"))
    rules_it = Department.MANAGEMENT in reader.head_of
    return render(
        request,
        "departments/segregation.html",
        {
            "deeds": _deeds(rules),
            "grid": _grid(rules, rules_it=rules_it),
            "rules": [_rule(rule, rules_it=rules_it) for rule in rules],
            "separate": act_url("departments.separate") if rules_it else "",
            "lifted": rows.exclude(retired_at=None).count(),
        },
    )


def _deeds(rules: list[SegregationRule]) -> list[Deed]:
    """The steps that rules name, in the order of the procedure."""
    names = {name for rule in rules for name in (rule.first, rule.second)}
    return [Deed(name, said(name)) for name in sorted(names, key=_place)]


def _place(name: str) -> tuple[int, str]:
    order = list(CLAUSES)
    action = ACTIONS.get(name)
    return (order.index(action.clause.number) if action is not None else len(order), name)


def _grid(rules: list[SegregationRule], *, rules_it: bool) -> list[tuple[Deed, list[Meeting]]]:
    deeds = _deeds(rules)
    known = {frozenset((rule.first, rule.second)): rule for rule in rules}
    return [(one, [_meeting(one, other, known, rules_it=rules_it) for other in deeds]) for one in deeds]


def _meeting(
    one: Deed, other: Deed, known: dict[frozenset[str], SegregationRule], *, rules_it: bool
) -> Meeting:
    rule = known.get(frozenset((one.name, other.name)))
    if rule is not None:
        return Meeting(other, one_tongue(rule.reason), _home(rule), is_same=False)
    if one == other or not rules_it:
        return Meeting(other, "", "", is_same=one == other)
    return Meeting(
        other, "", act_url("departments.separate", first=one.name, second=other.name), is_same=False
    )


def _home(rule: SegregationRule) -> str:
    return address_of(RESOURCES["segregation-rules"], rule)


def _rule(rule: SegregationRule, *, rules_it: bool) -> Rule:
    lift = act_url("departments.unseparate", rule) if rules_it else ""
    return Rule(said(rule.first), said(rule.second), one_tongue(rule.reason), _home(rule), lift)


def _steps(row: None, reader: Person) -> list[tuple[str, str]]:
    """Steps that people do on orders, with their clause, in the order of the procedure."""
    found = [a for a in ACTIONS.values() if a.run.__module__.startswith("takt.") and not a.within]
    return [
        (a.name, f"{a.clause.number} {said(a.name)}") for a in sorted(found, key=lambda a: _place(a.name))
    ]


@step("departments.separate", choices={"first": _steps, "second": _steps})
def separate(row: None, reader: Person) -> dict[str, Any]:
    """Nothing beside the form."""
    return {}
