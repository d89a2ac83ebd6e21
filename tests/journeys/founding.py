"""Founds a small factory in the installation of TAKT_HOME, and prints what a visitor must know of it as JSON."""

import json
from dataclasses import asdict

import django


def main() -> None:
    """One production line, people of every department with their tokens, a customer, a carrier."""
    django.setup()
    from benchmarks.one_line_factory import found

    from takt.conduct.discover import discover

    discover()
    (standards,) = found(workers=1)
    print(json.dumps(asdict(standards)))  # noqa: T201  # the answer to who started us


if __name__ == "__main__":
    main()
