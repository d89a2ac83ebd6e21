"""Several hands do the work of one; an error ends it, what was begun is finished."""

from threading import Barrier, Lock, get_ident
from uuid import uuid4

import pytest
from django.utils import translation

from takt.web.adventureworks.hands import each
from takt.web.adventureworks.turns import Turns

PATIENCE_SECONDS = 20


@pytest.mark.parametrize("hands", [1, 3])
def test_every_task_is_done_once(hands: int) -> None:
    done: list[int] = []
    assert len(list(each(done.append, range(50), hands))) == 50
    assert sorted(done) == list(range(50))


def test_two_hands_work_at_the_same_time_in_the_language_of_who_asked() -> None:
    meeting = Barrier(2, timeout=PATIENCE_SECONDS)
    seen: set[tuple[int, str | None]] = set()

    def meet(_task: int) -> None:
        meeting.wait()
        seen.add((get_ident(), translation.get_language()))

    with translation.override("en"):
        list(each(meet, range(2), 2))
    assert len(seen) == 2
    assert {language for _, language in seen} == {"en"}


def test_an_error_ends_the_work_and_is_told() -> None:
    done: list[int] = []

    def work(task: int) -> None:
        if task == 3:
            raise LookupError("task 3")
        done.append(task)

    with pytest.raises(LookupError, match="task 3"):
        list(each(work, range(1000), 2))
    assert 3 not in done
    assert len(done) < 1000


def test_a_machine_serves_one_at_a_time() -> None:
    turns, machine, inside, most = Turns(), uuid4(), [0], [0]
    count = Lock()

    def work(_task: int) -> None:
        with turns.machine(machine):
            with count:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            with count:
                inside[0] -= 1

    list(each(work, range(200), 4))
    assert most == [1]
