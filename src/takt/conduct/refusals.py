"""How Takt says no: a code, facts, a clause and a translated sentence (R8).

The same refusal object becomes a page message, a JSON problem (RFC 9457), a line on the command
line and a row of evidence. Rules yield refusals; `refuse_if` raises all of them at once (R7).
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from takt.conduct.canonical import decimal_text, plain

Sentence = str | Promise
REFUSALS: dict[str, type["Refusal"]] = {}


@dataclass(frozen=True)
class Refusal:
    """A named reason why an action was refused.

    Subclasses are frozen dataclasses: their fields are the facts that fill `sentence`.
    `field` is the input that the refusal concerns ("" when it concerns the whole act), the first
    fact is its offending value, `expects` says in words what would have been accepted,
    `status` is the HTTP status (403 not yours, 404 unknown, 409 not now, 422 not so).
    """

    code: ClassVar[str] = ""
    clause: ClassVar[str] = "VI.2"
    status: ClassVar[int] = 409
    field: ClassVar[str] = ""
    sentence: ClassVar[Sentence] = ""
    expects: ClassVar[Sentence] = ""
    unkept: ClassVar[frozenset[str]] = frozenset({"given", "person", "owner"})
    """Facts that may be personal or secret: told to the one who asks, never kept with the refused attempt."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.code:
            known = REFUSALS.setdefault(cls.code, cls)
            if known.__qualname__ != cls.__qualname__ or known.__module__ != cls.__module__:
                raise TypeError(f"two refusals share the code {cls.code!r}: {known} and {cls}")

    @property
    def facts(self) -> dict[str, Any]:
        """The facts as plain JSON values."""
        return {f.name: plain(getattr(self, f.name)) for f in dataclasses.fields(self)}

    @property
    def evidence(self) -> dict[str, Any]:
        """The facts that are kept with a refused attempt, which cannot be erased."""
        return {name: fact for name, fact in self.facts.items() if name not in self.unkept}

    @property
    def about(self) -> str:
        """The input field that the refusal concerns: the fact `where`, when there is one."""
        return str(getattr(self, "where", self.field))

    @property
    def value(self) -> Any:
        """The offending value: the first fact."""
        return next(iter(self.facts.values()), None)

    def words(self) -> dict[str, Any]:
        """The facts as they are put into the sentence: decimals as people write them, moments in the plant's zone."""
        return {f.name: _in_words(getattr(self, f.name)) for f in dataclasses.fields(self)}

    def __str__(self) -> str:
        return str(self.sentence) % self.words()

    def as_dict(self) -> dict[str, Any]:
        """The refusal as a member of a problem document, in the reader's language."""
        return {
            "code": self.code,
            "clause": self.clause,
            "field": self.about,
            "value": self.value,
            "expected": str(self.expects) % self.words() if self.expects else "",
            "sentence": str(self),
            "facts": self.facts,
        }


def _in_words(value: Any) -> Any:
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, datetime) and timezone.is_aware(value):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return value


