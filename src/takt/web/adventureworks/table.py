"""What is printed at the end: orders by state, refused steps by reason, letters, journal entries, time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from takt.conduct.models import Channel, JournalEntry, Letter, LetterState, RefusedAttempt
from takt.orders.models import Order
from takt.orders.states import OrderState


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of a run. `written`: journal entries that this run added; `seconds`: by phase."""

    states: dict[str, int]
    refused: dict[str, int]
    letters: dict[tuple[str, str, str], int]
    entries: int
    written: int
    seconds: dict[str, float]
    stuck: dict[str, str]


def entries_now() -> int:
    """Journal entries on record."""
    return JournalEntry.objects.count()


def summary(
    orders: Sequence[Order], written: int, seconds: dict[str, float], stuck: dict[str, str]
) -> Summary:
    """Counted from what is on record: a second run shows the same numbers, and 0 entries written."""
    cases = [order.pk for order in orders]
    states = Order.objects.filter(pk__in=cases).values_list("state").annotate(n=Count("pk"))
    letters = Letter.objects.filter(letter_case__in=cases).values_list("kind", "channel", "state")
    refused = Counter(
        code
        for codes in RefusedAttempt.objects.filter(case_id__in=cases).values_list("codes", flat=True)
        for code in codes
    )
    return Summary(
        states=dict(states),
        refused=dict(refused.most_common()),
        letters={
            (kind, channel, state): n
            for kind, channel, state, n in letters.annotate(n=Count("pk")).order_by("kind")
        },
        entries=entries_now(),
        written=written,
        seconds=seconds,
        stuck=stuck,
    )


Row = tuple[Any, ...]


def rows(found: Summary) -> Iterator[Row]:
    """(heading, what, how many), section by section."""
    order = [state.value for state in OrderState]
    for state, count in sorted(found.states.items(), key=lambda x: order.index(x[0])):
        yield _("orders"), OrderState(state).label, count
    for code, count in found.refused.items():
        yield _("refused steps"), code, count
    for (kind, channel, state), count in found.letters.items():
        yield _("letters"), f"{kind}, {Channel(channel).label}, {LetterState(state).label}", count
    yield _("journal entries"), _("on record"), found.entries
    yield _("journal entries"), _("written by this run"), found.written
    for phase, seconds in found.seconds.items():
        yield _("time"), phase, f"{seconds:.1f} s"
    for number, why in found.stuck.items():
        yield _("could not go on"), number, why
