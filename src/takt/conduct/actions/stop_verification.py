"""A verification takes longer than somebody wants to wait."""

from takt.conduct.action import action
from takt.conduct.actions.verify_journal import VERIFIERS
from takt.conduct.actors import Actor
from takt.conduct.door import now
from takt.conduct.models import Verification, VerificationState


@action("VI.2", by=VERIFIERS, while_in=(VerificationState.WAITING,))
def stop_verification(verification: Verification, *, by: Actor) -> None:
    """Stop a verification that is under way; it gives no answer."""
    verification.state = VerificationState.STOPPED
    verification.ended_at = now()
