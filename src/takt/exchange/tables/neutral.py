"""Text that a spreadsheet would run as a formula is written so that it does not, and reads back as it was.

Source: OWASP, "CSV Injection": a cell that begins with = + - @, tab or carriage return may be evaluated.
"""

import re

FORMULA_SIGNS = "=+-@＝＋－＠"
_DANGEROUS = re.compile(rf"'*[{re.escape(FORMULA_SIGNS)}\s]")
_NEUTRAL = re.compile(rf"'+[{re.escape(FORMULA_SIGNS)}\s]")


def neutralise(text: str) -> str:
    """Put an apostrophe before text that begins like a formula (or like text that was treated already)."""
    return "'" + text if _DANGEROUS.match(text) else text


def restore(text: str) -> str:
    """Undo `neutralise`: restore(neutralise(text)) == text for every text."""
    return text[1:] if _NEUTRAL.match(text) else text
