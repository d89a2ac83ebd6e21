"""Writing the journal: one entry for each act, chained per subject, in the act's own transaction."""

from functools import cache
from uuid import UUID

from django.db import connection

from takt.conduct.authority import Grant
from takt.conduct.canonical import plain, spelled
from takt.conduct.chain import GENESIS, entry_hash
from takt.conduct.guard import Passage, Subject, changed, remember
from takt.conduct.statements import do
from takt.conduct.writing import (
    Kinds,
    in_groups,
    in_statements,
    insert_groups,
    inserts,
    kinds_of,
    saved,
)

_ENTRY = """
insert into conduct_journalentry
  (subject_id, seq, hash, body, kind, action, clause, department, actor_id, on_behalf_of_id, case_id, at)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


@cache
def _statement(model: type[Subject], columns: tuple[str, ...], kinds: Kinds) -> str:
    assignments = "".join(f'"{column}" = %s, ' for column in columns)
    rows = "".join(f", w{n} as ({insert})" for n, insert in enumerate(inserts(kinds)))
    return f'with entry as ({_ENTRY}){rows} update "{model._meta.db_table}" set {assignments}version = %s, head = %s where id = %s'  # noqa: S608  # names from the model


@cache
def _first_statement(kinds: Kinds) -> str:
    """For a subject that begins: it is itself among the rows, and stands there with its version and head."""
    rows = "".join(f", w{n} as ({insert})" for n, insert in enumerate(inserts(kinds)))
    return f"with entry as ({_ENTRY}){rows} select 1"


def write(passage: Passage, subject: Subject, grant: Grant) -> None:
    """Save the subject, write its entry and the rows that wait for it, in one round trip."""
    changes = changed(subject)
    passage.note(subject, changes)
    fields = [f for f in subject._meta.concrete_fields if f.attname in changes]
    values = [f.get_db_prep_save(getattr(subject, f.attname), connection) for f in fields]
    case_id = subject.case_id
    seq = subject.version + 1
    body = _body(passage, subject, grant, seq, case_id)
    head = entry_hash(bytes(subject.head) or GENESIS, body)
    subject.version, subject.head = seq, head
    entry = (
        subject.pk, seq, head, body, subject._meta.label_lower, passage.action.name, passage.action.clause.number,
        grant.department.value, grant.actor_id, grant.on_behalf_of, case_id, passage.at,
    )  # fmt: skip
    *before, beside = in_statements(in_groups(passage.waiting), len(entry) + len(values) + 3)
    for groups in before:
        insert_groups(groups)
    rows, kinds = [value for group in beside for value in group.values], kinds_of(beside)
    if any(row is subject for row in passage.waiting):
        do(_first_statement(kinds), (*entry, *rows))
    else:
        statement = _statement(type(subject), tuple(f.column for f in fields), kinds)
        do(statement, (*entry, *rows, *values, seq, head, subject.pk))
    for row in (*passage.waiting, subject):
        saved(row)
        remember(row)
    passage.waiting.clear()


def _body(passage: Passage, subject: Subject, grant: Grant, seq: int, case_id: UUID | None) -> str:
    """Canonical JSON; `changes` are plain values already, so that only the rest is spelled out here."""
    return spelled(
        {
            "action": passage.action.name,
            "actor": str(grant.actor_id),
            "at": plain(passage.at),
            "case": str(case_id) if case_id else None,
            "changes": passage.changes,
            "clause": passage.action.clause.number,
            "department": grant.department.value,
            "for": str(grant.on_behalf_of) if grant.on_behalf_of else None,
            "kind": subject._meta.label_lower,
            "seq": seq,
            "subject": str(subject.pk),
        }
    )
