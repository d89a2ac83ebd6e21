"""Columns that hold keys (names of steps, codes of refusals, departments, Takt's own actors) as people read them."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext_lazy

from takt.approval.models import Stage
from takt.conduct.actors import ActorKind
from takt.conduct.refusals import REFUSALS
from takt.conduct.wording import kind_title, step_title

_NAMED_BY_RULES = {
    "changes.request": pgettext_lazy("changes", "Request"),
    "changes.decide": pgettext_lazy("changes", "Decide"),
}
"""Steps that the matrix names from the beginning, whether or not this installation has them."""
_IN_BOTH = re.compile(r"([\u3400-\u9fff][^A-Za-z]*) ([A-Za-z].*)", re.DOTALL)
_FACT = re.compile(r"%\(\w+\)s")


def one_tongue(text: str) -> str:
    """What the installation itself wrote in both languages, Chinese first, in the reader's: the postman, 邮差."""
    both = _IN_BOTH.fullmatch(text)
    if both is None:
        return text
    return both[1] if (get_language() or "").startswith("zh") else both[2]


def step(value: Any) -> str:
    """A step by its name; a review by what it is called in full, so that its department is seen."""
    folder, __, stem = str(value).partition(".")
    if folder == "approval" and stem in Stage.values:
        return capfirst(str(Stage(stem).label))
    return str(_NAMED_BY_RULES.get(str(value)) or step_title(str(value)))


def refusal(code: str) -> str:
    """Why something was refused: the refusal's sentence, with its facts left open."""
    known = REFUSALS.get(code)
    return _FACT.sub("…", str(known.sentence)) if known is not None else code


_COLUMNS: dict[tuple[str, str], Callable[[Any], str]] = {
    ("departments.segregationrule", "first"): step,
    ("departments.segregationrule", "second"): step,
    ("departments.segregationrule", "reason"): one_tongue,
    ("conduct.refusedattempt", "action"): step,
    ("conduct.refusedattempt", "kind"): lambda value: capfirst(kind_title(value)) if value else "",
    ("conduct.refusedattempt", "codes"): lambda value: ", ".join(dict.fromkeys(refusal(c) for c in value)),
    ("conduct.letter", "kind"): step_title,
}


def spoken(owner: Any, name: str, value: Any) -> str | None:
    """The words of a column that holds a key; None for all others."""
    label = owner._meta.label_lower
    if label == "departments.person" and name == "name" and owner.kind == ActorKind.SYSTEM:
        return one_tongue(value)
    return spoken_value(label, name, value)


def spoken_value(label: str, name: str, value: Any) -> str | None:
    """The same for a value alone, as the journal keeps it."""
    known = _COLUMNS.get((label, name))
    return known(value) if known is not None and value else None


def chosen(field: Any, value: Any) -> str | None:
    """Several choices in words; None for anything else."""
    if not isinstance(field, ArrayField) or not getattr(field.base_field, "choices", None):
        return None
    labels = dict(field.base_field.flatchoices)
    return ", ".join(str(labels.get(each, each)) for each in value or ())
