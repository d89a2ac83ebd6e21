"""The printed side of III.1: the confirmation as a PDF, always the same bytes for the same version."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone

from takt.conduct.canonical import content_hash, decimal_text
from takt.conduct.letters import Recipient
from takt.conduct.models import Letter
from takt.exchange.chinese import amount_in_capitals
from takt.exchange.documents import ORDER_CONFIRMATION, render, render_pages
from takt.orders.content import Content
from takt.orders.models import Order, OrderVersion


def confirmation_pdf(letter: Letter) -> bytes:
    """The PDF that a confirmation letter encloses; made from the version that was confirmed."""
    version = OrderVersion.objects.get(pk=letter.facts["version_id"])
    facts = confirmation_facts(version, letter.language, letter.recipient_name, letter.facts["verify_url"])
    facts["date"] = timezone.localdate(letter.written_at)
    return render(
        ORDER_CONFIRMATION,
        facts,
        fonts=settings.DOCUMENT_FONTS,
        made_at=letter.written_at.replace(microsecond=0),
    )


def confirmation_to_be(order: Order, version: OrderVersion, promised: date, at: datetime) -> OrderVersion:
    """The version that a confirmation with this promise would be bound to; not saved. The same promise changes nothing."""
    content: Content = version.content | {"promised_date": promised.isoformat()}
    if order.promised_date == promised:
        return version
    return OrderVersion(
        order=order,
        number=version.number + 1,
        content=content,
        hash=content_hash(content),
        made_by=version.made_by,
        made_at=at,
    )


def previewed_pages(version: OrderVersion, to: Recipient, at: datetime) -> list[bytes]:
    """The confirmation as it would be enclosed, as pictures (PNG), one a page."""
    return render_pages(
        ORDER_CONFIRMATION, _previewed(version, to, at), fonts=settings.DOCUMENT_FONTS, made_at=at
    )


def previewed_pdf(version: OrderVersion, to: Recipient, at: datetime) -> bytes:
    """The confirmation as it would be enclosed."""
    return render(ORDER_CONFIRMATION, _previewed(version, to, at), fonts=settings.DOCUMENT_FONTS, made_at=at)


def _previewed(version: OrderVersion, to: Recipient, at: datetime) -> dict[str, Any]:
    facts = confirmation_facts(version, to.language, to.name, verify_url(version.hash))
    return facts | {"date": timezone.localdate(at)}


def verify_url(content_hash: str) -> str:
    """Where whoever holds a printed document sees whether it is genuine."""
    return f"{settings.TAKT_BASE_URL}/check/{content_hash}"


def confirmation_facts(version: OrderVersion, language: str, contact: str, verify_url: str) -> dict[str, Any]:
    """What the template prints (see order_confirmation.typ)."""
    content: Content = version.content
    gross = Decimal(content["gross_amount"])
    return {
        "language": language,
        "company": settings.TAKT_COMPANY,
        "customer": {
            "name": _named(content["customer"], language),
            "address": (content["ship_to"] or {}).get("text", ""),
            "contact": contact,
        },
        "number": content["number"],
        "customer_order_number": content["customer_order_number"],
        "version": version.number,
        "content_hash": version.hash,
        "verify_url": verify_url,
        "promise": content["promised_date"],
        "currency": content["currency"],
        "lines": [_line(line, content, language) for line in content["lines"]],
        "net": _cents(content["net_amount"]),
        "tax_rate": decimal_text(Decimal(content["tax_rate"]) * 100),
        "tax": _cents(content["tax_amount"]),
        "gross": _cents(content["gross_amount"]),
        "gross_words": "人民币" + amount_in_capitals(gross) if content["currency"] == "CNY" else "",
    }


def _line(line: dict[str, Any], content: Content, language: str) -> dict[str, Any]:
    discount = Decimal(line["discount_share"]) * 100
    drawing = " ".join(part for part in (line["drawing_number"], line["revision"]) if part)
    return {
        "position": line["position"],
        "item": line["item"],
        "name": "\n".join(part for part in (_named(line, language), drawing, line["note"]) if part),
        "quantity": line["quantity"],
        "unit": line["unit"],
        "price": line["price"],
        "discount": f"{decimal_text(discount)}%" if discount else "",
        "amount": _cents(line["amount"]),
        "requested": line["requested_date"],
        "promised": content["promised_date"],
    }


def _named(named: dict[str, Any], language: str) -> str:
    return str(named["name_en"] or named["name"]) if language == "en" else str(named["name"])


def _cents(amount: str) -> str:
    return format(Decimal(amount), ".2f")
