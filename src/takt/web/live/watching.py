"""The watcher: one for each process of events, however many pages listen. It asks the journal a few times a second, and
nothing at all while nobody listens.

An act's time is taken when it begins, and it is seen when it commits; so each look reaches back over `GLANCE_SECONDS`, and
now and then over `LONG_LOOK_SECONDS`, longer than any act can last (the server's time-outs).
"""

import asyncio
import logging
from itertools import count
from typing import LiteralString

import psycopg
from django.db import connection
from psycopg.conninfo import make_conninfo

from takt.web.live.board import Board
from takt.web.live.positions import POSITIONS, POSITIONS_OF_WHAT_MOVED

LOOK_EVERY_SECONDS = 0.2
GLANCE_SECONDS = 5
LONG_LOOK_SECONDS = 180
LONG_LOOK_EVERY = 25
"""Every so many looks is a long one: each five seconds."""
PAUSE_SECONDS = 1.0
_LOG = logging.getLogger(__name__)


async def watch(board: Board) -> None:
    """Watch until cancelled. A database that goes away is waited for; what happened meanwhile is told when it is back."""
    while True:
        await board.somebody()
        try:
            async with await psycopg.AsyncConnection.connect(_address(), autocommit=True) as ours:
                await _look_while_somebody_listens(ours, board)
        except (psycopg.Error, OSError) as error:
            _LOG.warning("the database went away: %s", error)
            await asyncio.sleep(PAUSE_SECONDS)


def _address() -> str:
    """The database as Django reaches it, less what belongs to its cursors."""
    own = {"cursor_factory", "context", "prepare_threshold", "server_side_binding"}
    return make_conninfo(**{n: v for n, v in connection.get_connection_params().items() if n not in own})


async def _look_while_somebody_listens(
    ours: "psycopg.AsyncConnection[tuple[object, ...]]", board: Board
) -> None:
    await look(ours, board, POSITIONS)
    for number in count(1):
        if not board.cases():
            return
        await asyncio.sleep(LOOK_EVERY_SECONDS)
        reach = LONG_LOOK_SECONDS if number % LONG_LOOK_EVERY == 0 else GLANCE_SECONDS
        await look(ours, board, POSITIONS_OF_WHAT_MOVED, reach)


async def look(
    ours: "psycopg.AsyncConnection[tuple[object, ...]]",
    board: Board,
    statement: LiteralString,
    seconds: int = 0,
) -> None:
    """One look at the journal; everybody is told what is new to them."""
    found = await ours.execute(statement, {"cases": board.cases(), "seconds": seconds})
    for case, position in await found.fetchall():
        board.tell(case, position)  # type: ignore[arg-type]  # the columns of both statements
