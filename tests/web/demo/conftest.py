"""A demonstration, set up once for all tests of a file and undone afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction

from takt.web.demo import secret
from takt.web.demo.setting_up import SignIn, prepare

PASSWORD = "reducer-oil-forty"


@dataclass(frozen=True)
class Demo:
    """What setting it up gave and said."""

    sign_ins: list[SignIn]
    said: list[str]


@pytest.fixture(scope="module")
def demo(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[Demo]:
    """As many orders as the file says in ORDERS, else all 150."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's own
        patch.setenv("TAKT_DEMO_PASSWORD", PASSWORD)
        said: list[str] = []
        yield Demo(prepare(said.append, getattr(request.module, "ORDERS", 150)), said)
        transaction.set_rollback(True)
        secret.path().unlink(missing_ok=True)
