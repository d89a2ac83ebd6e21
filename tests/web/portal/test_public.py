"""Without sign-in: the customer's word by its link, and whether a document is genuine."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone
from tests.open_door import open_door
from tests.orders.shop import Shop, confirmed
from tests.people import People
from tests.web.orders.conftest import Desk, text_of

from takt.conduct.models import Letter
from takt.delivery.actions.feedback import feedback
from takt.delivery.models import Feedback, FeedbackLink
from takt.orders.models import Order


def address_of(order: Order) -> str:
    """The link of the letter, without its host."""
    link: str = Letter.objects.get(kind="delivery.feedback_request", letter_case=order.pk).facts["link"]
    return "/feedback/" + link.rpartition("/")[2]


def test_three_questions_are_answered_by_the_link_once(received: Order, stranger: Client) -> None:
    address = address_of(received)
    page = stranger.get(address).content.decode()
    assert page.count('type="radio"') == 15
    assert received.number in page
    thanked = stranger.post(address, {"score": "5", "delivery_score": "3", "comment": "well packed"})
    assert "Thank you." in text_of(thanked.content.decode())
    word = Feedback.objects.get()
    assert (word.score, word.delivery_score, word.comment, word.channel) == (5, 3, "well packed", "link")
    for again in (stranger.get(address), stranger.post(address, {"score": "1"})):
        assert again.status_code == 410
        assert "You have answered already" in again.content.decode()
    assert Feedback.objects.get().score == 5


def test_without_the_main_answer_it_is_said_there_and_the_rest_stays(
    received: Order, stranger: Client
) -> None:
    answer = stranger.post(address_of(received), {"quality_score": "4", "comment": "hm"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="score-errors"' in page
    assert 'name="quality_score" value="4" checked' in page
    assert "hm</textarea>" in page
    assert stranger.post(address_of(received), {"score": "9"}).status_code == 422


def test_a_link_that_is_over_says_so_kindly(received: Order, stranger: Client) -> None:
    with open_door():
        link = FeedbackLink.objects.get()
        link.expires_at = timezone.now() - timedelta(days=1)
        link.save()
    answer = stranger.get(address_of(received))
    assert answer.status_code == 410
    assert "This link has expired." in answer.content.decode()
    assert "<form class=" not in answer.content.decode()


def test_when_somebody_answered_otherwise_the_link_thanks(
    received: Order, people: People, stranger: Client
) -> None:
    feedback(received, by=people.sales, score=4)
    answer = stranger.get(address_of(received))
    assert answer.status_code == 410
    assert "We have your word already" in answer.content.decode()


def test_a_forged_link_opens_nothing(received: Order, stranger: Client) -> None:
    answer = stranger.get(address_of(received)[:-3] + "abc")
    assert answer.status_code == 404
    assert "not valid" in answer.content.decode()


def test_a_genuine_document_is_named_without_its_content(
    shop: Shop, people: People, stranger: Client
) -> None:
    order = confirmed(shop, people)
    said = text_of(stranger.get(f"/check?code={order.content_hash.upper()}", follow=True).content.decode())
    assert "This document is genuine." in said
    assert order.number in said
    assert shop.farwin.name not in said
    assert "PUMP-1" not in said
    assert "newer version" not in said


def test_an_old_version_is_genuine_and_superseded(shop: Shop, people: People, stranger: Client) -> None:
    order = confirmed(shop, people)
    first = order.versions.order_by("number").first()
    assert first is not None
    assert first.hash != order.content_hash
    assert "newer version" in text_of(stranger.get(f"/check/{first.hash}").content.decode())


def test_what_we_did_not_issue_is_said_to_be_unknown(db: None, stranger: Client) -> None:
    for code in ("0" * 64, "x", "%3Cscript%3E"):
        answer = stranger.get(f"/check/{code}")
        assert answer.status_code == 404
        assert "issued no document" in answer.content.decode()
    assert stranger.get("/check").status_code == 200


def test_whoever_is_signed_in_sees_the_public_pages_without_their_menu(shop: Shop, desk: Desk) -> None:
    page = desk(shop.buyer).get("/check").content.decode()
    assert 'id="sidebar"' not in page
    assert "Code on the document" in page