class Refused(Exception):
    """One or more refusals, raised together; nothing has been changed."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("; ".join(r.code for r in self.refusals))

    @property
    def status(self) -> int:
        """The HTTP status of the gravest refusal: 403 before 404 before 409 before 422."""
        return min(r.status for r in self.refusals)

    @property
    def codes(self) -> list[str]:
        """The codes, in order."""
        return [r.code for r in self.refusals]


def refuse_if(refusals: Iterable[Refusal]) -> None:
    """Raise all given refusals at once; do nothing when there is none."""
    reasons = tuple(refusals)
    if reasons:
        raise Refused(reasons)


def refuse(refusal: Refusal) -> "Refused":
    """`raise refuse(X())`: one refusal as an exception."""
    return Refused((refusal,))


@dataclass(frozen=True)
class NotSignedIn(Refusal):
    """The actor is unknown, retired or locked out."""

    code = "not_signed_in"
    status = 401
    field = "by"
    sentence = _("Sign in first: this needs a known, active person.")
    expects = _("a known, active person")


@dataclass(frozen=True)
class NotYourDepartment(Refusal):
    """The action belongs to another department (VI.1)."""

    code, clause, status, field = "not_your_department", "VI.1", 403, "by"
    sentence = _("%(action)s is done by %(needs)s; you act for %(yours)s.")
    expects = _("a person of %(needs)s")
    action: str
    needs: str
    yours: str


@dataclass(frozen=True)
class VerificationUnderWay(Refusal):
    """The whole journal is read once at a time."""

    code, status = "verification_under_way", 409
    sentence = _("Verification %(number)s is still under way.")
    expects = _("the end of that verification, or stop it first")
    number: str


@dataclass(frozen=True)
class NotByItself(Refusal):
    """The action is a part of another one and is never done by itself."""

    code, status, field = "not_by_itself", 409, "action"
    sentence = _("%(action)s is only ever done as a part of: %(within)s.")
    expects = "%(within)s"
    action: str
    within: str


@dataclass(frozen=True)
class NotYours(Refusal):
    """A customer's contact asked for another company's record. The same answer as for an unknown one."""

    code, status, field = "not_found", 404, "subject"
    sentence = _("There is no %(kind)s %(reference)s.")
    expects = _("a number or id that exists")
    reference: str
    kind: str


@dataclass(frozen=True)
class WrongState(Refusal):
    """The table of moves has no such move from here (a skipped or repeated step)."""

    code, status, field = "wrong_state", 409, "state"
    sentence = _("%(action)s is possible while %(allowed)s; now it is: %(state)s.")
    expects = "%(allowed)s"
    state: str
    action: str
    allowed: str


@dataclass(frozen=True)
class Stale(Refusal):
    """Somebody changed the record since the caller looked (both versions' facts are given)."""

    code, status, field = "stale", 409, "version"
    sentence = _(
        "You saw version %(seen)s; now it is version %(now)s (state: %(state)s). Reload and decide again."
    )
    expects = _("version %(now)s")
    seen: int
    now: int
    state: str


@dataclass(frozen=True)
class KeyReused(Refusal):
    """The idempotency key was used before with another content."""

    code, status, field = "key_reused", 422, "Idempotency-Key"
    sentence = _("The key %(key)s was already used for another request. Take a new key.")
    expects = _("a key not used before, or the same request again")
    key: str


@dataclass(frozen=True)
class ConflictingDuty(Refusal):
    """Segregation of duties: one person may not do both (VI.2)."""

    code, clause, status, field = "conflicting_duty", "VI.2", 403, "by"
    sentence = _("%(person)s already did %(earlier)s here, so somebody else must do %(action)s.")
    expects = _("a person who did not do %(earlier)s")
    person: str
    earlier: str
    action: str


@dataclass(frozen=True)
class InvalidInput(Refusal):
    """A field has not the expected shape."""

    code, status = "invalid_input", 422
    sentence = _("%(where)s: “%(given)s” is not accepted. Expected: %(expectation)s.")
    empty = _("%(where)s: nothing is given; expected is %(expectation)s.")
    expects = "%(expectation)s"
    given: Any
    where: str
    expectation: str

    def __str__(self) -> str:
        return str(self.empty if self.given is None else self.sentence) % self.words()

    def words(self) -> Mapping[str, Any]:  # type: ignore[override]  # a narrower promise is enough here
        """The value is shortened, so that no message is flooded by its own input."""
        return {
            "given": _("nothing") if self.given is None else str(self.given)[:120],
            "where": self.where,
            "expectation": self.expectation,
        }


@dataclass(frozen=True)
class Unknown(Refusal):
    """A reference names nothing that exists."""

    code, status = "unknown_reference", 422
    sentence = _("%(where)s: there is no %(kind)s “%(reference)s”.")
    expects = _("the number or id of an existing %(kind)s")
    reference: str
    where: str
    kind: str


@dataclass(frozen=True)
class Taken(Refusal):
    """A unique value is already in use, or two people raced for one thing and another was first."""

    code, status = "taken", 409
    sentence = _("%(where)s: “%(given)s” is already taken.")
    expects = _("a value that nobody else uses")
    given: str
    where: str


@dataclass(frozen=True)
class Busy(Refusal):
    """The database chose this transaction to give way (deadlock or lock timeout); try again."""

    code, status = "busy", 409
    sentence = _("Somebody is working on the same thing right now. Nothing was changed; try again.")
    expects = _("another try")
