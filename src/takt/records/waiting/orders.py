"""What waits with orders themselves, and with letters that did not arrive (III.1, III.6.3, II.1)."""

from dataclasses import replace

from takt.records.waiting.kinds import Kind


def _order(action: str, rows: str, *acts: str) -> Kind:
    return Kind(action, rows, "o.entered_at, o.id", "o.id", "o.number", acts=acts)


_LETTER = Kind(
    action="conduct.resend",
    rows="from conduct_letter s left join orders_order o on o.id = s.letter_case where s.state = 'dead'",
    oldest="s.written_at, s.id",
    reference="s.id::text",
    begun="s.written_at",
    starter="null::uuid",
    about="s.recipient_name",
    about_en="s.recipient_name",
)
_OPEN_FOLLOW_UP = "exists (select from delivery_followup f where f.order_id = o.id and f.done_at is null)"

ORDERS: tuple[Kind, ...] = (
    _order("orders.take_over", "from orders_order o where o.state = 'placed'", "orders.place"),
    _order(
        "orders.confirm", "from orders_order o where o.state = 'entered'",
        "orders.enter", "orders.take_over", "orders.revise", "orders.send_back",
    ),
    Kind(
        action="delivery.feedback",
        rows="""from delivery_followup s join orders_order o on o.id = s.order_id
  where s.done_at is null and s.due <= %(today)s and o.state = 'received'""",
        oldest="s.due, s.id",
        subject="o.id",
        reference="o.number",
        acts=("delivery.receive_order",),
        dated="(s.due + 1)::timestamp at time zone %(zone)s::text",
    ),
    _order(
        "delivery.close",
        f"from orders_order o where (o.state = 'answered' or o.state = 'received' and not {_OPEN_FOLLOW_UP})",
        "delivery.feedback", "delivery.receive_order",
    ),
    _LETTER,
    replace(_LETTER, action="conduct.settle", rows=_LETTER.rows.replace("'dead'", "'doubtful'")),
)  # fmt: skip
