"""The letters as people read them: the list, and what one letter said, to whom, and how its posting went."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from takt.conduct import rendering
from takt.conduct.actors import INTERNAL, Actor, ActorKind, Department
from takt.conduct.canonical import plain
from takt.conduct.letters import LETTERS
from takt.conduct.models import Letter
from takt.conduct.resources import MONEY_READERS, Resource, columns, readable


def _for_contacts(reader: Actor) -> Q | None:
    """Contacts see what was written to their company, not what colleagues here were told about its orders."""
    if reader.kind != ActorKind.CUSTOMER:
        return None
    contacts = get_user_model().objects.filter(company=reader.company_id).values("pk")
    return Q(recipient_id__isnull=True) | Q(recipient_id__in=contacts)


def may_read_words(letter: Letter, reader: Actor) -> bool:
    """Letters that name prices are read by those who may see money."""
    kind = LETTERS.get(letter.kind)
    if kind is None or not kind.money or reader.kind != ActorKind.EMPLOYEE:
        return True
    return bool(MONEY_READERS & {Department(d) for d in reader.departments})


def _detail(letter: Letter, reader: Actor) -> dict[str, Any]:
    said = rendering.words(letter) if may_read_words(letter, reader) else None
    shown: dict[str, Any] = {
        "subject": said.subject if said is not None else None,
        "body": said.body if said is not None else None,
        "enclosure_name": said.enclosure_name if said is not None else None,
        "address": letter.address,
    }
    if reader.kind == ActorKind.CUSTOMER:
        return shown
    postings = letter.postings.order_by("began_at", "id")
    return shown | {
        "decided_because": letter.decided_because,
        "message_id": letter.message_id,
        "postings": [
            {
                "began_at": plain(p.began_at),
                "handed_over_at": plain(p.handed_over_at),
                "ended_at": plain(p.ended_at),
                "error": p.error,
            }
            for p in postings
        ],
    }


LETTERBOX = readable(
    Resource(
        name="letters",
        model=Letter,
        clause="II.1",
        columns=columns(
            kind=_("kind"),
            clause=_("clause"),
            recipient_name=_("recipient"),
            channel=_("channel"),
            state=_("state"),
            written_at=_("written"),
            sent_at=_("sent"),
            language=_("language"),
            letter_case=_("order"),
            about_id=_("about"),
        ),
        readers=frozenset({*INTERNAL, Department.CUSTOMER}),
        company="letter_company",
        search=("recipient_name", "kind"),
        filters=(
            "state",
            "kind",
            "channel",
            "letter_case",
            "about_id",
            "recipient_id",
            "written_at__gte",
            "written_at__lt",
        ),
        detail=_detail,
        narrow=_for_contacts,
    )
)
