"""Wrong usage of the command line, and argparse's own words in the reader's language."""

import argparse

from django.utils.translation import gettext, gettext_noop

ARGPARSE = (
    gettext_noop("usage: "),
    gettext_noop("positional arguments"),
    gettext_noop("options"),
    gettext_noop("show this help message and exit"),
    gettext_noop("%(prog)s: error: %(message)s\n"),
    gettext_noop("argument %(argument_name)s: %(message)s"),
    gettext_noop("the following arguments are required: %s"),
    gettext_noop("unrecognized arguments: %s"),
    gettext_noop("invalid choice: %(value)r (choose from %(choices)s)"),
    gettext_noop("invalid choice: %(value)s (choose from %(choices)s)"),
    gettext_noop("invalid %(type)s value: %(value)r"),
    gettext_noop("ambiguous option: %(option)s could match %(matches)s"),
    gettext_noop("expected one argument"),
    gettext_noop("expected at least one argument"),
    gettext_noop("ignored explicit argument %r"),
)
"""What argparse says in a command of ours (Python 3.11 and newer); its texts are the keys of the catalogue."""


class UsageError(ValueError):
    """The command line names something that does not exist or cannot be read; the message says what was expected."""


def translate_argparse() -> None:
    """argparse looks its words up by the name `_` of its module, in the catalogue of the process's locale; here in ours.

    The documented way (`gettext.textdomain`) follows LANGUAGE only, which the database's programs would inherit.
    """
    vars(argparse)["_"] = _in_our_catalogue


def _in_our_catalogue(text: str | None) -> str | None:
    return gettext(text) if text else text  # argparse asks for a description that is not there, too
