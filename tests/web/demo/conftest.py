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
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
) -> Iterator[Demo]:
    """As many orders as the file says in ORDERS, else all 150; its password is kept apart from other tests' homes."""
    kept = tmp_path_factory.mktemp("demonstration") / "demo-password"
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's own
        patch.setenv("TAKT_DEMO_PASSWORD", PASSWORD)
        patch.setattr(secret, "path", lambda: kept)
        said: list[str] = []
        yield Demo(prepare(said.append, getattr(request.module, "ORDERS", 150)), said)
        transaction.set_rollback(True)
