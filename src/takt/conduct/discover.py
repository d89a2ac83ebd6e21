"""Import every folder's actions, refusals and letters, so that their registries are complete."""

import importlib
import pkgutil
from functools import cache

from django.conf import settings


@cache
def discover() -> None:
    """Import `actions/*.py`, `refusals.py`, `letters.py`, `resources.py` and `imports` of each clause folder, once."""
    for app in settings.CLAUSE_APPS:
        package = importlib.import_module(app)
        for module in pkgutil.iter_modules(package.__path__):
            if module.name in ("refusals", "letters", "actions", "resources", "imports"):
                found = importlib.import_module(f"{app}.{module.name}")
                for stem in pkgutil.iter_modules(getattr(found, "__path__", [])):
                    importlib.import_module(f"{app}.{module.name}.{stem.name}")
