"""Writing the journal: one entry for each act, chained per subject, in the act's own transaction."""

from typing import Any
from uuid import UUID

from django.db import connection

from takt.conduct.authority import Grant
from takt.conduct.canonical import canonical, plain
from takt.conduct.chain import GENESIS, entry_hash
from takt.conduct.guard import Passage, Subject, changed, remember

_ENTRY = """
insert into conduct_journalentry
  (subject_id, seq, hash, body, kind, action, clause, department, actor_id, on_behalf_of_id, case_id, at)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def write(passage: Passage, subject: Subject, grant: Grant) -> None:
    """Save the subject and write its entry, in one round trip."""
    passage.note(subject, changed(subject))
    columns = [f for f in subject._meta.concrete_fields if f.attname in changed(subject)]
    case_id = subject.case_id
    seq = subject.version + 1
    body = _body(passage, subject, grant, seq, case_id)
    head = entry_hash(bytes(subject.head) or GENESIS, body)
    subject.version, subject.head = seq, head
    values: list[Any] = [f.get_db_prep_save(getattr(subject, f.attname), connection) for f in columns]
    assignments = "".join(f'"{f.column}" = %s, ' for f in columns)
    entry = (
        subject.pk, seq, head, body, subject._meta.label_lower, passage.action.name, passage.action.clause.number,
        grant.department.value, grant.actor_id, grant.on_behalf_of, case_id, passage.at,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            f'with entry as ({_ENTRY}) update "{subject._meta.db_table}" set {assignments}version = %s, head = %s where id = %s',  # noqa: S608  # names from the model
            (*entry, *values, seq, head, subject.pk),
        )
    remember(subject)


def _body(passage: Passage, subject: Subject, grant: Grant, seq: int, case_id: UUID | None) -> str:
    return canonical(
        {
            "action": passage.action.name,
            "actor": grant.actor_id,
            "at": passage.at,
            "case": case_id,
            "changes": plain(passage.changes),
            "clause": passage.action.clause.number,
            "department": grant.department,
            "for": grant.on_behalf_of,
            "kind": subject._meta.label_lower,
            "seq": seq,
            "subject": subject.pk,
        }
    )
