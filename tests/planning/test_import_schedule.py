"""III.3.3 与生产线排程系统对接: the schedule goes out, comes back changed, and only what differs becomes a proposal."""

from datetime import timedelta
from typing import Any

import pytest
from tests.planning.plant import Plant
from tests.planning.test_reschedule import adopted, last_to, steps

from takt.conduct import clock
from takt.conduct.refusals import Unknown
from takt.exchange.lines import FORMATS, write
from takt.planning import line_messages
from takt.planning.actions.adopt_rescheduling import adopt_rescheduling
from takt.planning.actions.import_schedule import import_schedule
from takt.planning.actions.set_policy import set_policy
from takt.planning.models import Operation, Rescheduling
from takt.planning.rescheduling_refusals import (
    MessageRefused,
    NotASchedule,
    NothingMoves,
    OperationFrozen,
    UnknownOperation,
)

DAY = timedelta(days=1)


def message(form: str, **replaced: tuple[str, str]) -> bytes:
    """The schedule in force as a message, with some of its words replaced."""
    text = write(line_messages.schedule_in_force(clock.now()), form).decode()
    for old, new in replaced.values():
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def later(operation: Operation, delay: timedelta) -> dict[str, tuple[str, str]]:
    """The words that move an operation."""
    form = "%Y-%m-%dT%H:%M:%SZ"
    return {
        "start": (operation.planned_start.strftime(form), (operation.planned_start + delay).strftime(form)),
        "end": (operation.planned_end.strftime(form), (operation.planned_end + delay).strftime(form)),
    }


@pytest.mark.parametrize("form", FORMATS)
def test_only_what_the_line_changed_is_proposed_and_moves_when_adopted(form: str, full_plant: Plant) -> None:
    zhao = full_plant.people.production
    first, second = adopted(full_plant), adopted(full_plant, "20")
    adopt_rescheduling(
        last_to(full_plant, second, 3 * DAY), by=zhao, reason="独占一个时间"
    )  # its times are nobody else's
    last = steps(second)[-1]
    content = message(form, **later(last, 2 * DAY))
    proposal = import_schedule(by=zhao, filename=f"back.{form}", content=content)
    assert proposal.origin == Rescheduling.Origin.LINE
    assert [row.operation_id for row in proposal.relocations.all()] == [last.pk]
    before = {one.pk: one.planned_start for one in [*steps(first), *steps(second)]}
    adopt_rescheduling(proposal, by=zhao, reason="产线已确认")
    after = {one.pk: one.planned_start for one in [*steps(first), *steps(second)]}
    assert {pk for pk in before if before[pk] != after[pk]} == {last.pk}
    assert after[last.pk] == before[last.pk] + 2 * DAY


@pytest.mark.parametrize("form", FORMATS)
def test_a_message_that_changes_nothing_proposes_nothing(form: str, full_plant: Plant, refused: Any) -> None:
    adopted(full_plant)
    with refused(NothingMoves):
        import_schedule(by=full_plant.people.production, filename="same", content=message(form))


def test_frozen_operations_refuse(full_plant: Plant, refused: Any) -> None:
    last = steps(adopted(full_plant))[-1]
    set_policy(by=full_plant.people.production, frozen_minutes=43_200)
    with refused(OperationFrozen):
        import_schedule(
            by=full_plant.people.production, filename="x", content=message("json", **later(last, DAY))
        )


def test_an_operation_that_is_not_ours_is_refused_with_its_line(full_plant: Plant, refused: Any) -> None:
    plan = adopted(full_plant)
    number = steps(plan)[2].number
    content = message("csv", other=(number, "X-99"))
    with refused(UnknownOperation) as reasons:
        import_schedule(by=full_plant.people.production, filename="x.csv", content=content)
    assert (reasons[0].facts["operation"], reasons[0].facts["line"]) == ("X-99", 4)


def test_a_machine_or_person_that_is_not_ours_is_refused(full_plant: Plant, refused: Any) -> None:
    adopted(full_plant)
    content = message("csv", machine=(",B1,", ",ROBOT-9,"))
    with refused(Unknown) as reasons:
        import_schedule(by=full_plant.people.production, filename="x.csv", content=content)
    assert {r.facts["reference"] for r in reasons} == {"ROBOT-9"}


def test_what_cannot_be_understood_is_named_with_its_line(full_plant: Plant, refused: Any) -> None:
    adopted(full_plant)
    content = message("work-schedule", wrong=("<StartTime>2", "<StartTime>1x2"))
    with refused(MessageRefused) as reasons:
        import_schedule(by=full_plant.people.production, filename="x.xml", content=content)
    assert reasons[0].facts["line"] > 1


def test_a_report_is_no_schedule(full_plant: Plant, refused: Any) -> None:
    content = b'{"report": "1", "actuals": [{"number": "1", "state": "running"}]}'
    with refused(NotASchedule):
        import_schedule(by=full_plant.people.production, filename="x.json", content=content)
