"""III.1.2: customers and their addresses from a file; what differs is corrected, credit stays with finance."""

from collections.abc import Iterator, Sequence
from typing import Any

from takt.conduct.actors import Department
from takt.conduct.imports import ImportKind, Tally, importable
from takt.exchange.tables import Choice, Column, Kind, Row, Sheet
from takt.factory.fields import CURRENCY, code, share, text
from takt.factory.references import known
from takt.factory.upserts import differing, resolved
from takt.orders.actions.add_address import add_address
from takt.orders.actions.add_customer import add_customer
from takt.orders.actions.edit_customer import edit_customer
from takt.orders.models import Address, Customer

KEEPERS = (Department.SALES, Department.ADMINISTRATION, Department.SYSTEM)
LANGUAGES = (Choice("zh-hans", "中文", "Chinese"), Choice("en", "英文", "English"))
CUSTOMERS = Sheet(
    "customers",
    (
        code("number", "客户编号", "Customer"),
        text("name", "名称", "Name", required=True),
        text("name_en", "英文名称", "English name"),
        text("tax_number", "税号", "Tax number", length=40),
        CURRENCY,
        share("tax_rate", "税率", "Tax rate"),
        Column("language", Kind.CHOICE, zh="语言", en="Language", choices=LANGUAGES),
    ),
    key=("number",),
    zh="客户",
    en="Customers",
)
ADDRESSES = Sheet(
    "addresses",
    (
        code("customer", "客户编号", "Customer"),
        code("code", "地址代码", "Code"),
        text("lines", "地址", "Address", required=True, length=1000),
        text("city", "城市", "City", length=100),
        text("region", "省份", "Region", length=100),
        text("postal_code", "邮编", "Postal code", length=20),
        text("country", "国家", "Country", length=2),
    ),
    key=("customer", "code"),
    zh="客户地址",
    en="Addresses",
)


def take_customers(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """New customers are added; of known ones everything but the currency is corrected."""
    on_record = known(Customer, [row.values["number"] for row in rows])
    for row in rows:
        wanted = {name: value for name, value in row.values.items() if value is not None}
        current = on_record.get(wanted["number"])
        if current is None:
            tally.act(row, "new", add_customer, by=by, **wanted)
            continue
        other = differing(
            current, {n: v for n, v in wanted.items() if n not in ("number", "currency")}, tally.columns
        )
        if other:
            tally.act(row, "changed", edit_customer, current, by=by, **other)
        else:
            tally.unchanged += 1


def take_addresses(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """New addresses are added; one in use is never edited, so a known code stays as it is."""
    pairs = resolved(tally, rows, {"customer": Customer})
    held = Address.objects.filter(customer__in={named["customer"] for _, named in pairs})
    on_record = set(held.values_list("customer_id", "code"))
    for row, named in pairs:
        customer = named.pop("customer")
        if (customer.pk, named["code"]) in on_record:
            tally.unchanged += 1
        else:
            tally.act(
                row, "new", add_address, customer, by=by, **{n: v for n, v in named.items() if v is not None}
            )


def give_customers() -> Iterator[dict[str, Any]]:
    """Every customer in use."""
    rows = Customer.objects.filter(retired_at=None).order_by("number")
    yield from rows.values(*(column.name for column in CUSTOMERS.columns)).iterator()


def give_addresses() -> Iterator[dict[str, Any]]:
    """Every address in use."""
    rows = Address.objects.filter(retired_at=None).order_by("customer__number", "code")
    names = [column.name for column in ADDRESSES.columns[1:]]
    for number, *values in rows.values_list("customer__number", *names).iterator():
        yield {"customer": number, **dict(zip(names, values, strict=True))}


importable(ImportKind("customers", "III.1.2", 100, CUSTOMERS, KEEPERS, take_customers, give_customers))
importable(ImportKind("addresses", "III.1.2", 110, ADDRESSES, KEEPERS, take_addresses, give_addresses))
