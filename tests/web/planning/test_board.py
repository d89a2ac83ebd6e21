"""III.3.3: the scheduling board shows the schedule in force, and says what moves would mean before anybody proposes them."""

import gzip
import json
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.planning.plant import Plant, full_plant, plant
from tests.planning.test_reschedule import DAY, HOUR, adopted, last_to, steps
from tests.web.conftest import browser, program

from takt.conduct.models import JournalEntry
from takt.factory.minutes import to_minutes
from takt.planning.actions.release import release
from takt.planning.actions.set_policy import set_policy
from takt.planning.board_columns import COLUMNS
from takt.planning.models import Operation, Plan, Rescheduling
from takt.planning.states import ReschedulingState
from takt.production.actions.start import start
from takt.web.pages.acting.possible import act_url

__all__ = ["browser", "full_plant", "plant", "program"]
Programs = Callable[..., Any]


def told(plant: Plant, program: Programs, query: str = "") -> Any:
    """What the board is told, as the planner."""
    answer = program(plant.people.production).get(f"/board{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def moved(operation: Operation, later: timedelta, **more: str) -> dict[str, str]:
    """A wish to have an operation later."""
    return {"operation": operation.number, "start": (operation.planned_start + later).isoformat(), **more}


def said(plant: Plant, program: Programs, *moves: dict[str, str]) -> Any:
    """What is said to moves, in English."""
    answer = program(plant.people.production).post("/board/preview", {"moves": list(moves)})
    assert answer.status_code == 200, answer.content
    return answer.json()


def codes(answer: Any) -> set[str]:
    """The reasons against the moves, by name."""
    return {refusal["code"] for refusal in answer["refusals"]}


def stands(plan: Plan) -> list[tuple[Any, ...]]:
    """Where the plan's operations stand, and how often anything was written."""
    rows = Operation.objects.filter(job__plan=plan).order_by("number")
    return [
        *rows.values_list("number", "planned_start", "planned_end", "machine", "version"),
        (JournalEntry.objects.count(),),
    ]


def test_it_tells_every_operation_in_force_with_order_machine_and_time(
    full_plant: Plant, program: Programs
) -> None:
    plan = adopted(full_plant)
    found = told(full_plant, program)
    rows = found["operations"]
    assert set(rows) == set(COLUMNS)
    assert sorted(rows["number"]) == sorted(one.number for one in steps(plan))
    at = rows["number"].index(steps(plan)[0].number)
    first = Operation.objects.select_related("machine", "person").get(number=rows["number"][at])
    assert first.machine is not None
    assert first.person is not None
    code, __, center, __ = found["machines"][rows["machine"][at]]
    assert (code, found["work_centers"][center][0]) == (first.machine.code, "TURN")
    assert (rows["start"][at], rows["end"][at]) == (
        to_minutes(first.planned_start),
        to_minutes(first.planned_end),
    )
    assert found["people"][rows["person"][at]] == first.person.name
    assert found["orders"][rows["order"][at]][0] == plan.order.number
    assert found["items"][rows["item"][at]] == "GEARBOX"


def test_each_operation_names_what_it_builds_on(full_plant: Plant, program: Programs) -> None:
    plan = adopted(full_plant)
    rows = told(full_plant, program)["operations"]
    before = {rows["number"][at]: [rows["number"][b] for b in each] for at, each in enumerate(rows["after"])}
    numbers = [one.number for one in steps(plan)]
    assert before == {
        numbers[0]: [],
        **{then: [first] for first, then in pairwise(numbers)},
    }


def test_an_order_that_ends_after_its_due_day_can_be_seen_to_be_late(
    full_plant: Plant, program: Programs
) -> None:
    plan = adopted(full_plant)
    [[number, __, __, due, ends]] = told(full_plant, program)["orders"]
    assert number == plan.order.number
    assert ends == to_minutes(max(one.planned_end for one in steps(plan)))
    assert ends <= due


def test_it_tells_what_is_frozen_and_when_machines_are_open(full_plant: Plant, program: Programs) -> None:
    set_policy(by=full_plant.people.production, frozen_minutes=600)
    found = told(full_plant, program)
    assert 600 <= found["frozen_until"] - found["now"] <= 601
    [spans] = found["calendars"]
    assert spans == sorted(spans)
    assert (spans[0], spans[-1]) == (found["since"], found["until"])


def test_an_open_rescheduling_is_told_until_it_is_decided(full_plant: Plant, program: Programs) -> None:
    plan = adopted(full_plant)
    proposal = last_to(full_plant, plan, 3 * DAY)
    found = told(full_plant, program)
    [wanted] = found["reschedulings"]
    last = steps(plan)[-1]
    at, __, start_, end = wanted["moves"]
    assert (wanted["number"], found["operations"]["number"][at]) == (proposal.number, last.number)
    assert (start_, end) == (to_minutes(last.planned_start + 3 * DAY), to_minutes(last.planned_end + 3 * DAY))


def test_only_the_time_asked_for_is_told(full_plant: Plant, program: Programs) -> None:
    plan = adopted(full_plant)
    after = (max(one.planned_end for one in steps(plan)) + DAY).isoformat().replace("+00:00", "Z")
    assert told(full_plant, program, f"?from={after}")["operations"]["number"] == []


@pytest.mark.parametrize("query", ["from=soon", "from=2026-01-01T00:00Z&to=2025-01-01T00:00Z", "from=2026-01-01T00:00Z&to=2029-01-01T00:00Z", "colour=red", "to=9999-01-01T00:00Z"])  # fmt: skip
def test_a_time_that_cannot_be_told_is_refused(query: str, plant: Plant, program: Programs) -> None:
    assert program(plant.people.production).get(f"/board?{query}").status_code == 422


def test_many_operations_take_no_more_queries(
    full_plant: Plant, program: Programs, django_assert_max_num_queries: Any
) -> None:
    asks = program(full_plant.people.production)
    adopted(full_plant)
    asks.get("/board")
    with django_assert_max_num_queries(7) as few:
        asks.get("/board")
    for __ in range(3):
        adopted(full_plant)
    with django_assert_max_num_queries(7) as many:
        assert len(asks.get("/board").json()["operations"]["number"]) == 20
    assert len(many) == len(few)


def test_the_answer_is_compressed_for_who_takes_that(full_plant: Plant, program: Programs) -> None:
    adopted(full_plant)
    answer = program(full_plant.people.production).get("/board", **{"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.content))["operations"]["number"]


def test_a_customers_contact_sees_no_board(
    full_plant: Plant, program: Programs, browser: Any, shop: Any
) -> None:
    asks = program(shop.buyer)
    assert asks.get("/board").status_code == 404
    assert asks.post("/board/preview", {"moves": []}).status_code in (404, 422)
    assert browser(shop.buyer).get("/board").status_code == 302


def test_moves_are_rehearsed_and_nothing_is_written(full_plant: Plant, program: Programs) -> None:
    plan = adopted(full_plant)
    before = stands(plan)
    last = steps(plan)[-1]
    answer = said(full_plant, program, moved(last, 60 * DAY))
    assert answer["refusals"] == []
    assert [(one["order"], one["becomes_late"]) for one in answer["orders"]] == [(plan.order.number, True)]
    [move] = answer["moves"]
    assert (move["operation"], move["machine"], move["person"]) == (last.number, "B1", "")
    assert move["end"] == (last.planned_end + 60 * DAY).isoformat()
    assert stands(plan) == before
    assert not Rescheduling.objects.exists()


def test_every_reason_against_moves_is_said_in_the_readers_language(
    full_plant: Plant, program: Programs
) -> None:
    plan = adopted(full_plant)
    set_policy(by=full_plant.people.production, frozen_minutes=60)
    first, second, *_rest, last = steps(plan)
    answer = said(full_plant, program, moved(second, -9 * DAY, machine="B1"), moved(last, DAY))
    assert {"operation_frozen", "machine_elsewhere", "before_predecessor"} <= codes(answer)
    early = next(r for r in answer["refusals"] if r["code"] == "before_predecessor")
    assert early["facts"]["predecessor"] == first.number
    chinese = program(full_plant.people.production).post(
        "/board/preview", {"moves": [moved(second, -9 * DAY)]}, Accept_Language="zh-Hans"
    )
    assert any("冻结" in r["sentence"] for r in chinese.json()["refusals"])


def test_a_machine_that_another_order_has_is_named(full_plant: Plant, program: Programs) -> None:
    one, other = adopted(full_plant), adopted(full_plant)
    bench = Operation.objects.filter(machine=full_plant.bench, order=other.order).earliest("planned_start")
    last = steps(one)[-1]
    answer = said(full_plant, program, {"operation": last.number, "start": bench.planned_start.isoformat()})
    taken = next(r for r in answer["refusals"] if r["code"] == "machine_taken")
    assert taken["facts"]["order"] == other.order.number


def test_what_has_begun_stays(full_plant: Plant, program: Programs) -> None:
    plan = adopted(full_plant)
    release(plan, by=full_plant.people.production)
    first = steps(plan)[0]
    assert first.person is not None
    start(first, by=first.person)
    assert "operation_begun" in codes(said(full_plant, program, moved(first, HOUR)))


def test_what_cannot_be_meant_is_said(full_plant: Plant, program: Programs) -> None:
    last = steps(adopted(full_plant))[-1]
    assert codes(said(full_plant, program, {"operation": "PL-0", "start": "2026-11-02T08:00Z"})) == {
        "unknown_operation"
    }
    assert codes(said(full_plant, program, moved(last, timedelta(0)))) == {"nothing_moves"}
    assert codes(said(full_plant, program, moved(last, DAY, machine="NONE"))) == {"unknown_reference"}
    asks = program(full_plant.people.production)
    far = asks.post("/board/preview", {"moves": [{"operation": last.number, "start": "9999-12-31T00:00Z"}]})
    assert (far.status_code, far.json()["refusals"][0]["field"]) == (422, "moves.0.start")
    assert asks.post("/board/preview", {"moves": [{"start": "soon"}]}).status_code == 422
    assert asks.post("/board/preview", {"colour": "red"}).status_code == 422


def test_a_move_to_a_time_without_a_zone_is_refused(full_plant: Plant, program: Programs) -> None:
    last = steps(adopted(full_plant))[-1]
    there = timezone.localtime(last.planned_start + DAY).replace(tzinfo=None)
    moves = [{"operation": last.number, "start": there.isoformat()}]
    answer = program(full_plant.people.production).post("/board/preview", {"moves": moves})
    assert (answer.status_code, answer.json()["refusals"][0]["field"]) == (422, "moves.0.start")


def test_the_page_lets_planners_move_and_others_look(
    full_plant: Plant, browser: Any, django_assert_max_num_queries: Any
) -> None:
    client: Client = browser(full_plant.people.production)
    with django_assert_max_num_queries(12):
        page = client.get("/board")
    assert page.status_code == 200
    assert act_url("planning.reschedule") in page.content.decode()
    looking = browser(full_plant.people.sales).get("/board").content.decode()
    assert "data-board-canvas" in looking
    assert "data-board-moves" not in looking
    assert "style=" not in looking.partition("<main")[2].partition("</main>")[0]


def test_what_the_board_sends_becomes_a_proposal_that_a_planner_adopts(
    full_plant: Plant, browser: Any
) -> None:
    plan = adopted(full_plant)
    last = steps(plan)[-1]
    client: Client = browser(full_plant.people.production)
    key = client.get("/board").context["key"]
    sent = {
        "key": str(key), "reason": "客户要求推迟", "moves.0.operation": last.number, "moves.0.machine": "B1",
        "moves.0.start": (last.planned_start + DAY).isoformat().replace("+00:00", ".000Z"),
    }  # fmt: skip
    answer = client.post(act_url("planning.reschedule"), sent)
    proposal = Rescheduling.objects.get()
    assert answer.status_code == 303
    assert proposal.state == ReschedulingState.PROPOSED
    assert act_url("planning.adopt_rescheduling", proposal) in client.get(answer["Location"]).content.decode()
    assert client.post(act_url("planning.reschedule"), sent).status_code == 303
    assert Rescheduling.objects.count() == 1
