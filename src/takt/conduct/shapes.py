"""Shapes of values that come in from outside, and the scrambling of personal data.

An action's signature uses these types; REST, command line, forms and imports check by them alike.
"""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import AfterValidator, Field, StringConstraints

from takt.conduct.canonical import canonical
from takt.conduct.refusals import Sentence
from takt.exchange.tables.text import FORBIDDEN  # what no workbook can hold, an export could not give back


def _clean(text: str) -> str:
    bad = FORBIDDEN.search(text)
    if bad is not None:
        found = f"U+{ord(bad[0]):04X}"
        raise ValueError(_("text without control characters (found %(found)s)") % {"found": found})
    return text


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise ValueError(_("one line of text"))
    return _clean(text)


Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_one_line)
]
"""One line, 1 to 200 characters."""
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(_one_line)]
"""One line, may be empty."""
Code = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40), AfterValidator(_one_line)
]
"""A number or code that people use: 1 to 40 characters on one line."""
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000), AfterValidator(_clean)]
"""Free text up to 4,000 characters, may be empty."""
Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=2000), AfterValidator(_clean)
]
"""A reason that somebody can read later: 2 to 2,000 characters."""
Quantity = Annotated[Decimal, Field(gt=0, max_digits=18, decimal_places=6)]
"""A quantity above zero, in the unit of its item."""
QuantityOrZero = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=6)]
"""A quantity of zero or more."""
Amount = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=4)]
"""An amount of money of zero or more; its currency stands beside it."""
Share = Annotated[Decimal, Field(ge=0, le=1, max_digits=7, decimal_places=6)]
"""A share between 0 and 1 (0.13 is 13 %)."""
_CURRENCY, _COUNTRY, _EMAIL, _LOGIN = (
    r"^[A-Z]{3}$",
    r"^[A-Z]{2}$",
    r"^[^@\s<>,;\"]+@[^@\s<>,;\"]+$",
    r"^[A-Za-z0-9][A-Za-z0-9._@-]*$",
)
LIKE: dict[str, Sentence] = {
    _CURRENCY: gettext_lazy("three capital letters, like CNY"),
    _COUNTRY: gettext_lazy("two capital letters, like CN"),
    _EMAIL: gettext_lazy("an e-mail address with an @"),
    _LOGIN: gettext_lazy("letters, digits and . _ @ -, beginning with a letter or digit"),
}
"""What a text of a pattern looks like, for people."""
Currency = Annotated[str, StringConstraints(pattern=_CURRENCY)]
"""ISO 4217 code."""
Country = Annotated[str, StringConstraints(pattern=_COUNTRY)]
"""ISO 3166-1 alpha-2."""
Login = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, min_length=2, max_length=60, pattern=_LOGIN),
]
"""2 to 60 letters, digits and . _ @ - ; kept in lower case."""
EMail = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254, pattern=_EMAIL),
    AfterValidator(_one_line),
]
"""An e-mail address."""
Minutes = Annotated[int, Field(ge=0, le=10_000_000)]
"""Whole minutes."""


@dataclass(frozen=True, slots=True)
class Called:
    """What people call a value whose name in the signature says it to programs only.

    `due: Annotated[date, Called(_("expected arrival"))]`; without it a value is called by its name.
    """

    words: Sentence


def scramble(row: Any, value: Any) -> str:
    """A personal value as it enters the journal: salted hash; erasing the row's salt erases its meaning.

    Without a salt nothing of the value enters: an unsalted hash of a name can be guessed.
    """
    if value in (None, "", {}):
        return ""
    salt = bytes(getattr(row, "salt", b"") or b"")
    if not salt:
        return "#"
    text = value if isinstance(value, str) else canonical(value)
    return "#" + hashlib.sha256(salt + text.encode()).hexdigest()[:24]
