"""What may be read of customers and orders. Contacts of a customer see their own company's rows only."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from takt.conduct.actors import INTERNAL, Department
from takt.conduct.resources import Resource, columns, money, readable
from takt.orders.models import (
    Address,
    Attachment,
    Confirmation,
    Contact,
    Customer,
    Order,
    OrderLine,
    OrderVersion,
    PhoneCall,
)

EVERYBODY = frozenset((*INTERNAL, Department.CUSTOMER))


def order_detail(order: Order, reader: Any) -> dict[str, Any]:
    """What one order shows beside its columns: its lines, and who acts next."""
    from takt.orders import reads  # noqa: PLC0415  # the resource is declared before reads are needed

    following = reads.next_actor(order)
    return {
        "content_hash": order.content_hash,
        "notes": order.notes,
        "state_reason": order.state_reason,
        "carrier_wish": order.carrier_wish,
        "next_department": following.department if following else None,
        "next_action": following.action if following else None,
    }


readable(
    Resource(
        name="customers",
        model=Customer,
        clause="III.1.2",
        columns=(
            *columns(
                number=_("customer number"), name=_("name"), name_en=_("English name"), currency=_("currency")
            ),
            *money(tax_rate=_("tax rate"), tax_number=_("tax number")),
            *columns(language=_("language"), retired_at=_("retired")),
        ),
        readers=EVERYBODY,
        company="pk",
        search=("number", "search"),
        filters=("number", "currency", "retired_at__isnull"),
    )
)
readable(
    Resource(
        name="addresses",
        model=Address,
        clause="III.1.2",
        columns=columns(
            customer__number=_("customer number"),
            code=_("code"),
            lines=_("address"),
            city=_("city"),
            region=_("region"),
            postal_code=_("postal code"),
            country=_("country"),
            retired_at=_("retired"),
        ),
        readers=EVERYBODY,
        company="customer_id",
        search=("code", "city"),
        filters=("customer", "code", "retired_at__isnull"),
        joins=("customer",),
    )
)
readable(
    Resource(
        name="contacts",
        model=Contact,
        clause="III.1.2",
        columns=columns(
            customer__number=_("customer number"),
            name=_("name"),
            email=_("e-mail"),
            phone=_("phone"),
            language=_("language"),
            person__login=_("login"),
            retired_at=_("retired"),
        ),
        readers=frozenset(
            (Department.SALES, Department.LOGISTICS, Department.ADMINISTRATION, Department.CUSTOMER)
        ),
        company="customer_id",
        search=("name", "email"),
        filters=("customer", "retired_at__isnull"),
        joins=("customer",),
    )
)
readable(
    Resource(
        name="orders",
        model=Order,
        clause="III.1.2",
        columns=(
            *columns(
                number=_("order number"),
                customer__name=_("customer"),
                customer_order_number=_("customer's order number"),
                state=_("state"),
                origin=_("origin"),
                requested_date=_("requested date"),
                promised_date=_("promised date"),
                currency=_("currency"),
            ),
            *money(net_amount=_("net amount"), tax_amount=_("tax"), gross_amount=_("amount with tax")),
            *columns(
                content_version=_("content version"),
                round=_("round"),
                entered_by__name=_("entered by"),
                entered_at=_("entered"),
            ),
        ),
        readers=EVERYBODY,
        company="customer_id",
        newest="-entered_at",
        search=("number", "customer_order_number", "customer__search"),
        filters=(
            "state",
            "state__in",
            "customer",
            "customer__number",
            "origin",
            "requested_date__lte",
            "requested_date__gte",
        ),
        joins=("customer", "entered_by"),
        detail=order_detail,
    )
)
readable(
    Resource(
        name="order-lines",
        model=OrderLine,
        clause="III.1.2",
        columns=(
            *columns(
                order__number=_("order number"),
                position=_("position"),
                item__number=_("item number"),
                item__name=_("name"),
                item__revision=_("revision"),
                quantity=_("quantity"),
                item__unit__code=_("unit"),
            ),
            *money(price=_("price"), discount_share=_("discount"), amount=_("amount")),
            *columns(requested_date=_("requested date"), note=_("note")),
        ),
        readers=EVERYBODY,
        company="order__customer_id",
        search=("item__number", "order__number"),
        filters=("order", "order__number", "item", "item__number"),
        joins=("order", "item__unit"),
    )
)
readable(
    Resource(
        name="order-versions",
        model=OrderVersion,
        clause="III.1.2",
        columns=(
            *columns(order__number=_("order number"), number=_("version"), hash=_("content hash")),
            *columns(reason=_("reason"), made_by__name=_("made by"), made_at=_("made")),
            *money(content=_("content")),
        ),
        readers=EVERYBODY - {Department.CUSTOMER},
        filters=("order", "order__number", "number"),
        joins=("order", "made_by"),
    )
)
readable(
    Resource(
        name="confirmations",
        model=Confirmation,
        clause="III.1.3",
        columns=columns(
            order__number=_("order number"),
            order_version__number=_("version"),
            promised_date=_("promised date"),
            checklist=_("checklist"),
            letter__id=_("letter"),
            confirmed_by__name=_("confirmed by"),
            confirmed_at=_("confirmed"),
        ),
        readers=EVERYBODY,
        company="order__customer_id",
        filters=("order", "order__number"),
        joins=("order", "order_version", "confirmed_by"),
    )
)
readable(
    Resource(
        name="calls",
        model=PhoneCall,
        clause="III.1.1",
        columns=columns(
            order__number=_("order number"),
            caller=_("caller"),
            called_at=_("called"),
            read_back=_("read back"),
            note=_("note"),
            taken_by__name=_("taken by"),
        ),
        readers=frozenset((Department.SALES, Department.MANAGEMENT)),
        filters=("order", "order__number", "read_back"),
        joins=("order", "taken_by"),
    )
)
readable(
    Resource(
        name="attachments",
        model=Attachment,
        clause="III.1.2",
        columns=columns(
            order__number=_("order number"),
            document__name=_("file"),
            document__media_type=_("kind"),
            document__size_bytes=_("bytes"),
            document__sha256=_("SHA-256"),
            added_by__name=_("added by"),
            document__made_at=_("added"),
            removed_at=_("removed"),
        ),
        readers=EVERYBODY,
        company="order__customer_id",
        filters=("order", "order__number", "removed_at__isnull"),
        joins=("order", "document", "added_by"),
    )
)
