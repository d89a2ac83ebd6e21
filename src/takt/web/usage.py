"""Wrong usage of the command line."""


class UsageError(ValueError):
    """The command line names something that does not exist or cannot be read; the message says what was expected."""
