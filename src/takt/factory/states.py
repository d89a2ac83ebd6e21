"""The life of a bill's or route's version: drafted, released, replaced. A version in use is never edited."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from takt.conduct.moves import Life, Move


class VersionState(TextChoices):
    """Where a version of a bill or route stands."""

    DRAFT = "draft", _("draft")
    RELEASED = "released", _("released")
    REPLACED = "replaced", _("replaced")


class BillMove(Move):
    """What happens to a version of a bill."""

    RELEASE = "release"
    WITHDRAW = "withdraw"


class RouteMove(Move):
    """What happens to a version of a route."""

    RELEASE = "release"
    WITHDRAW = "withdraw"


BILL_LIFE = Life[BillMove, VersionState](
    {
        BillMove.RELEASE: (VersionState.DRAFT, VersionState.RELEASED),
        BillMove.WITHDRAW: ({VersionState.DRAFT, VersionState.RELEASED}, VersionState.REPLACED),
    }
)
ROUTE_LIFE = Life[RouteMove, VersionState](
    {
        RouteMove.RELEASE: (VersionState.DRAFT, VersionState.RELEASED),
        RouteMove.WITHDRAW: ({VersionState.DRAFT, VersionState.RELEASED}, VersionState.REPLACED),
    }
)
