"""The named ways in which the engine says no: a code, facts, and an English sentence to be translated on
display."""

from typing import Any, ClassVar


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the translators; the engine itself speaks no language."""
    return sentence


def _rebuild(kind: "type[EngineError]", facts: dict[str, Any]) -> "EngineError":
    return kind(**facts)


class EngineError(Exception):
    """A refusal by the engine. ``sentence % facts`` is the English message; translate ``sentence`` to show
    another."""

    code: ClassVar[str] = "engine"
    sentence: ClassVar[str] = gettext_noop("The engine refused.")

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.sentence % facts)

    def __reduce__(self) -> tuple[Any, ...]:
        # a solve runs in a worker, and keyword facts do not survive the default pickling of exceptions
        return _rebuild, (type(self), self.facts)


class ProblemError(EngineError):
    """A field of the problem is wrong. Facts: ``kind``, ``index`` (which row), ``field``, ``value``,
    ``expected``."""

    code = "engine_problem"
    sentence = gettext_noop("%(kind)s %(index)s: %(field)s is %(value)s, expected %(expected)s.")


class IntervalError(EngineError):
    """Intervals are not sorted and disjoint. Facts: ``label``, ``index``, ``value``, ``expected``."""

    code = "engine_interval"
    sentence = gettext_noop("%(label)s: interval %(index)s is %(value)s, expected %(expected)s.")


class CyclicPrecedenceError(EngineError):
    """Operations wait for each other. Facts: ``path``, operation indexes, the first repeated at the end."""

    code = "engine_cyclic_precedence"
    sentence = gettext_noop("These operations wait for each other: %(path)s.")


class NotPlaceableError(EngineError):
    """No slot exists for an operation. Facts: ``operation``, ``job``, ``ready`` (minute), ``causes`` (tuple
    of Cause)."""

    code = "engine_not_placeable"
    sentence = gettext_noop(
        "Operation %(operation)s of job %(job)s, ready at minute %(ready)s, fits nowhere: %(causes)s."
    )


class ScheduleRefusedError(EngineError):
    """A schedule failed the independent check. Facts: ``count``, ``violations`` (tuple of Violation)."""

    code = "engine_schedule_refused"
    sentence = gettext_noop("The schedule breaks %(count)s rules: %(violations)s.")


class BillError(EngineError):
    """A field of a bill line or of a demand is wrong. Facts: ``item``, ``field``, ``value``, ``expected``."""

    code = "engine_bill"
    sentence = gettext_noop("Item %(item)s: %(field)s is %(value)s, expected %(expected)s.")


class CyclicBillError(EngineError):
    """An item contains itself. Facts: ``path``, items from parent to component, the first repeated at the
    end."""

    code = "engine_cyclic_bill"
    sentence = gettext_noop("This bill of material contains itself: %(path)s.")
