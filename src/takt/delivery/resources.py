"""What of the delivery may be read, and by whom."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from takt.conduct.actors import INTERNAL, Department
from takt.conduct.canonical import plain
from takt.conduct.resources import Resource, columns, readable
from takt.delivery.models import Carrier, Feedback, FollowUp, Shipment

CUSTOMER_TOO = frozenset({*INTERNAL, Department.CUSTOMER})


def _shipment(shipment: Shipment, reader: Any) -> dict[str, Any]:
    """Lines, packages and notices of one shipment. Three queries."""
    lines = shipment.lines.select_related("order_line__item")
    notices = shipment.notices.select_related("carrier", "letter").order_by("given_at")
    return {
        "lines": [
            {
                "position": x.order_line.position,
                "item": x.order_line.item.number,
                "quantity": plain(x.quantity),
            }
            for x in lines
        ],
        "packages": [
            {
                "number": x.number,
                "kind": x.kind,
                "gross_weight_kg": plain(x.gross_weight_kg),
                "content": x.content,
            }
            for x in shipment.packages.order_by("number")
        ],
        "notices": [
            {
                "carrier": x.carrier.name,
                "tracking_number": x.tracking_number,
                "expected_arrival": plain(x.expected_arrival),
                "letter": str(x.letter_id) if x.letter_id else None,
                "letter_state": x.letter.state if x.letter else "",
                "told_by_phone": x.told_by_phone,
                "given_at": plain(x.given_at),
            }
            for x in notices
        ],
    }


SHIPMENTS = readable(
    Resource(
        name="shipments",
        model=Shipment,
        clause="III.6.1",
        columns=columns(
            number=_("shipment"), order__number=_("order"), state=_("state"), carrier__name=_("carrier"),
            tracking_number=_("tracking number"), expected_arrival=_("expected arrival"), packed_at=_("packed"),
            shipped_at=_("shipped"), received_on=_("received on"),
        ),
        readers=CUSTOMER_TOO,
        company="order__customer_id",
        newest="-packed_at",
        search=("number", "order__number", "tracking_number"),
        filters=("state", "order__number", "carrier__code"),
        joins=("order", "carrier"),
        detail=_shipment,
    )
)  # fmt: skip
CARRIERS = readable(
    Resource(
        name="carriers",
        model=Carrier,
        clause="III.6.1",
        columns=columns(
            code=_("code"), name=_("name"), tracking_url=_("tracking address"), retired_at=_("retired")
        ),
        newest="code",
        search=("code", "name"),
    )
)
FEEDBACKS = readable(
    Resource(
        name="feedback",
        model=Feedback,
        clause="III.6.3",
        columns=columns(
            order__number=_("order"), order__customer__name=_("customer"), channel=_("channel"), score=_("satisfaction"),
            quality_score=_("quality"), delivery_score=_("delivery"), comment=_("comment"), given_at=_("given"),
        ),
        readers=CUSTOMER_TOO,
        company="order__customer_id",
        search=("order__number", "order__customer__search"),
        filters=("score", "channel"),
        joins=("order__customer",),
    )
)  # fmt: skip
FOLLOW_UPS = readable(
    Resource(
        name="follow-ups",
        model=FollowUp,
        clause="III.6.3",
        columns=columns(
            order__number=_("order"),
            order__customer__name=_("customer"),
            due=_("due"),
            done_at=_("done"),
            outcome=_("outcome"),
        ),
        newest="due",
        search=("order__number", "order__customer__search"),
        filters=("due", "done_at__isnull"),
        joins=("order__customer",),
    )
)
