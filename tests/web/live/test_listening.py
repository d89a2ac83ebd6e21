"""II.1: what happens to an order is told at once to whoever may see it, and to nobody else."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, connections
from tests.orders.shop import Shop, entered, open_shop
from tests.people import People, make_people
from tests.races import apart
from tests.web.live.listening import PAGE, listening, session_of

from takt.orders.actions.annotate import annotate
from takt.orders.models import Order
from takt.web.live import stream
from takt.web.live.application import Events
from takt.web.live.positions import position
from takt.web.live.watching import watch

__all__ = ["apart"]
Told = Callable[[Events], Awaitable[Any]]


class Scene:
    """People, an order of Farwin's, and who is signed in."""

    def __init__(self) -> None:
        self.people: People = make_people()
        self.shop: Shop = open_shop()
        self.order: Order = entered(self.shop, self.people.sales)
        self.position = position(self.order.pk)

    def act(self, notes: str) -> None:
        """Something happens to the order, in another process' place: on this thread's own connection."""
        annotate(Order.objects.get(pk=self.order.pk), by=self.people.sales, notes=notes)


@pytest.fixture
def scene(apart: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """Committed, so that other connections see it."""
    monkeypatch.setenv("TAKT_PORT", "8000")
    yield Scene()
    connection.close()


def told(story: Told) -> Any:
    """Run a story beside a watcher."""

    async def run() -> Any:
        events = Events()
        watcher = asyncio.create_task(watch(events.board))
        try:
            return await story(events)
        finally:
            watcher.cancel()
            await asyncio.gather(watcher, return_exceptions=True)
            await sync_to_async(connections.close_all, thread_sensitive=True)()

    return asyncio.run(run())


def test_a_page_hears_at_once_what_happened(scene: Scene) -> None:
    key = session_of(scene.people.production)

    async def story(events: Events) -> tuple[int, str, str, float]:
        page = listening(events, key, scene.order.number, str(scene.position))
        status, __ = await page.start()
        await page.line("retry")
        clock = asyncio.get_running_loop().time
        await sync_to_async(scene.act, thread_sensitive=True)("Call first")
        began = clock()
        heard = await page.line("id"), await page.line("data")
        seconds = clock() - began
        await page.leave()
        return status, *heard, seconds

    status, event_id, data, seconds = told(story)
    assert (status, event_id) == (200, f"id: {scene.position + 1}")
    assert data == f'data: {{"order":"{scene.order.number}","seq":{scene.position + 1}}}'
    assert seconds < 1.0


@pytest.mark.parametrize("how", ["since", "last-event-id"])
def test_who_comes_back_hears_at_once_that_something_happened_meanwhile(scene: Scene, how: str) -> None:
    key = session_of(scene.people.sales)
    scene.act("While you were away")

    async def story(events: Events) -> str:
        known = str(scene.position)
        given = {"since": known} if how == "since" else {how: known}
        page = listening(events, key, scene.order.number, **given)
        heard = await page.line("id")
        await page.leave()
        return heard

    assert told(story) == f"id: {scene.position + 1}"


def test_a_page_that_knows_everything_hears_nothing(scene: Scene) -> None:
    key = session_of(scene.people.sales)

    async def story(events: Events) -> bool:
        page = listening(events, key, scene.order.number, str(scene.position))
        await page.line("retry")
        try:
            await asyncio.wait_for(page.line("id"), 0.7)
        except TimeoutError:
            return True
        finally:
            await page.leave()
        return False

    assert told(story)


def test_only_readers_of_the_order_may_listen(scene: Scene) -> None:
    shop, people = scene.shop, scene.people
    keys = {
        "": "",
        "buyer": session_of(shop.buyer),
        "rival": session_of(shop.other_buyer),
        "li": session_of(people.sales),
    }

    async def story(events: Events) -> dict[str, int]:
        pages = {name: listening(events, key, scene.order.number) for name, key in keys.items()}
        pages["made up"] = listening(events, "0" * 32, scene.order.number)
        pages["unknown order"] = listening(events, keys["li"], "SO-NONE")
        pages["foreign page"] = listening(events, keys["li"], scene.order.number, origin="http://evil.test")
        pages["foreign host"] = listening(events, keys["li"], scene.order.number, host="evil.test")
        found = {name: (await page.start())[0] for name, page in pages.items()}
        for page in pages.values():
            await page.leave()
        return found

    assert told(story) == {
        "": 401, "buyer": 200, "rival": 404, "li": 200, "made up": 401, "unknown order": 404,
        "foreign page": 403, "foreign host": 403,
    }  # fmt: skip


def test_the_pages_origin_is_answered_with_its_own_name(scene: Scene) -> None:
    key = session_of(scene.people.sales)

    async def story(events: Events) -> dict[str, str]:
        page = listening(events, key, scene.order.number)
        __, headers = await page.start()
        await page.leave()
        return headers

    headers = told(story)
    assert headers["access-control-allow-origin"] == PAGE
    assert headers["access-control-allow-credentials"] == "true"
    assert headers["content-type"].startswith("text/event-stream")


def test_who_loses_the_right_is_let_go(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "ASK_AGAIN_SECONDS", 0.1)
    key = session_of(scene.people.sales)

    def retire() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "update departments_person set retired_at = now() where id = %s", (scene.people.sales.pk,)
            )

    async def story(events: Events) -> int:
        page = listening(events, key, scene.order.number)
        await page.line("retry")
        await sync_to_async(retire, thread_sensitive=True)()
        await page.ended()
        return len(events.board)

    assert told(story) == 0


def test_when_the_server_stops_every_page_is_let_go(scene: Scene) -> None:
    key = session_of(scene.people.sales)

    async def story(events: Events) -> int:
        pages = [listening(events, key, scene.order.number) for _ in range(5)]
        for page in pages:
            await page.line("retry")
        events.board.close()
        for page in pages:
            await page.ended()
        return len(events.board)

    assert told(story) == 0
