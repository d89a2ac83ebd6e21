"""The addresses of actions and lists: /{kind in the plural}/{reference}/{step}."""

from typing import Any

from django.db import models

from takt.conduct.action import Action
from takt.conduct.resources import RESOURCES


def plural(model: type[models.Model]) -> str:
    """The plural of a kind of row in addresses: the name of its list, or of the model itself."""
    names = [name for name, resource in RESOURCES.items() if resource.model is model]
    own = _plural_of_model(model)
    if own in names or not names:
        return own
    return dashed(min(names, key=len))


def _plural_of_model(model: type[models.Model]) -> str:
    words = "".join(f"-{c.lower()}" if c.isupper() else c for c in model.__name__).lstrip("-")
    if words.endswith("y") and words[-2] not in "aeiou":
        return f"{words[:-1]}ies"
    return f"{words}es" if words.endswith(("s", "x", "ch", "sh")) else f"{words}s"


def dashed(name: str) -> str:
    """A name as it stands in an address."""
    return name.replace("_", "-")


def path_of(action: Action[Any, Any]) -> str:
    """Where an action is done: on its subject, among the rows that it creates, or in its folder."""
    if action.subject is not None:
        return f"/{plural(action.subject)}/{{reference}}/{dashed(action.stem)}"
    place = plural(action.creates) if action.creates is not None else action.folder
    return f"/{place}/{dashed(action.stem)}"


def operation_of(action: Action[Any, Any]) -> str:
    """The operation's id in the OpenAPI document."""
    return action.name.replace(".", "_")
