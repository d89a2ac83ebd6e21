"""The life of a shipment on one screen. The notice comes BEFORE the goods leave (III.6.2)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from takt.conduct import moves


class ShipmentState(TextChoices):
    """Where a shipment stands."""

    PACKED = "packed", _("packed")
    NOTIFIED = "notified", _("customer notified")
    SHIPPED = "shipped", _("shipped")
    RECEIVED = "received", _("received")
    UNPACKED = "unpacked", _("unpacked again")


class ShipmentMove(moves.Move):
    """What can happen to a shipment."""

    NOTIFY = "notify"
    SHIP = "ship"
    RECEIVE = "receive"
    UNPACK = "unpack"


S = ShipmentState

SHIPMENT_LIFE = moves.Life[ShipmentMove, ShipmentState](
    {
        ShipmentMove.NOTIFY: (
            {S.PACKED, S.NOTIFIED},
            S.NOTIFIED,
        ),  # III.6.2; again when carrier or arrival change
        ShipmentMove.SHIP: (S.NOTIFIED, S.SHIPPED),  # III.6.1
        ShipmentMove.RECEIVE: (S.SHIPPED, S.RECEIVED),  # III.6.3
        ShipmentMove.UNPACK: ({S.PACKED, S.NOTIFIED}, S.UNPACKED),  # III.6.1
    }
)
