"""The demonstration factory, opened as `make run` opens it, in a home of its own or in one that is kept."""

import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, sync_playwright
from tests.browser.factory import Factory
from tests.journeys.installation import OTHERS_DATABASE, environment_of, takt_command
from tests.journeys.programs import is_serving, wait_until

from takt.ground.home import TaktHome
from takt.ground.postgres import database_urls

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--lang=en-US"]
"""A language of the browser's own, whatever the machine's: in it dates are typed. The pages' language is told by each look."""
ORDERS = "60"
"""Enough for every page to have something; the demonstration of `make run` has more and takes longer."""
SECONDS = 240


class NoChromium(RuntimeError):
    """The system has no Chromium that starts."""


@contextmanager
def opened(folder: Path) -> Iterator[Factory]:
    """`takt run` in the home in this folder, set up first where nobody works yet; ended as Ctrl+C ends it."""
    port, events = free_port(), free_port()
    environment = _environment(TaktHome(folder).prepare(), port, events)
    for words in (("migrate",), ("demo", "--orders", ORDERS)):
        subprocess.run(takt_command(*words), env=environment, check=True, stdout=subprocess.DEVNULL)
    running = subprocess.Popen(takt_command("run"), env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: running.poll() is not None or is_serving(port), "the factory opens", SECONDS)
        if running.poll() is not None:
            raise RuntimeError(f"takt run ended with {running.returncode}")
        yield factory_at(folder, port, events)
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(60)


def factory_at(folder: Path, port: int, events: int) -> Factory:
    """The factory that somebody has opened in this folder at these ports."""
    home = TaktHome(folder)
    password = (home.keys / "demo-password").read_text(encoding="utf-8").strip()
    return Factory((port, events), _database_of(home), password, _environment(home, port, events))


def _environment(home: TaktHome, port: int, events: int) -> dict[str, str]:
    return environment_of(home, TAKT_PORT=str(port), TAKT_EVENTS_PORT=str(events))


@contextmanager
def chromium_open() -> Iterator[Browser]:
    """The system's Chromium. Refused: NoChromium, which says how to get it."""
    program = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if program is None:
        raise NoChromium("no Chromium here: sudo apt-get install -y chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        except Error as error:
            raise NoChromium(f"{program} does not start: {error.message}") from error
        try:
            yield browser
        finally:
            browser.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _database_of(home: TaktHome) -> str:
    with pytest.MonkeyPatch.context() as patch:
        for name in OTHERS_DATABASE:
            patch.delenv(name, raising=False)
        return database_urls(home).application
