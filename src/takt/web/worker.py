"""The job worker as a program: `python -m takt.web.worker`. Ends by SIGINT or SIGTERM, when the jobs begun are done."""

import os

import django


def main() -> None:
    """Work until asked to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takt.web.settings")
    django.setup()
    from takt.conduct.worker import run  # noqa: PLC0415  # needs the apps to be ready

    run()


if __name__ == "__main__":
    main()
