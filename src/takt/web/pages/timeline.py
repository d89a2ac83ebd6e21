"""The timeline as people read it: one line for each deed, with what it changed and the letters that it wrote."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from takt.conduct.action import ACTIONS
from takt.conduct.actors import Department
from takt.conduct.letters import LETTERS
from takt.conduct.models import Channel, LetterState
from takt.conduct.reading import reference_of
from takt.conduct.refusals import REFUSALS
from takt.conduct.wording import clause_title, step_title
from takt.orders.states import OrderState
from takt.production.models import BookingKind, ExceptionKind
from takt.quality.models import InspectionVerdict
from takt.records.dossier import Dossier
from takt.records.timeline import Event
from takt.web.pages.kept_facts import said_again
from takt.web.pages.names import deed_title, field_title, field_words
from takt.web.pages.shown import tone

_SILENT = frozenset({"state", "number", "search", "content_hash", "content_version", "round"})
_KINDS = {
    "booking": "production.booking",
    "inspection": "quality.inspection",
    "exception": "production.productionexception",
    "feedback": "delivery.feedback",
}
_LABELS: dict[str, Any] = {
    "booking": BookingKind, "exception": ExceptionKind, "inspection": InspectionVerdict,
}  # fmt: skip
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A letter that a deed wrote; `id` when it encloses a document."""

    text: str
    id: str


@dataclass(slots=True)
class Line:
    """A deed as people read it. `state` is the order's new state, when the deed changed it."""

    at: datetime
    title: str
    clause: str
    who: str
    notes: list[str] = field(default_factory=list)
    letters: list[Enclosed] = field(default_factory=list)
    state: str = ""
    tone: str = ""
    is_refused: bool = False
    groups: frozenset[str] = frozenset()


def lines_of(found: Dossier) -> list[Line]:
    """The order's timeline, oldest first. What happened in one act stands in one line."""
    names = _names(found)
    lines: list[Line] = []
    for _at, events in groupby(found.timeline, key=lambda e: (e.at, e.event == "refused")):
        lines.append(_line(list(events), names))
    return lines


def _names(found: Dossier) -> dict[str, str]:
    """What rows are called that acts speak of."""
    names = {str(row.pk): reference_of(row) for row in (*found.plans, *found.operations, *found.shipments)}
    for operation in found.operations:
        if operation.machine is not None:
            names[str(operation.machine_id)] = operation.machine.code
        if operation.person is not None:
            names[str(operation.person_id)] = operation.person.name
    names |= {str(s.carrier_id): s.carrier.name for s in found.shipments if s.carrier is not None}
    return names


def _line(events: list[Event], names: Names) -> Line:
    acts = [e for e in events if e.event == "act"]
    others = [e for e in events if e.event != "act"]
    main = _outermost(acts) if acts else others[0]
    line = Line(main.at, _title(main, names), clause_title(main.clause), _who(main))
    line.is_refused = main.event == "refused"
    for act in acts:
        _add_act(line, act, main, names, told=bool(others))
    for event in others:
        _add_event(line, event, alone=event is main)
    line.groups = _groups(line, main)
    return line


def _groups(line: Line, main: Event) -> frozenset[str]:
    """What the line is about, for whoever looks for something."""
    if line.is_refused:
        return frozenset({"refused"})
    about = {
        "turns": bool(line.state),
        "opinions": main.what.startswith("approval."),
        "floor": main.clause.startswith("III.4"),
        "letters": bool(line.letters),
    }
    return frozenset(name for name, is_so in about.items() if is_so)


def _outermost(acts: list[Event]) -> Event:
    """The act that the others were a part of."""
    whole = [e for e in acts if e.what not in ACTIONS or not ACTIONS[e.what].within]
    return (whole or acts)[-1]


