"""The files that belong to an order now, as its events tell them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from takt.records.timeline import Event


@dataclass(frozen=True, slots=True)
class Attached:
    """A file: `id` is the attachment's, `added_by` who gave it ("" for readers who do not see our people)."""

    id: str
    document_name: str
    document_media_type: str
    document_size_bytes: int
    document_sha256: str
    document_made_at: datetime
    added_by: str = ""


def attached(events: Iterable[Event], *, by_name: bool) -> list[Attached]:
    """The files among the events, oldest first. `by_name`: whether the reader sees who gave them."""
    return [
        Attached(
            e.about,
            e.facts["name"],
            e.what,
            e.facts["size_bytes"],
            e.facts["sha256"],
            e.at,
            e.who if by_name else "",
        )
        for e in events
        if e.event == "attachment"
    ]
