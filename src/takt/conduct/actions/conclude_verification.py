"""The journal was recomputed: what was found."""

from takt.conduct.action import action
from takt.conduct.actors import Actor, Department
from takt.conduct.door import now
from takt.conduct.models import Verification, VerificationState


@action("VI.2", by=Department.SYSTEM, while_in=(VerificationState.WAITING,))
def conclude_verification(
    verification: Verification,
    *,
    by: Actor,
    entries: int,
    chains: int,
    seals: int,
    wrong: list[dict[str, str]],
) -> None:
    """The journal was recomputed: how much was read, and which rows are wrong, the first ones first."""
    verification.state = VerificationState.WRONG if wrong else VerificationState.RIGHT
    verification.ended_at = now()
    verification.entries = entries
    verification.chains = chains
    verification.seals = seals
    verification.wrong = wrong
