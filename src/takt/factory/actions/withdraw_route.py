"""III.4.1: a route goes out of force."""

from takt.conduct.action import action
from takt.departments.models import Person
from takt.factory.keepers import KEEPERS
from takt.factory.models import Route
from takt.factory.states import RouteMove


@action("III.4.1", by=KEEPERS, moves=RouteMove.WITHDRAW)
def withdraw_route(route: Route, *, by: Person) -> None:
    """Take a route out of force, or give up its draft; orders that were planned by it keep it."""
