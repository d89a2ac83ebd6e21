"""III.4.1: a route comes into force."""

from takt.conduct.action import action
from takt.departments.models import Person
from takt.factory.actions.withdraw_route import withdraw_route
from takt.factory.keepers import KEEPERS
from takt.factory.models import Route
from takt.factory.states import RouteMove, VersionState


@action("III.4.1", by=KEEPERS, moves=RouteMove.RELEASE)
def release_route(route: Route, *, by: Person) -> None:
    """Put a drafted route into force; it replaces the one in force."""
    in_force = Route.objects.filter(item=route.item_id, state=VersionState.RELEASED).first()
    if in_force is not None:
        withdraw_route(in_force, by=by)
