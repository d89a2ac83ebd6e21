"""The demonstration factory, running as `make run` runs it, and the system's Chromium looking at it."""

import json
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, sync_playwright
from tests.browser.desk import Desk
from tests.browser.factory import Factory, SignIn
from tests.journeys.installation import OTHERS_DATABASE, environment_of, takt_command
from tests.journeys.programs import is_serving, wait_until

from takt.ground.home import TaktHome
from takt.ground.postgres import database_urls

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that looks at the factory runs in one process: it is set up once."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def factory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Factory]:
    """`takt run` in a home of its own; ended as Ctrl+C ends it."""
    home = TaktHome(tmp_path_factory.mktemp("factory") / "home").prepare()
    port, events = free_port(), free_port()
    environment = environment_of(home, TAKT_PORT=str(port), TAKT_EVENTS_PORT=str(events))
    running = subprocess.Popen(takt_command("run"), env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: running.poll() is not None or is_serving(port), "the factory opens", 240)
        told = subprocess.run(
            takt_command("demo", "--json"), env=environment, check=True, capture_output=True, text=True
        )
        people = {p["login"]: SignIn(**p) for p in json.loads(told.stdout)}
        yield Factory(home, f"http://127.0.0.1:{port}", _database_of(home), people, environment)
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(60)


def _database_of(home: TaktHome) -> str:
    with pytest.MonkeyPatch.context() as patch:
        for name in OTHERS_DATABASE:
            patch.delenv(name, raising=False)
        return database_urls(home).application


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium. `make test` installs it; without it the tests fail and say how to get it."""
    program = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if program is None:
        pytest.fail("no Chromium here: sudo apt-get install -y chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        except Error as error:
            pytest.fail(f"{program} does not start: {error.message}")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def desk(factory: Factory, chromium: Browser) -> Iterator[Desk]:
    """Whoever is to look at something sits down here."""
    sat = Desk(factory, chromium)
    yield sat
    sat.close()
