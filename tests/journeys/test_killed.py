"""kill -9 of web server, job worker and database at random instants, while orders come in: nothing lost, nothing twice."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event

import psycopg
from tests.journeys.desks import Desk
from tests.journeys.installation import Installation
from tests.journeys.mail_sink import Sink, free_port, mail_sink
from tests.journeys.programs import Program, is_serving, job_worker, wait_until, web_server

from benchmarks.life import CHECKLIST

KILLS = 12
SEED = 20261123
CLERKS = 4
HEARTBEAT_SECONDS = 1
LONGEST_PEACE_SECONDS = 0.8
DRAINED_SECONDS = 150.0
VICTIMS = ("web", "worker") * 11 + ("backend", "database") + ("web", "worker")


@dataclass
class Deeds:
    """What was asked for, and what was acknowledged of it: order number by mark, and each act's (order, action)."""

    intended: int = 0
    orders: dict[str, str] = field(default_factory=dict)
    acts: list[tuple[str, str]] = field(default_factory=list)


class Clerk:
    """Enters, confirms and annotates one order after the other until told to stop; ends what was begun."""

    def __init__(self, number: int, desk: Desk, customer: str, contact: str) -> None:
        self.desk, self.deeds = desk, Deeds()
        self._number, self._customer, self._contact = number, customer, contact
        self._due = (datetime.now(UTC) + timedelta(days=60)).date().isoformat()

    def work(self, stop: Event) -> None:
        """Every second order bears the customer's own number, which alone would keep it from being entered twice."""
        while not stop.is_set():
            self.deeds.intended += 1
            mark = f"mark-{self._number}-{self.deeds.intended}"
            order = self._act("/orders/enter", mark, "orders.enter", self._order(mark))
            self.deeds.orders[mark] = order
            self._act(f"/orders/{order}/confirm", mark, "orders.confirm", {"promised_date": self._due, "checklist": CHECKLIST})
            self._act(f"/orders/{order}/annotate", mark, "orders.annotate", {"carrier_wish": f"carrier {mark}"})

    def _act(self, address: str, mark: str, action: str, arguments: dict[str, object]) -> str:
        answer = self.desk.act(address, f"{mark}-{action}", arguments)
        order = str(answer["reference"])
        self.deeds.acts.append((order, action))
        return order

    def _order(self, mark: str) -> dict[str, object]:
        return {
            "customer": self._customer, "contact": self._contact, "requested_date": self._due, "notes": mark,
            "customer_order_number": mark if self.deeds.intended % 2 else "", "caller": "王", "read_back": True,
            "called_at": datetime.now(UTC).isoformat(), "lines": [{"item": i, "quantity": 3} for i in self.desk.at.items],
        }  # fmt: skip


@dataclass
class Killer:
    """Kills with a seeded hand, and sees to it that everything comes back."""

    at: Installation
    port: int
    programs: dict[str, Program]
    kills: Counter[str] = field(default_factory=Counter)
    jobs_cut_off: int = 0
    hand: random.Random = field(default_factory=lambda: random.Random(SEED))
    workers_before: int = 0

    def kill_fifty_times(self) -> None:
        """One after the other, each at a random instant after its victim is at work again."""
        for _ in range(KILLS):
            victim = self.hand.choice(VICTIMS)
            self.wait_for(victim)
            Event().wait(self.hand.uniform(0, LONGEST_PEACE_SECONDS))
            self._kill(victim)
            self.kills[victim] += 1

    def wait_for(self, victim: str) -> None:
        """Until the victim is at work. A worker that lost its database may end by itself: start it again, as its keeper would."""
        ways: dict[str, Callable[[], bool]] = {"web": lambda: is_serving(self.port), "worker": self._worker_is_up}
        wait_until(ways.get(victim, self._database_is_up), f"{victim} is at work again")

    def _kill(self, victim: str) -> None:
        if victim in self.programs:
            if victim == "worker":
                self.jobs_cut_off += self._number("select count(*) from procrastinate_jobs where status = 'doing'")
                self.workers_before = self._number("select coalesce(max(id), 0) from procrastinate_workers")
            self.programs[victim].kill()
            self.programs[victim].start()
        elif victim == "backend":
            os.kill(self._backend(), signal.SIGKILL)
        else:
            pid_file = self.at.home.database / "cluster" / "postmaster.pid"
            os.kill(int(pid_file.read_text().splitlines()[0]), signal.SIGKILL)

    def _backend(self) -> int:
        """A session of the application, whoever's."""
        found = self.at.query(
            "select pid from pg_stat_activity where usename = current_user and pid <> pg_backend_pid() order by random() limit 1"
        )
        return int(found[0][0])

    def _worker_is_up(self) -> bool:
        return self._number("select coalesce(max(id), 0) from procrastinate_workers") > self.workers_before

    def _database_is_up(self) -> bool:
        return self._number("select count(*) from pg_stat_activity where usename = current_user") > 1

    def _number(self, sql: str) -> int:
        try:
            return self.at.number(sql)
        except psycopg.OperationalError:  # it is restarting
            return 0


@contextmanager
def running(programs: dict[str, Program]) -> Iterator[None]:
    """All programs run; none is left behind."""
    try:
        for program in programs.values():
            program.start()
        yield
    finally:
        for program in programs.values():
            program.kill()


