"""What others ask delivery, and what its actions ask: what is packed, ready, shipped."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote
from uuid import UUID

from takt.conduct.rows import first
from takt.conduct.statements import answers
from takt.delivery.models import Shipment
from takt.delivery.rules import LineFacts

# For each position: what was ordered, packed (in shipments not unpacked), shipped so far, and what one shipment holds.
_LINES = """
select l.position, l.id, l.item_id, i.number, l.quantity,
  coalesce(sum(sl.quantity) filter (where s.state <> 'unpacked'), 0),
  coalesce(sum(sl.quantity) filter (where s.state in ('shipped', 'received')), 0),
  coalesce(sum(sl.quantity) filter (where s.id = %(going)s), 0)
from orders_orderline l
join factory_item i on i.id = l.item_id
left join delivery_shipmentline sl on sl.order_line_id = l.id
left join delivery_shipment s on s.id = sl.shipment_id
where l.order_id = %(order)s group by l.position, l.id, i.number order by l.position
"""
# What lies ready for an order, by item: its own production and what is reserved for it; nothing held.
_READY = """
select i.number, sum(q) from (
  select item_id, on_hand - reserved as q from stock_lot where made_for = %(case)s and not held and item_id = any(%(items)s)
  union all
  select r.item_id, r.quantity from stock_reservation r join stock_lot l on l.id = r.lot_id
  where r."case" = %(case)s and r.issued_at is null and r.released_at is null and not l.held and r.item_id = any(%(items)s)
) x join factory_item i on i.id = x.item_id group by i.number
"""
_NOTICE = """
select n.told_by_phone, l.state from delivery_notice n left join conduct_letter l on l.id = n.letter_id
where n.shipment_id = %s order by n.given_at desc, n.id desc limit 1
"""
_STILL_ON_THE_WAY = (
    "select exists (select from delivery_shipment where order_id = %s and state = 'shipped' and id <> %s)"
)


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A position of an order with what became of it, in the item's unit."""

    position: int
    id: UUID
    item_id: UUID
    item: str
    ordered: Decimal
    packed: Decimal
    shipped: Decimal
    going: Decimal
    """In the shipment asked for."""

    @property
    def facts(self) -> LineFacts:
        """What the packing rule looks at."""
        return LineFacts(self.position, self.item, self.ordered, self.packed)


def delivery_lines(order_id: UUID, going: UUID | None = None) -> dict[int, DeliveryLine]:
    """Every position of the order: ordered, packed, shipped, and how much of it the shipment `going` holds. One query."""
    return {row[0]: DeliveryLine(*row) for row in answers(_LINES, {"order": order_id, "going": going})}


def ready_to_pack(order_id: UUID, lines: Mapping[int, DeliveryLine]) -> dict[str, Decimal]:
    """By item number: what is there for this order and not yet in a package. One query."""
    items = list({line.item_id for line in lines.values()})
    ready: dict[str, Decimal] = dict(answers(_READY, {"case": order_id, "items": items}))
    for line in lines.values():
        waiting = line.packed - line.shipped
        if waiting:
            ready[line.item] = ready.get(line.item, Decimal(0)) - waiting
    return ready


def how_told(shipment: Shipment) -> tuple[bool, str | None]:
    """Of the notice that counts: whether it was given by phone, and the state of its letter; (False, None) without one."""
    return first(_NOTICE, (shipment.pk,)) or (False, None)


def last_to_arrive(shipment: Shipment) -> bool:
    """Whether nothing else of the order is on its way. Ask with the order locked: two may arrive at one moment."""
    found = first(_STILL_ON_THE_WAY, (shipment.order_id, shipment.pk))
    return found == (False,)


def tracking_url(shipment: Shipment) -> str:
    """The carrier's page for the shipment: the number in its place, or after the address; only http and https are links."""
    address = shipment.carrier.tracking_url if shipment.carrier is not None else ""
    if not shipment.tracking_number or not address.startswith(("https://", "http://")):
        return ""
    number = quote(shipment.tracking_number, safe="")
    for place in ("{number}", "{}"):
        if place in address:
            return address.replace(place, number)
    return address + number