def _title(event: Event, names: Names) -> str:
    if event.event == "act":
        return f"{deed_title(event.what)} {names.get(event.about, '')}".strip()
    if event.event == "refused":
        return _("Refused: %(step)s") % {"step": deed_title(event.what)}
    if event.event == "letter":
        return _("Letter: %(kind)s") % {"kind": step_title(event.what)}
    choices = _LABELS.get(event.event)
    word = str(choices(event.what).label) if choices is not None else _("customer's word")
    return f"{word} {event.about}".strip()


def _who(event: Event) -> str:
    department = str(Department(event.department).label) if event.department else ""
    if not event.who:
        return department
    behalf = _("for %(name)s") % {"name": event.on_behalf_of} if event.on_behalf_of else ""
    more = ", ".join(word for word in (department, behalf) if word)
    return f"{event.who} ({more})" if more else event.who


def _add_act(line: Line, act: Event, main: Event, names: Names, *, told: bool) -> None:
    changed: Mapping[str, Any] = act.facts.get("changed", {})
    if act.kind == "orders.order" and "state" in changed:
        state = changed["state"][1]
        line.state, line.tone = str(OrderState(state).label), tone(state)
    if act is not main and not ACTIONS[act.what].within:
        line.notes.append(_title(act, names))
    if any(changed.get(name, [""])[0] is None for name in ("state", "number")):
        return  # a new row: the page shows it whole
    for name, (before, after) in changed.items():
        if name in _SILENT or _is_scrambled(after) or _time(after) == act.at or (_time(before) and not after):
            continue
        if not (told and name.endswith("_quantity")):  # the booking beside it says it better
            _add_change(
                line, act.kind, name, [field_words(act.kind, name, v, names) for v in (before, after)]
            )


def _add_change(line: Line, kind: str, name: str, values: list[str]) -> None:
    before, after = values
    if before or after:
        change = f"{before} → {after or '–'}" if before else after
        line.notes.append(f"{field_title(kind, name)}: {change}")


def _add_event(line: Line, event: Event, *, alone: bool) -> None:
    if event.event == "letter":
        line.letters.append(_letter(event))
    elif event.event == "refused":
        line.notes += _reasons(event)
    else:
        if not alone and event.event in ("inspection", "exception"):
            line.notes.append(str(_LABELS[event.event](event.what).label).capitalize())
        line.notes += _facts(event)


def _facts(event: Event) -> Iterable[str]:
    kind = _KINDS[event.event]
    then = {
        name: value for name, value in event.facts.items() if not name.startswith("resol")
    }  # told by its own act
    told = ((name, field_words(kind, name, value, {})) for name, value in then.items())
    return [f"{field_title(kind, name)}: {text}" for name, text in told if text]


def _letter(event: Event) -> Enclosed:
    known = LETTERS.get(event.what)
    words = {
        "name": event.who,
        "kind": step_title(event.what),
        "channel": Channel(event.facts["channel"]).label,
    }
    text = _("Letter to %(name)s: %(kind)s (%(channel)s)") % words
    if (state := event.facts["state"]) != LetterState.SENT:
        text = f"{text}, {LetterState(state).label}"
    return Enclosed(text, event.about if known is not None and known.document is not None else "")


def _reasons(event: Event) -> list[str]:
    given = event.facts.get("given") or []
    codes = event.facts.get("codes", ())
    return [_reason(code, given[i] if i < len(given) else {}) for i, code in enumerate(codes)]


def _reason(code: str, facts: dict[str, Any]) -> str:
    known = REFUSALS.get(code)
    if known is None:
        return code
    try:
        return str(known.sentence) % {n: said_again(v) for n, v in facts.items()}
    except (KeyError, TypeError, ValueError):  # kept under an older wording: the code still says what it was
        return code


def _is_scrambled(value: Any) -> bool:
    """Personal data stands in the journal as a salted hash."""
    return isinstance(value, str) and value.startswith("#") and len(value) == 25


def _time(value: Any) -> datetime | None:
    """A journalled time; the act's own stands at its head already, one taken back says nothing more than the act."""
    try:
        return parse_datetime(value) if isinstance(value, str) and len(value) > 19 else None
    except ValueError:
        return None
