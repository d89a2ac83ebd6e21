"""Listeners: the newest position waits for a page, nothing piles up, and at the end everybody is let go."""

import asyncio
from uuid import uuid4

from takt.web.live.board import Board, Listener


def test_a_slow_page_hears_the_newest_position_once() -> None:
    async def story() -> list[int | None]:
        board, case = Board(), uuid4()
        page = Listener(case, told=3)
        board.add(page)
        for position in (4, 5, 5, 9):
            board.tell(case, position)
        heard = [await page.news()]
        board.tell(case, 9)
        board.tell(case, 8)  # seen late: no news
        board.tell(case, 10)
        return [*heard, await page.news()]

    assert asyncio.run(story()) == [9, 10]


def test_nobody_hears_of_other_peoples_cases() -> None:
    async def story() -> bool:
        board, mine = Board(), uuid4()
        page = Listener(mine, told=0)
        board.add(page)
        board.tell(uuid4(), 7)
        try:
            await asyncio.wait_for(page.news(), 0.01)
        except TimeoutError:
            return True
        return False

    assert asyncio.run(story())


def test_at_the_end_everybody_is_let_go_also_who_comes_late() -> None:
    async def story() -> tuple[list[int | None], int]:
        board = Board()
        early, late = Listener(uuid4(), 0), Listener(uuid4(), 0)
        board.add(early)
        board.close()
        board.add(late)
        ends = [await early.news(), await late.news()]
        for page in (early, late):
            board.remove(page)
        await asyncio.wait_for(board.nobody(), 1)
        return ends, len(board)

    assert asyncio.run(story()) == ([None, None], 0)


def test_the_watcher_sleeps_until_somebody_listens() -> None:
    async def story() -> list[bool]:
        board, page = Board(), Listener(uuid4(), 0)
        waiting = asyncio.create_task(board.somebody())
        await asyncio.sleep(0)
        before = waiting.done()
        board.add(page)
        await asyncio.wait_for(waiting, 1)
        board.remove(page)
        again = asyncio.create_task(board.somebody())
        await asyncio.sleep(0)
        after = again.done()
        again.cancel()
        return [before, after]

    assert asyncio.run(story()) == [False, False]
