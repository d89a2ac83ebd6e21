"""Shops small enough to be solved by counting minutes, made by hypothesis."""

from hypothesis import strategies as st

from takt.engine.assemble import Alternative, Job, Operation, Precedence, assemble
from takt.engine.intervals import Intervals
from takt.engine.problem import Problem, Resource

HORIZON = 40
#: Every calendar is open for good from here on, so that everything can be placed.
TAIL = (HORIZON + 20, HORIZON + 400)

spans = st.tuples(st.integers(0, HORIZON - 1), st.integers(1, 8)).map(
    lambda span: (span[0], span[0] + span[1])
)
span_lists = st.lists(spans, max_size=5)


@st.composite
def resources(draw: st.DrawFn, *, endless: bool) -> Resource:
    """A machine or person with a few openings and a few occupied slots."""
    openings = draw(span_lists) + ([TAIL] if endless else [(0, 3)])
    return Resource(Intervals.merged(openings), Intervals.merged(draw(span_lists)))


@st.composite
def problems(draw: st.DrawFn, *, endless: bool = True, most: int = 6) -> Problem:
    """Up to ``most`` operations on up to 3 machines and 2 people."""
    machines = draw(st.lists(resources(endless=endless), min_size=1, max_size=3))
    people = draw(st.lists(resources(endless=endless), min_size=draw(st.integers(0, 1)), max_size=2))
    jobs = draw(st.lists(st.builds(Job, st.integers(0, 60), st.integers(1, 4)), min_size=1, max_size=3))
    crew = range(len(people))
    pool = st.lists(st.sampled_from(crew), min_size=1, unique=True).map(tuple) if people else st.none()
    alternative = st.builds(
        Alternative, st.integers(0, len(machines) - 1), st.integers(1, 8), st.one_of(st.none(), pool)
    )
    row = st.tuples(
        st.integers(0, len(jobs) - 1),
        st.lists(alternative, min_size=1, max_size=3),
        st.integers(0, HORIZON),
    ).map(lambda columns: Operation(*columns))
    operations = draw(st.lists(row, min_size=1, max_size=most))
    last = len(operations) - 1
    pairs = st.tuples(st.integers(0, last), st.integers(0, last)).filter(lambda pair: pair[0] < pair[1])
    # half of the graphs run against the numbering, so that no test passes by the order of the rows
    ascending = draw(st.booleans())
    edges = draw(st.lists(pairs, max_size=5)) if last else []
    precedence = [Precedence(*(pair if ascending else pair[::-1]), draw(st.integers(0, 6))) for pair in edges]
    return assemble(operations, jobs, machines, people, precedence)


def shop(
    *operations: Operation,
    jobs: int = 1,
    machines: list[Resource] | None = None,
    people: list[Resource] | None = None,
    precedence: list[Precedence] | None = None,
) -> Problem:
    """A problem written by hand: without more words one machine that is open from 0 to 1000."""
    return assemble(
        operations, [Job(due=100)] * jobs, machines or [always_open()], people or [], precedence or []
    )


def always_open(*occupied: tuple[int, int]) -> Resource:
    """Open from minute 0 to 1000."""
    return Resource(Intervals.of([(0, 1000)]), Intervals.of(occupied))


def on(machine: int, minutes: int, *people: int) -> Alternative:
    """An alternative; without people it needs nobody."""
    return Alternative(machine, minutes, people or None)


def operation(*alternatives: Alternative, job: int = 0, release: int = 0) -> Operation:
    """An operation of job 0, released at 0, unless said otherwise."""
    return Operation(job, alternatives, release)
