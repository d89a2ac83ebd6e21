"""What people look at: lots, movements, reservations, expected receipts, the warehouse's documents."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from takt.conduct.canonical import plain
from takt.conduct.resources import Resource, columns, readable
from takt.stock.models import ExpectedReceipt, Lot, Movement, Reservation, StockDocument
from takt.stock.reserving import open_reservations


def lot_detail(lot: Lot, reader: Any) -> dict[str, Any]:
    """The newest movements and what is kept for whom."""
    movements = lot.movements.order_by("-booked_at")[:100].values(
        "id", "kind", "quantity", "case", "reason", "booked_at"
    )
    kept = (
        lot.reservations.filter(open_reservations())
        .order_by("made_at")
        .values("case", "job", "quantity", "made_at")
    )
    return {"movements": plain(list(movements)), "reservations": plain(list(kept))}


def expected_detail(expected: ExpectedReceipt, reader: Any) -> dict[str, Any]:
    """What is kept for whom."""
    kept = (
        expected.reservations.filter(open_reservations())
        .order_by("made_at")
        .values("case", "job", "quantity", "made_at")
    )
    return {"reservations": plain(list(kept))}


readable(
    Resource(
        "lots", Lot, "III.3.2",
        columns(
            item__number=_("item number"), item__name=_("name"), number=_("lot"), on_hand=_("on hand"), reserved=_("reserved"),
            item__unit__code=_("unit"), location=_("location"), received_at=_("received at"), held=_("held"),
        ),
        search=("number__icontains", "item__search__icontains"), filters=("item__number", "held", "location", "on_hand__gt"),
        joins=("item__unit",), detail=lot_detail,
    )
)  # fmt: skip
readable(
    Resource(
        "movements", Movement, "III.3.2",
        columns(
            booked_at=_("booked at"), kind=_("kind"), lot__item__number=_("item number"), lot__number=_("lot"),
            quantity=_("quantity"), lot__item__unit__code=_("unit"), reason=_("reason"), booked_by__name=_("booked by"),
        ),
        newest="-booked_at", search=("lot__number__icontains", "lot__item__search__icontains"),
        filters=("kind", "case", "lot__item__number"), joins=("lot__item__unit", "booked_by"),
    )
)  # fmt: skip
readable(
    Resource(
        "reservations", Reservation, "III.3.2",
        columns(
            item__number=_("item number"), item__name=_("name"), quantity=_("quantity"), item__unit__code=_("unit"),
            lot__number=_("lot"), expected__number=_("expected receipt"), made_at=_("reserved at"), issued_at=_("issued at"),
            released_at=_("released at"),
        ),
        search=("item__search__icontains",), filters=("case", "job", "item__number", "issued_at__isnull", "released_at__isnull"),
        joins=("item__unit", "lot", "expected"),
    )
)  # fmt: skip
readable(
    Resource(
        "expected-receipts", ExpectedReceipt, "III.3.2",
        columns(
            number=_("number"), item__number=_("item number"), item__name=_("name"), supplier__name=_("supplier"),
            quantity=_("quantity"), received_quantity=_("received"), item__unit__code=_("unit"), due=_("expected on"), closed_at=_("closed at"),
        ),
        search=("number__icontains", "item__search__icontains"), filters=("item__number", "closed_at__isnull", "due__lte"),
        joins=("item__unit", "supplier"), detail=expected_detail,
    )
)  # fmt: skip
readable(
    Resource(
        "stock-documents", StockDocument, "III.3.2",
        columns(
            number=_("number"), kind=_("kind"), lot__item__number=_("item number"), lot__number=_("lot"),
            movement__quantity=_("quantity"), reason=_("reason"), made_by__name=_("made by"), made_at=_("made at"),
        ),
        newest="-made_at", search=("number__icontains", "lot__number__icontains"), filters=("kind", "lot__item__number"),
        joins=("lot__item", "movement", "made_by"),
    )
)  # fmt: skip
