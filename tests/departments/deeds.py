"""Three small acts on one case that exclude one another, to test the authority with. A letter serves as the subject."""

from datetime import UTC, datetime
from uuid import uuid4

from tests.open_door import open_door

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.models import Letter
from takt.departments.models import Person, SegregationRule


@action("III.1.2", by=Department.SALES)
def try_entering(letter: Letter, *, by: Person) -> None:
    """Stands for entering an order."""


@action("III.2.1", by=Department.FINANCE)
def try_budgeting(letter: Letter, *, by: Person) -> None:
    """Stands for the budget review."""


@action("III.2.3", by=Department.MANAGEMENT)
def try_approving(letter: Letter, *, by: Person) -> None:
    """Stands for the final approval."""


@action("III.1.2", by=(Department.SALES, Department.FINANCE, Department.MANAGEMENT))
def try_looking(letter: Letter, *, by: Person) -> None:
    """Stands for an act that the matrix does not name."""


DEEDS = (try_entering, try_budgeting, try_approving)
OWNERS = {
    "departments.try_entering": Department.SALES,
    "departments.try_budgeting": Department.FINANCE,
    "departments.try_approving": Department.MANAGEMENT,
}
PAIRS = (
    ("departments.try_budgeting", "departments.try_entering"),
    ("departments.try_approving", "departments.try_entering"),
)
"""Budgeting and approving may be one person's here, so that a right that does not conflict is tested too."""


def a_case() -> Letter:
    """Something that belongs to a new case."""
    with open_door():
        return Letter.objects.create(
            kind="test", clause="II.1", channel="portal", state="sent", letter_case=uuid4(),
            written_at=datetime.now(UTC), sent_at=datetime.now(UTC), salt=b"x" * 16,
        )  # fmt: skip


def lay_down_the_matrix() -> None:
    """The rules between the deeds."""
    with open_door():
        for first, second in PAIRS:
            SegregationRule.objects.create(first=first, second=second, reason="test")
