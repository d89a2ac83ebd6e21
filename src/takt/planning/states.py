"""The lives of a plan, a rescheduling and an operation, on one screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from takt.conduct import moves


class PlanState(TextChoices):
    """A plan is a proposal until a planner adopts it."""

    PROPOSED = "proposed", _("proposed")
    ADOPTED = "adopted", _("adopted")
    RELEASED = "released", _("released")
    DROPPED = "dropped", _("dropped")


class PlanMove(moves.Move):
    """What can happen to a plan."""

    ADOPT = "adopt"
    RELEASE = "release"
    DROP = "drop"


PLAN_LIFE = moves.Life[PlanMove, PlanState](
    {
        PlanMove.ADOPT: (PlanState.PROPOSED, PlanState.ADOPTED),  # III.3.1
        PlanMove.RELEASE: (PlanState.ADOPTED, PlanState.RELEASED),  # III.3.3
        PlanMove.DROP: ({PlanState.PROPOSED, PlanState.ADOPTED}, PlanState.DROPPED),  # III.3.1
    }
)


class ReschedulingState(TextChoices):
    """Moves of planned operations are a proposal, too, until a planner adopts them."""

    PROPOSED = "proposed", _("proposed")
    ADOPTED = "adopted", _("adopted")
    DROPPED = "dropped", _("dropped")


class ReschedulingMove(moves.Move):
    """What can happen to a rescheduling."""

    ADOPT = "adopt"
    DROP = "drop"


RESCHEDULING_LIFE = moves.Life[ReschedulingMove, ReschedulingState](
    {
        ReschedulingMove.ADOPT: (ReschedulingState.PROPOSED, ReschedulingState.ADOPTED),  # III.3.3
        ReschedulingMove.DROP: (ReschedulingState.PROPOSED, ReschedulingState.DROPPED),  # III.3.3
    }
)


class OperationState(TextChoices):
    """Where an operation stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    PAUSED = "paused", _("paused")
    INSPECTION = "inspection", _("awaiting inspection")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


class OperationMove(moves.Move):
    """What can happen to an operation."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    FINISH_FOR_INSPECTION = "finish_for_inspection"
    PASS = "pass"  # noqa: S105  # a verdict
    REWORK = "rework"


O = OperationState  # noqa: E741  # read as a column heading in the table below

OPERATION_LIFE = moves.Life[OperationMove, OperationState](
    {
        OperationMove.START: (O.WAITING, O.RUNNING),  # III.4.1
        OperationMove.PAUSE: (O.RUNNING, O.PAUSED),  # III.4.2
        OperationMove.RESUME: (O.PAUSED, O.RUNNING),  # III.4.2
    }
)

# How an operation ends is chosen by the act: by what the route says (III.4.2), by what the inspector finds (III.4.3).
OPERATION_ENDINGS = moves.Life[OperationMove, OperationState](
    {
        OperationMove.FINISH: ({O.RUNNING, O.PAUSED}, O.DONE),  # III.4.2
        OperationMove.FINISH_FOR_INSPECTION: ({O.RUNNING, O.PAUSED}, O.INSPECTION),  # III.4.3
        OperationMove.PASS: (O.INSPECTION, O.DONE),  # III.4.3
        OperationMove.REWORK: (O.INSPECTION, O.PAUSED),  # III.4.3 the operation goes on until it is right
    }
)
