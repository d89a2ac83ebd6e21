"""VI.2: which deeds exclude each other is data, laid down by the head of management."""

from collections.abc import Callable
from typing import Any

from tests.people import People

from takt.conduct.refusals import NotYourDepartment, Taken
from takt.departments import refusals
from takt.departments.actions.separate import separate
from takt.departments.actions.unseparate import unseparate
from takt.departments.models import SegregationRule

Refuses = Callable[..., Any]


def excluded(one: str, other: str) -> bool:
    first, second = sorted((one, other))
    return SegregationRule.objects.filter(first=first, second=second, retired_at__isnull=True).exists()


def test_every_installation_starts_with_the_matrix(db: None) -> None:
    opinions = ["approval.sales", "approval.budget", "approval.feasibility", "approval.final"]
    for entering in ("orders.enter", "orders.take_over", "orders.revise"):
        assert all(excluded(entering, opinion) for opinion in opinions)
    assert all(excluded(a, b) for a in opinions for b in opinions if a != b)
    assert excluded("orders.confirm", "approval.final")
    assert excluded("planning.adopt", "approval.final")
    assert excluded("production.report", "quality.inspect")
    assert excluded("production.finish", "quality.inspect")
    assert excluded("changes.request", "changes.decide")
    assert SegregationRule.objects.count() == 23


def test_the_head_of_management_lays_down_a_rule(people: People) -> None:
    rule = separate(by=people.head, first="departments.retire", second="departments.hire", reason="four eyes")
    assert (rule.first, rule.second) == ("departments.hire", "departments.retire")


def test_neither_a_member_nor_the_administration_does(people: People, refused: Refuses) -> None:
    pair = {"first": "departments.retire", "second": "departments.hire", "reason": "four eyes"}
    with refused(refusals.NotTheHead):
        separate(by=people.management, **pair)
    with refused(NotYourDepartment):
        separate(by=people.admin, **pair)


def test_a_rule_names_two_different_known_actions_once(people: People, refused: Refuses) -> None:
    with refused(refusals.NoSuchAction):
        separate(by=people.head, first="departments.retire", second="orders.steal", reason="four eyes")
    with refused(refusals.SameAction):
        separate(by=people.head, first="departments.retire", second="departments.retire", reason="four eyes")
    separate(by=people.head, first="departments.retire", second="departments.hire", reason="four eyes")
    with refused(Taken):
        separate(by=people.head, first="departments.hire", second="departments.retire", reason="again")


def test_a_lifted_rule_stays_on_record_and_can_be_laid_down_again(people: People, refused: Refuses) -> None:
    pair = {"first": "departments.hire", "second": "departments.retire"}
    rule = separate(by=people.head, reason="four eyes", **pair)
    with refused(refusals.NotTheHead):
        unseparate(rule, by=people.management, reason="too few people")
    unseparate(rule, by=people.head, reason="too few people")
    assert rule.lifted_because == "too few people"
    assert not excluded(*pair.values())
    with refused(refusals.RevokedAlready):
        unseparate(rule, by=people.head, reason="too few people")
    separate(by=people.head, reason="four eyes again", **pair)
    assert excluded(*pair.values())
