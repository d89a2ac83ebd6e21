"""What the search box finds a row by: its words, their pinyin and their initials."""

from takt.exchange.chinese import initials, pinyin

SEARCH_LENGTH = 800


def search_text(*words: str, name: str) -> str:
    """Numbers and names as they are, and the name in pinyin and initials, in lower case."""
    parts = [*words, name, pinyin(name), initials(name)]
    return " ".join(part for part in parts if part).lower()[:SEARCH_LENGTH]
