"""What an address asks of a list: filters, search, a view, the sequence, the place; and the addresses of its neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from takt.web.rest.lists import asked

_OWN = ("view", "turned", "back")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a list. `turned`: from its other end; `back`: the page before the cursor."""

    filters: Mapping[str, str] = field(default_factory=dict)
    search: str = ""
    view: str = ""
    turned: bool = False
    cursor: str = ""
    back: bool = False

    @property
    def kept(self) -> dict[str, str]:
        """The query parameters that stay from page to page."""
        own = {"view": self.view, "q": self.search, "turned": "1" if self.turned else ""}
        return {name: value for name, value in (*own.items(), *self.filters.items()) if value}

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was searched or filtered for."""
        return bool(self.search or self.filters)

    def address(self, **changes: str) -> str:
        """The query with changes; an empty value leaves a parameter out. The place in the list is not kept."""
        return f"?{urlencode({n: v for n, v in (self.kept | changes).items() if v})}"

    def without(self, *names: str) -> str:
        """The query without these parameters."""
        return f"?{urlencode({n: v for n, v in self.kept.items() if n not in names})}"


def asked_of(request: HttpRequest) -> Asked:
    """What the address asks. Refused: InvalidInput for a parameter given twice or not readable."""
    filters, own = asked(request)
    mine: dict[str, Any] = {name: filters.pop(name, "") for name in _OWN}
    return Asked(
        filters,
        own.get("q", ""),
        mine["view"],
        mine["turned"] == "1",
        own.get("cursor", ""),
        mine["back"] == "1",
    )
