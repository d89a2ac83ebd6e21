"""The running demonstration: where it is, who works there, what it holds."""

from dataclasses import dataclass, field
from typing import Any

import psycopg

from takt.ground.home import TaktHome


@dataclass(frozen=True)
class SignIn:
    """Somebody of the demonstration."""

    login: str
    password: str
    name: str
    department: str
    head: bool


@dataclass(frozen=True)
class Factory:
    """A home of its own with Takt's programs running in it."""

    home: TaktHome
    address: str
    database: str
    people: dict[str, SignIn]
    environment: dict[str, str] = field(repr=False)

    def first(self, sql: str, *values: Any) -> str:
        """The first value that a query finds; an error when there is none, for then the demonstration lacks something."""
        with psycopg.connect(self.database) as connection:
            found = connection.execute(sql, values).fetchone()
        assert found is not None, f"the demonstration has nothing for: {sql}"
        return str(found[0])
