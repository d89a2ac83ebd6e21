"""The words of a search, as patterns of which all must match."""

from django.utils.translation import gettext as _

from takt.conduct.narrowing import MAX_SEARCH_CHARACTERS, MAX_TERMS, printable
from takt.conduct.refusals import InvalidInput, refuse

_WILD = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


def patterns(search: str) -> list[str]:
    """In lower case, nothing in them being a wildcard. Refused: InvalidInput for too many words."""
    terms = printable(search, "q").split()
    if len(search) > MAX_SEARCH_CHARACTERS or len(terms) > MAX_TERMS:
        expectation = _("at most %(terms)s words") % {"terms": MAX_TERMS}
        raise refuse(InvalidInput(given=search[:60], where="q", expectation=expectation))
    return [f"%{term.lower().translate(_WILD)}%" for term in terms]
