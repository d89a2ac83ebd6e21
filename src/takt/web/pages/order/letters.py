"""The letters of an order in full: to whom, what they say, whether they arrived."""

from dataclasses import dataclass
from datetime import datetime

from takt.conduct.letters import LETTERS
from takt.conduct.models import Channel, LetterState
from takt.conduct.rendering import words
from takt.conduct.wording import clause_title, step_title
from takt.records.dossier import Dossier
from takt.records.evidence import Evidence, letter_in_full
from takt.records.timeline import Event
from takt.web.pages.order.head import moment


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter; `subject` and `body` are empty for who may not read it, or when it was erased."""

    id: str
    kind: str
    clause: str
    to: str
    channel: str
    state: str
    label: str
    written_at: datetime
    sent_at: datetime | None
    subject: str
    body: str
    language: str
    has_document: bool
    needs_a_look: bool


def letters(found: Dossier, seen: Evidence) -> list[Posted]:
    """Newest first."""
    return [_posted(e, seen) for e in reversed(found.timeline) if e.event == "letter"]


def _posted(event: Event, seen: Evidence) -> Posted:
    kept = seen.letters.get(event.about)
    said = words(letter_in_full(kept)) if kept is not None and not kept["erased"] else None
    state = LetterState(event.facts["state"])
    known = LETTERS.get(event.what)
    return Posted(
        id=event.about,
        kind=step_title(event.what),
        clause=clause_title(event.clause),
        to=event.who,
        channel=str(Channel(event.facts["channel"]).label),
        state=state.value,
        label=str(state.label),
        written_at=event.at,
        sent_at=moment(event.facts["sent_at"]),
        subject=said.subject if said else "",
        body=said.body if said else "",
        language=kept["language"] if kept is not None else "",
        has_document=kept is not None and known is not None and known.document is not None,
        needs_a_look=state in (LetterState.DEAD, LetterState.DOUBTFUL),
    )
