"""Whole journeys through real programs: web server, worker, mail server, durable database."""

from collections.abc import Iterator

import pytest
from tests.journeys.installation import Installation, installed


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One installation for all journeys: founding it takes a while."""
    with installed(tmp_path_factory.mktemp("journey")) as found:
        yield found
