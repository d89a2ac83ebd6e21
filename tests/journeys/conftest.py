"""Whole journeys through real programs: web server, worker, mail server, durable database."""

from collections.abc import Iterator

import pytest
from tests.journeys.installation import Installation, installed


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation of the module's own."""
    with installed(tmp_path_factory.mktemp("journey")) as found:
        yield found
