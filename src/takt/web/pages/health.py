"""For machines: is the process alive, and can it do its work?"""

from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from takt.web.catalogue import LOCALE
from takt.web.static_files import PARTS, NodePartsFinder


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "alive"})


def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and is up to date, and the browser's parts are there; 503 with what is missing."""
    lacking = missing()
    return JsonResponse(
        {"status": "not ready" if lacking else "ready", "missing": lacking}, status=503 if lacking else 200
    )


def missing() -> list[str]:
    """What is not there or not up to date."""
    return [*_database(), *_parts()]


def _database() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return [f"database: {type(error).__name__}"]
    return [f"migration: {migration}" for migration, __ in behind]


def _parts() -> list[str]:
    finder = NodePartsFinder()
    return [f"file: {name}" for name in PARTS if not finder.find(name)] + (
        [] if LOCALE.is_dir() else ["catalogue"]
    )
