"""Pictures of every page, in every language, theme and size: `python -m tests.browser.screenshots [--out DIR] [--only NAME]`.

Beside each picture's name it says what is wrong with the page. `--guides` makes those of docs/images/guides instead.
"""

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.browser.desk import ALL_LOOKS, PHONE, WIDE, Desk
from tests.browser.every import every_place
from tests.browser.guides import PICTURES
from tests.browser.looking import settled
from tests.browser.opening import chromium_open, opened
from tests.browser.visiting import visit

ROOT = Path(__file__).parents[2]


def main(words: list[str]) -> int:
    """1 when something is wrong with a page."""
    asked = _asked(words)
    with ExitStack() as stack:
        folder = asked.home or Path(stack.enter_context(tempfile.TemporaryDirectory())) / "home"
        factory = stack.enter_context(opened(folder))
        desk = Desk(factory, stack.enter_context(chromium_open()))
        stack.callback(desk.close)
        return _guides(desk) if asked.guides else _everything(desk, asked)


def _asked(words: list[str]) -> argparse.Namespace:
    given = argparse.ArgumentParser(prog="python -m tests.browser.screenshots", description=__doc__)
    given.add_argument(
        "--out", type=Path, default=ROOT / "build" / "screenshots", help="the folder of the pictures"
    )
    given.add_argument("--only", default="", help="pages whose name begins so")
    given.add_argument(
        "--looks",
        choices=("all", "two"),
        default="all",
        help="two: wide by day in Chinese, phone at night in English",
    )
    given.add_argument("--home", type=Path, help="a kept home of the demonstration; else a new one each time")
    given.add_argument(
        "--guides", action="store_true", help="the few pictures of the guides, into docs/images/guides"
    )
    return given.parse_args(words)


def _everything(desk: Desk, asked: argparse.Namespace) -> int:
    asked.out.mkdir(parents=True, exist_ok=True)
    faults = 0
    for place in every_place(desk.factory):
        for look in ALL_LOOKS if asked.looks == "all" else (WIDE, PHONE):
            if str(place).startswith(asked.only):
                wrong = visit(desk, place, look, picture=asked.out / f"{place}.{look}.png")
                sys.stdout.write("".join(f"{place} {look}: {each}\n" for each in wrong or ["ok"]))
                sys.stdout.flush()
                faults += len(wrong)
    return 1 if faults else 0


def _guides(desk: Desk) -> int:
    folder = ROOT / "docs" / "images" / "guides"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (login, address, look) in PICTURES.items():
        page = desk.visitor(login, look)
        page.goto(address(desk.factory))
        settled(page)
        page.screenshot(path=folder / name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
