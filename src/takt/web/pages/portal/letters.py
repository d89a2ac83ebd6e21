"""What we wrote to the customer: every letter in full, newest first."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from takt.conduct import reading
from takt.conduct.letterbox import LETTERBOX
from takt.conduct.models import Letter
from takt.conduct.rendering import words
from takt.orders.models import Order
from takt.web.pages.portal.access import Visitor, for_contacts, shown
from takt.web.rest.lists import asked

ROWS = 25


@for_contacts
def letters(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The company's letters. Two queries beside the frame's."""
    _given, own = asked(request)
    page = reading.page(LETTERBOX, visitor.person, cursor=own.get("cursor", ""), limit=ROWS)
    found = [row for row in page.rows if isinstance(row, Letter)]
    cases = {letter.letter_case for letter in found if letter.letter_case}
    numbers: dict[UUID | None, str] = dict(
        Order.objects.filter(pk__in=cases, customer_id=visitor.customer.pk).values_list("pk", "number")
    )
    context = {
        "letters": [
            {"letter": each, "words": words(each), "order": numbers.get(each.letter_case)} for each in found
        ],
        "more": f"?{urlencode({'cursor': page.next_cursor})}" if page.next_cursor else "",
        "is_first": not own.get("cursor"),
    }
    return shown(request, visitor, "portal/letters.html", context)
