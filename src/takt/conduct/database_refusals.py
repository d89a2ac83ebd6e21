"""What the database refuses, in Takt's words: its constraints are the last and truest rule (R6)."""

import re
from dataclasses import dataclass

from django.db import Error as DatabaseError
from django.utils.translation import gettext_lazy as _

from takt.conduct.refusals import Busy, InvalidInput, Refusal, Taken, Unknown, refuse

_TRY_AGAIN = {"40P01", "40001", "55P03"}  # deadlock, serialisation failure, lock not available
_KEY = re.compile(r"Key \((?P<fields>.*?)\)=\((?P<values>.*?)\)", re.DOTALL)


@dataclass(frozen=True)
class AgainstAConstraint(Refusal):
    """A database constraint holds: the rule's name says which."""

    code, status = "against_a_constraint", 409
    sentence = _("This would break the rule “%(rule)s”. Nothing was changed.")
    expects = _("values that keep the rule “%(rule)s”")
    rule: str


def _state(error: DatabaseError) -> str:
    return getattr(error.__cause__, "sqlstate", "") or ""


def worth_another_try(error: DatabaseError) -> bool:
    """Whether the same transaction may well succeed when run again."""
    return _state(error) in _TRY_AGAIN


def translated(error: DatabaseError) -> Exception:
    """A refusal for what a caller can cause; the error itself when it is not the caller's doing."""
    state = _state(error)
    diagnosis = getattr(error.__cause__, "diag", None)
    rule = getattr(diagnosis, "constraint_name", None) or ""
    key = _KEY.search(getattr(diagnosis, "message_detail", None) or "")
    fields, values = (key["fields"], key["values"]) if key else (rule, rule)
    if state in _TRY_AGAIN:
        return refuse(Busy())
    if state == "23505":
        return refuse(Taken(given=values[:200], where=fields))
    if state in ("23503", "23001"):
        return refuse(Unknown(reference=values[:200], where=fields, kind=_("record")))  # type: ignore[arg-type]  # lazy text
    if state in ("23514", "23P01", "23502"):
        return refuse(
            AgainstAConstraint(rule=(rule or getattr(diagnosis, "column_name", "") or "").replace("_", " "))
        )
    if state.startswith("22"):
        return refuse(
            InvalidInput(
                given="",
                where="value",
                expectation=str(getattr(diagnosis, "message_primary", "") or _("a value in range")),
            )
        )
    return error
