"""``python -m takt.engine.compiled``: compile every kernel once, at set-up, so that no user waits for it."""

from takt.engine.compiled import warm

warm()
