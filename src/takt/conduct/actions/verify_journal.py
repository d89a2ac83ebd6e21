"""Somebody wants to know whether the journal is right."""

from django.db import connection

from takt.conduct import numbers
from takt.conduct.action import action
from takt.conduct.actors import Actor, Department
from takt.conduct.door import now
from takt.conduct.models import Verification, VerificationState
from takt.conduct.refusals import VerificationUnderWay, refuse

VERIFIERS = (Department.ADMINISTRATION, Department.MANAGEMENT)


@action("VI.2", by=VERIFIERS)
def verify_journal(*, by: Actor) -> Verification:
    """Recompute every chain and seal of the journal, in the background."""
    from takt.conduct.tasks import verify_journal as job  # noqa: PLC0415  # jobs are known only when Django is ready

    with connection.cursor() as cursor:  # two who ask at once wait for each other here
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('takt: verification', 19))")
    under_way = Verification.objects.filter(state=VerificationState.WAITING).first()
    if under_way is not None:
        raise refuse(VerificationUnderWay(number=under_way.number))
    verification = Verification.objects.create(number=numbers.take("VF"), asked_by_id=by.id, asked_at=now())
    job.defer(verification_id=str(verification.pk))
    return verification
