"""The demonstration factory, running as `make run` runs it, and the system's Chromium looking at it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.desk import Desk
from tests.browser.factory import Factory
from tests.browser.opening import NoChromium, chromium_open, opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that looks at the factory runs in one process: it is set up once."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def factory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Factory]:
    """`takt run` in a home of its own; TAKT_BROWSER_HOME names one that is kept, for those who write these tests."""
    kept = os.environ.get("TAKT_BROWSER_HOME")
    with opened(Path(kept) if kept else tmp_path_factory.mktemp("factory") / "home") as factory:
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
