"""The demonstration factory, running as `make run` runs it, and the system's Chromium looking at it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.desk import Desk
from tests.browser.factory import Factory
from tests.browser.opening import NoChromium, chromium_open
from tests.browser.sharing import shared


@pytest.hookimpl(tryfirst=True)  # before the marks are read, in whatever order the plugins came
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys run in one process, for each finds the factory as the one before left it. Who only looks may do so beside them."""
    journeys = Path(__file__).parent / "journeys"
    for item in items:
        if journeys in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def factory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Factory]:
    """`takt run` in a home of this run; TAKT_BROWSER_HOME names a folder that is kept, for those who write these tests."""
    own = tmp_path_factory.getbasetemp()
    of_all_processes = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    kept = os.environ.get("TAKT_BROWSER_HOME")
    with shared(Path(kept) if kept else of_all_processes / "factory") as factory:
        yield factory


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium. `make test` installs it; without it the tests fail and say how to get it."""
    try:
        with chromium_open() as browser:
            yield browser
    except NoChromium as error:
        pytest.fail(str(error))


@pytest.fixture(scope="session")
def desk(factory: Factory, chromium: Browser) -> Iterator[Desk]:
    """Whoever is to look at something sits down here."""
    sat = Desk(factory, chromium)
    yield sat
    sat.close()
