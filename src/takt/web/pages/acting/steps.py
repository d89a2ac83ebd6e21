"""The steps whose page has more than their form: evidence to look at, values to begin with.

    @step("approval.budget")
    def budget(order: Order, reader: Person) -> dict[str, Any]: ...

What a step is asked by (evidence, initial, choices) may take a third parameter: the values of the form as they are
typed so far, by name, or at the beginning what the address gives.

The page's template is `<folder>/<stem>.html`; a step without one has `act.html`.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from takt.conduct.action import ACTIONS, Action
from takt.conduct.discover import discover

Evidence = Callable[..., dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """What a step's page shows beside its form. `joins` names the relations that are loaded with the row; `initial` begins the form, `choices` offers for fields by name
    (`lines.item` for a column), `rows` is how many empty rows a list begins with; `after` is called with the reader
    once the act is done, `then` says where to go from there ("" leaves it to the page)."""

    evidence: Evidence = lambda row, reader: {}
    initial: Callable[..., Mapping[str, Any]] = lambda row, reader: {}
    choices: Mapping[str, Callable[..., Iterable[tuple[Any, Any]] | str]] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    after: Callable[[Any], None] = lambda reader: None
    then: Callable[[Any, Any], str] = lambda row, outcome: ""
    joins: tuple[str, ...] = ()


_STEPS: dict[str, Step] = {}
_PLAIN = Step()


def step(
    name: str,
    *,
    initial: Callable[..., Mapping[str, Any]] = _PLAIN.initial,
    choices: Mapping[str, Callable[..., Iterable[tuple[Any, Any]] | str]] | None = None,
    rows: Mapping[str, int] | None = None,
    after: Callable[[Any], None] = _PLAIN.after,
    then: Callable[[Any, Any], str] = _PLAIN.then,
    joins: tuple[str, ...] = (),
) -> Callable[[Evidence], Evidence]:
    """Declare the evidence of an action's page."""

    def declare(evidence: Evidence) -> Evidence:
        discover()
        if name not in ACTIONS or name in _STEPS:
            raise TypeError(f"{name}: not an action, or declared twice")
        _STEPS[name] = Step(evidence, initial, choices or {}, rows or {}, after, then, joins)
        return evidence

    return declare


def told(question: Callable[..., Any], row: Any, reader: Any, values: Mapping[str, Any]) -> Any:
    """The answer of a step: to those that take three parameters the values are told too."""
    more = (values,) if len(inspect.signature(question).parameters) > 2 else ()
    return question(row, reader, *more)


def step_of(action: Action[Any, Any]) -> Step:
    """What belongs to an action's page."""
    import_pages()
    return _STEPS.get(action.name, _PLAIN)


@cache
def template_of(action: Action[Any, Any]) -> str:
    """The page's template: of its own stem when there is one."""
    own = f"{action.folder}/{action.stem}.html"
    try:
        get_template(own)
    except TemplateDoesNotExist:
        return "act.html"
    return own


@cache
def import_pages() -> None:
    """Import every page of a step: the folders beside this one that are called like a clause's."""
    from takt.web import pages  # noqa: PLC0415  # its packages import this module

    folders = {action.folder for action in ACTIONS.values()}
    for package in pkgutil.iter_modules(pages.__path__, f"{pages.__name__}."):
        if package.ispkg and package.name.rpartition(".")[2] in folders:
            found = importlib.import_module(package.name)
            for module in pkgutil.iter_modules(found.__path__, f"{package.name}."):
                importlib.import_module(module.name)
