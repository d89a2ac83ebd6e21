"""III.3: a planner proposes, looks at the proposal by the clock, adopts it, releases it; all on pages."""

from typing import Any

from tests.planning.plant import Plant, full_plant, ordered, plant
from tests.web.conftest import browser

from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.models import Operation, Plan
from takt.planning.states import PlanState
from takt.web.pages.acting.possible import act_url

__all__ = ["browser", "full_plant", "plant"]


def test_an_approved_order_becomes_a_released_plan_on_pages(full_plant: Plant, browser: Any) -> None:
    order = ordered(full_plant, (full_plant.gearbox, "10"))
    client = browser(full_plant.people.production)
    client.cookies["django_language"] = "en"
    assert client.get(act_url("planning.propose", order)).status_code == 200
    proposed = client.post(
        act_url("planning.propose", order), {"version": Order.objects.get(pk=order.pk).version}
    )
    plan = Plan.objects.get()
    assert proposed["Location"] == act_url("planning.adopt", plan)
    shown = client.get(proposed["Location"]).content.decode()
    assert "In time" in shown
    assert all(o.number in shown for o in Operation.objects.all())
    assert client.post(proposed["Location"], {"version": plan.version}).status_code == 303
    assert (
        client.post(act_url("planning.release", plan), {"version": Plan.objects.get().version}).status_code
        == 303
    )
    assert (Plan.objects.get().state, Order.objects.get().state) == (PlanState.RELEASED, OrderState.RELEASED)


def test_only_machines_of_the_work_centre_are_offered(full_plant: Plant, browser: Any) -> None:
    order = ordered(full_plant, (full_plant.gearbox, "10"))
    client = browser(full_plant.people.production)
    client.post(act_url("planning.propose", order), {})
    client.post(act_url("planning.adopt", Plan.objects.get()), {})
    operation = Operation.objects.select_related("work_center").order_by("sequence")[0]
    shown = client.get(act_url("planning.allocate", operation)).content.decode()
    machines = operation.work_center.machines.values_list("code", flat=True)
    offered = [code for code in machines if f'value="{code}"' in shown]
    assert sorted(offered) == sorted(machines)


def test_a_plan_that_cannot_be_released_says_why(full_plant: Plant, browser: Any) -> None:
    order = ordered(full_plant, (full_plant.gearbox, "10"))
    client = browser(full_plant.people.production)
    client.post(act_url("planning.propose", order), {})
    shown = client.get(act_url("planning.release", Plan.objects.get())).content.decode()
    assert 'id="act-hindrances"' in shown
    assert "disabled" in shown


def test_a_plans_page_shows_it_by_the_clock_and_offers_the_step_forward_first(
    full_plant: Plant, browser: Any
) -> None:
    order = ordered(full_plant, (full_plant.gearbox, "10"))
    client = browser(full_plant.people.production)
    client.post(act_url("planning.propose", order), {})
    plan = Plan.objects.get()
    client.post(act_url("planning.adopt", plan), {})
    page = client.get(f"/lists/plans/{plan.number}")
    assert page.context["first"].name == "planning.release"
    assert len(page.context["gantt"].rows) == Operation.objects.count()
    assert "planning.drop" in {act.name for act in page.context["others"]}
    client.post(act_url("planning.release", plan), {})
    assert client.get(f"/lists/plans/{plan.number}").context["first"] is None
