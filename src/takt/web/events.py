"""The server of live pages as a program: `python -m takt.web.events`. Ends by SIGINT or SIGTERM."""

import asyncio
import os
import sys

import django


def main() -> int:
    """Serve until asked to stop. Returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takt.web.settings")
    django.setup()
    from takt.web.live.server import serve  # noqa: PLC0415  # needs the apps to be ready

    return asyncio.run(serve())


if __name__ == "__main__":
    sys.exit(main())
