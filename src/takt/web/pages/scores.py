"""The three questions of III.6.3, as a customer answers them: in the portal, and by the link in the letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from takt.conduct.narrowing import is_printable

SCORES = range(1, 6)
NAMES = ("score", "quality_score", "delivery_score")


@dataclass(frozen=True, slots=True)
class Question:
    """One of the three, its answers 1 to 5 with words at both ends, what was chosen, and what is wrong with it."""

    name: str
    text: str
    chosen: str
    errors: list[str]
    is_required: bool

    @property
    def answers(self) -> list[tuple[int, bool]]:
        """Each score, and whether it is chosen."""
        return [(score, str(score) == self.chosen) for score in SCORES]


def questions(typed: Mapping[str, Any], errors: Mapping[str, list[str]]) -> list[Question]:
    """The questions with what was answered so far; the first one must be answered."""
    texts = (
        _("How satisfied are you with this order?"),
        _("How satisfied are you with the quality?"),
        _("How satisfied are you with the delivery?"),
    )
    return [
        Question(name, text, str(typed.get(name, "")), errors.get(name, []), name == "score")
        for name, text in zip(NAMES, texts, strict=True)
    ]


def scores_given(request: HttpRequest) -> dict[str, Any]:
    """The answers of the form as the action takes them; what was left out is left out."""
    found: dict[str, Any] = {}
    for name in NAMES:
        value = request.POST.get(name, "")
        if value:
            found[name] = int(value) if value.isdecimal() and len(value) < 9 else value[:20]
    comment = request.POST.get("comment", "").replace("\r\n", "\n").strip()
    if comment and is_printable(comment):
        found["comment"] = comment
    return found