def test_nothing_is_lost_or_done_twice_when_everything_is_killed(installation: Installation) -> None:
    began, port = time.monotonic(), free_port()
    with mail_sink(SEED) as sink:
        more = {"TAKT_SMTP_HOST": "127.0.0.1", "TAKT_SMTP_PORT": str(sink.port), "TAKT_HEARTBEAT_SECONDS": str(HEARTBEAT_SECONDS)}
        programs = {"web": web_server(installation, port, **more), "worker": job_worker(installation, **more)}
        killer = Killer(installation, port, programs)
        with running(programs):
            killer.wait_for("web")
            clerks = load(installation, port, killer)
            killed = time.monotonic()
            for program in programs:
                killer.wait_for(program)
            drain(installation)
            undecided = decide_on_doubtful(installation, port, sink)
            drain(installation)
    summary = (
        f"\n{sum(killer.kills.values())} kills {dict(killer.kills)} in {killed - began:.0f} s, drained {time.monotonic() - killed:.0f} s later:"
        f" {sum(len(c.deeds.acts) for c in clerks)} acts acknowledged, {sum(c.desk.broken for c in clerks)} lines broke off,"
        f" {Counter(f for c in clerks for f in c.desk.failed)} failed, {killer.jobs_cut_off} postings cut off,"
        f" {sum(sink.taken.values())} messages, {undecided} doubtful letters (message there -> settled, else resent)"
    )
    print(summary)  # noqa: T201  # the measured figures of this claim
    assert sum(killer.kills.values()) == KILLS
    every_act_is_in_the_journal_once(installation, clerks)
    no_order_is_there_twice(installation, clerks)
    every_letter_arrived_once(installation, sink)
    the_journal_is_right(installation)


def load(at: Installation, port: int, killer: Killer) -> list[Clerk]:
    """The clerks work while the killer kills, and finish what they began."""
    contact = new_contact(at, port)
    roles = ("entry", "review")
    clerks = [Clerk(n, Desk(at, port, roles[n % 2]), at.customer, contact) for n in range(CLERKS)]
    stop = Event()
    with ThreadPoolExecutor(CLERKS) as pool:
        working: list[Future[None]] = [pool.submit(clerk.work, stop) for clerk in clerks]
        try:
            killer.kill_fifty_times()
        finally:
            stop.set()
        for each in working:
            each.result()
    return clerks


def new_contact(at: Installation, port: int) -> str:
    """The customer's buyer, reachable by e-mail; the id."""
    desk = Desk(at, port, "entry")
    answer = desk.act(f"/customers/{at.customer}/add-contact", "contact", {"name": "采购", "email": "buyer@customer.example"})
    return str(answer["answer"]["id"])


def drain(at: Installation) -> None:
    """Until no letter waits. Nobody helps: the worker finds by itself what died with its predecessors."""
    wait_until(
        lambda: at.number("select count(*) from conduct_letter where state = 'waiting' and channel = 'email'") == 0,
        "every letter is posted",
        DRAINED_SECONDS,
    )


def decide_on_doubtful(at: Installation, port: int, sink: Sink) -> int:
    """Nobody can know of a letter cut off between text and answer. Sales looks whether it arrived, and decides."""
    desk = Desk(at, port, "review")
    doubtful = [str(row[0]) for row in at.query("select id from conduct_letter where state = 'doubtful'")]
    for letter in doubtful:
        arrived = sink.taken[f"<{letter}@localhost>"]
        assert arrived <= 1, f"letter {letter} was sent {arrived} times"
        step = "settle" if arrived else "resend"
        desk.act(f"/letters/{letter}/{step}", f"{step}-{letter}", {"reason": "looked into the customer's mailbox"})
    return len(doubtful)


def every_act_is_in_the_journal_once(at: Installation, clerks: list[Clerk]) -> None:
    """No acknowledged act is lost, and none is done twice, also where only the key could prevent it."""
    rows = at.query(
        "select o.number, j.action, count(*) from conduct_journalentry j join orders_order o on o.id = j.subject_id group by 1, 2"
    )
    written = {(number, action): count for number, action, count in rows}
    acknowledged = Counter(act for clerk in clerks for act in clerk.deeds.acts)
    assert written == acknowledged
    assert set(written.values()) == {1}


def no_order_is_there_twice(at: Installation, clerks: list[Clerk]) -> None:
    """Each intention became one order, and the numbers have neither gap nor double."""
    found = {mark: number for mark, number in at.query("select notes, number from orders_order")}
    assert found == {mark: number for clerk in clerks for mark, number in clerk.deeds.orders.items()}
    assert at.number("select count(*) from orders_order") == len(found) == sum(c.deeds.intended for c in clerks)
    running_numbers = sorted(int(number.rsplit("-", 1)[1]) for number in found.values())
    assert running_numbers == list(range(1, len(found) + 1))


def every_letter_arrived_once(at: Installation, sink: Sink) -> None:
    """Each confirmation has one letter, each letter is sent, and the mail server has it once."""
    confirmed = at.number("select count(*) from orders_confirmation")
    letters = at.query("select id::text, state from conduct_letter where channel = 'email'")
    assert Counter(state for _, state in letters) == {"sent": confirmed}
    assert sink.taken == Counter(f"<{letter}@localhost>" for letter, _ in letters)


def the_journal_is_right(at: Installation) -> None:
    """`takt verify` recomputes every chain and finds nothing wrong."""
    verdict = at.takt("verify")
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
