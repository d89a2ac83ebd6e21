"""What waits on its way to the customer (III.6)."""

from takt.records.waiting.kinds import ORDERS_DATE, Kind

_STILL_TO_PACK = """exists (select from orders_orderline l where l.order_id = o.id and l.quantity > (
    select coalesce(sum(sl.quantity), 0) from delivery_shipmentline sl join delivery_shipment h on h.id = sl.shipment_id
    where sl.order_line_id = l.id and h.state <> 'unpacked'))"""
_TOLD = """exists (select from (select n.told_by_phone, n.letter_id from delivery_notice n where n.shipment_id = s.id
    order by n.given_at desc, n.id desc limit 1) n left join conduct_letter t on t.id = n.letter_id
    where n.told_by_phone or t.state = 'sent')"""
_NOTICE = "coalesce((select max(n.given_at) from delivery_notice n where n.shipment_id = s.id), s.packed_at)"


def _shipment(
    action: str, where: str, begun: str, dated: str = ORDERS_DATE, oldest: str = "s.packed_at, s.id"
) -> Kind:
    rows = f"from delivery_shipment s join orders_order o on o.id = s.order_id where {where}"
    return Kind(action, rows, oldest, begun=begun, dated=dated)


GOODS: tuple[Kind, ...] = (
    Kind(
        action="delivery.pack",
        rows=f"from orders_order o where o.state in ('produced', 'partly_shipped') and {_STILL_TO_PACK}",
        oldest="o.entered_at, o.id",
        subject="o.id",
        reference="o.number",
        acts=("planning.complete_order", "delivery.ship_part"),
        dated=ORDERS_DATE,
    ),
    _shipment("delivery.notify", "s.state = 'packed'", "s.packed_at"),
    _shipment("delivery.ship", f"s.state = 'notified' and {_TOLD}", _NOTICE),
    _shipment(
        "delivery.receive",
        "s.state = 'shipped' and s.expected_arrival <= %(today)s",
        "coalesce(s.shipped_at, s.packed_at)",
        "(s.expected_arrival + 1)::timestamp at time zone %(zone)s::text",
        "s.expected_arrival, s.id",
    ),
)
