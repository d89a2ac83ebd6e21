"""A maker's orders live from the customer's call to the customer's word, each step by the right person."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from tests.web.adventureworks.small_maker import write_maker

from takt.conduct import verify
from takt.conduct.models import JournalEntry, Letter, RefusedAttempt
from takt.delivery.models import Feedback, FeedbackChannel, Shipment
from takt.departments.models import Person
from takt.factory.models import Bill, Item, Machine, Route
from takt.orders.models import Order, Origin
from takt.orders.states import OrderState
from takt.planning.models import Job
from takt.quality.models import Inspection
from takt.stock.models import ExpectedReceipt
from takt.web.adventureworks.progress import Progress
from takt.web.adventureworks.run import run
from takt.web.command_line import main


@pytest.fixture
def maker(tmp_path: Path) -> Path:
    return write_maker(tmp_path)


def silent(what: str, done: int, total: int) -> None:
    """Nobody looks."""


def deeds(order: Order) -> dict[str, set[str]]:
    """Who did what on an order: action -> logins."""
    logins = dict(Person.objects.values_list("id", "login"))
    found: dict[str, set[str]] = {}
    for action, actor in JournalEntry.objects.filter(case_id=order.pk).values_list("action", "actor_id"):
        found.setdefault(action, set()).add(logins[actor])
    return found


@pytest.mark.django_db
def test_three_orders_live_from_the_call_to_the_word_and_a_second_run_changes_nothing(maker: Path) -> None:
    found = run(maker, 3, silent)
    assert found.stuck == {}
    assert found.states == {OrderState.CLOSED: 3}
    assert found.written == found.entries > 0

    by_number = {o.customer_order_number: o for o in Order.objects.all()}
    assert {n: o.origin for n, o in by_number.items()} == {
        "PO-A": Origin.PHONE, "PO-B": Origin.PORTAL, "PO-C": Origin.FILE,
    }  # fmt: skip
    assert str(by_number["PO-A"].net_amount) == "4039.84"
    assert {f.order.customer_order_number: f.channel for f in Feedback.objects.select_related("order")} == {
        "PO-A": FeedbackChannel.CALL, "PO-B": FeedbackChannel.PORTAL, "PO-C": FeedbackChannel.LINK,
    }  # fmt: skip
    assert set(found.refused) >= {"conflicting_duty", "not_read_back", "wrong_state"}
    assert Inspection.objects.filter(verdict="rework").count() == 1
    assert Letter.objects.exclude(state="sent").count() == 0

    assert verify.run().wrong == []

    refused = RefusedAttempt.objects.count()
    again = run(maker, 3, silent)
    assert again.written == 0
    assert again.states == {OrderState.CLOSED: 3}
    assert RefusedAttempt.objects.count() == refused


@pytest.mark.django_db
def test_nobody_signs_two_conflicting_duties(maker: Path) -> None:
    run(maker, 1, silent)
    did = deeds(Order.objects.get())
    opinions = [did[f"approval.{stage}"] for stage in ("sales", "budget", "feasibility", "final")]
    assert len(set.union(*opinions, did["orders.enter"])) == 5
    assert did["approval.final"] == {"ken.sanchez"}
    assert not did["production.finish"] & did["quality.inspect"]
    assert len(did["delivery.ship"] | did["delivery.pack"] | did["delivery.notify"]) == 3


@pytest.mark.django_db
def test_a_stopped_run_goes_on_where_it_stopped(maker: Path) -> None:
    run(maker, 1, silent)
    first = Order.objects.get()
    entries = JournalEntry.objects.filter(case_id=first.pk).count()
    assert run(maker, 2, silent).states == {OrderState.CLOSED: 2}
    assert JournalEntry.objects.filter(case_id=first.pk).count() == entries
    gap = Order.objects.exclude(pk=first.pk).get().requested_date - first.requested_date
    assert gap.days == 1  # distances between dates stay as they were


@pytest.mark.django_db
def test_the_factory_is_taken_in_as_the_data_say(maker: Path) -> None:
    run(maker, 0, silent)
    items = {i.number: i for i in Item.objects.select_related("unit")}
    assert items["PA-1"].unit.decimals == 2
    assert (items["BK-R"].sourcing, items["BK-R"].list_price) == ("make", Decimal(400))
    assert items["TI-1"].lead_time_days == 10
    assert items["MS-1"].standard_cost > 0
    assert Bill.objects.get(item=items["BK-R"]).lines.count() == 2
    assert [o.work_center.code for o in Route.objects.get(item=items["TU-1"]).operations.all()] == ["WC10"]
    assert sorted(Machine.objects.values_list("code", flat=True)) == ["WC10-01", "WC60-01"]
    assert list(ExpectedReceipt.objects.values_list("number", "quantity")) == [("PO1-1", Decimal(6))]
    assert not Shipment.objects.exists()


@pytest.mark.django_db
def test_sub_assemblies_come_from_the_stock_that_the_datas_work_orders_made(maker: Path) -> None:
    run(maker, 1, silent)
    jobs = Job.objects.filter(order__state=OrderState.CLOSED).values_list("item__number", flat=True)
    assert sorted(jobs) == ["BK-R", "FR-1", "TI-1"]  # the tubes of the frames lie there


@pytest.mark.django_db
def test_a_deep_run_makes_the_sub_assemblies_of_each_order(maker: Path) -> None:
    run(maker, 1, silent, deep=True)
    jobs = Job.objects.filter(order__state=OrderState.CLOSED).values_list("item__number", flat=True)
    assert sorted(jobs) == ["BK-R", "FR-1", "TI-1", "TU-1"]


def test_progress_is_plain_lines_where_nobody_can_watch_a_line_change() -> None:
    stream = io.StringIO()
    progress = Progress(stream)
    for done in range(1, 11):
        progress("orders", done, 10)
    assert stream.getvalue().splitlines() == ["orders: 1/10", "orders: 10/10"]


@pytest.mark.django_db
def test_the_command_prints_states_letters_entries_and_time(
    maker: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["adventureworks", str(maker), "--orders", "1", "--hands", "1"]) == 0
    printed = capsys.readouterr()
    for line in (
        "orders closed 1",
        "refused steps conflicting_duty 1",
        "letters orders.confirmation, portal, sent 1",
    ):
        assert line in " ".join(printed.out.split())
    assert "orders: 1/1" in printed.err


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "said"),
    [(["--orders", "-1"], "--orders -1"), (["--hands", "0"], "--hands 0"), ([], "expected the table")],
)
def test_wrong_usage_is_named_and_nothing_is_done(
    tmp_path: Path, asked: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["adventureworks", str(tmp_path), *asked]) == 2
    assert said in capsys.readouterr().err
    assert not Person.objects.filter(kind="employee").exists()
