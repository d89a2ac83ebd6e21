"""What fields, buttons and refusals are called: by their signature, in the reader's language, never by a pattern for programs."""

from decimal import Decimal

import pytest
from django.utils import translation
from tests.orders.shop import Shop
from tests.people import People

from takt.conduct.action import ACTIONS
from takt.conduct.discover import discover
from takt.conduct.refusals import Refused
from takt.conduct.requests import bind
from takt.web.pages.acting.shapes import shapes_of, title_of
from takt.web.pages.listing.creating import WITH_THEIR_OBJECT, creating
from takt.web.pages.names import field_title, field_words
from takt.web.pages.shown import share

discover()


@pytest.mark.parametrize(
    ("action", "path", "english", "chinese"),
    [
        ("orders.add_address", "lines", "Street address", "详细地址"),
        ("orders.enter", "lines", "Lines", "明细行"),
        ("stock.expect", "due", "Expected on", "预计到货日"),
        ("stock.redate", "due", "Expected on", "预计到货日"),
        ("quality.inspect", "measurements.value", "Measured value", "实测值"),
    ],
)
def test_a_field_is_called_as_its_signature_says(action: str, path: str, english: str, chinese: str) -> None:
    name, __, column = path.partition(".")
    shape = next(s for s in shapes_of(ACTIONS[action]) if s.name == name)
    if column:
        shape = next(c for c in shape.columns if c.name == column)
    with translation.override("en"):
        assert title_of(shape) == english
    with translation.override("zh-hans"):
        assert title_of(shape) == chinese


@pytest.mark.django_db
def test_what_can_be_created_is_named_with_its_object(people: People) -> None:
    assert set(WITH_THEIR_OBJECT) <= set(ACTIONS)
    with translation.override("en"):
        titles = {c.name: c.title for c in creating(people.logistics)}
    assert (titles["stock.expect"], titles["stock.count"]) == ("Expect goods", "Count stock")
    with translation.override("zh-hans"):
        assert {c.title for c in creating(people.sales) if c.name == "orders.enter"} == {"录入订单"}


@pytest.mark.parametrize(
    ("given", "where", "said"),
    [
        ({"code": "A", "lines": "x", "country": "China"}, "country", "two capital letters, like CN"),
        ({"lines": "x"}, "code", "code: nothing is given; expected is a value (it is required)."),
    ],
)
def test_a_refusal_of_a_shape_speaks_to_people(given: dict[str, str], where: str, said: str) -> None:
    with translation.override("en"):
        with pytest.raises(Refused) as refused:
            bind(ACTIONS["orders.add_address"], given)
        told = str(next(r for r in refused.value.refusals if r.about == where))
    assert said in told
    assert "^[" not in told


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [("tax_rate", "0.13", "13%"), ("discount_share", "0.05", "5%"), ("exchange_rate", "7.1", ""), ("tax_rate", "0", "0%")],
)  # fmt: skip
def test_a_share_is_shown_as_a_percentage_and_a_rate_of_exchange_is_not(
    name: str, value: str, shown: str
) -> None:
    assert share(name, Decimal(value)) == shown


@pytest.mark.django_db
def test_a_tax_rate_reads_as_a_percentage_in_lists_and_histories(
    people: People, shop: Shop, browser: object
) -> None:
    assert field_words("orders.customer", "tax_rate", "0.13", {}) == "13%"
    assert field_title("orders.address", "lines")
    page = browser(people.sales).get("/lists/customers").content.decode()  # type: ignore[operator]  # a fixture
    assert "13%" in page
    assert "0.13" not in page
