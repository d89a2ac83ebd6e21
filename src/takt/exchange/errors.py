"""The one exception that this folder raises for what it was given."""


class ExchangeError(ValueError):
    """What was given cannot be turned into a file, or a file cannot be made sense of."""
