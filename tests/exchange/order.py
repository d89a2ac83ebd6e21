"""The facts of an order confirmation, as the tests print it."""

from decimal import Decimal
from typing import Any

from takt.exchange.chinese import amount_in_capitals

COMPANY = {
    "name": "苏州精工机械制造有限公司",
    "address": "江苏省苏州市工业园区星湖街 328 号",
    "phone": "+86 512 0000 0000",
}
CUSTOMER = {"name": "上海远航泵业股份有限公司", "address": "上海市浦东新区张江路 1000 号", "contact": "王丽"}


def confirmation(language: str, lines: int) -> dict[str, Any]:
    """An order confirmation with so many lines."""
    net = Decimal("38.50") * 12 * lines
    tax = (net * 13 / 100).quantize(Decimal("0.01"))
    return {
        "language": language,
        "company": COMPANY,
        "customer": CUSTOMER,
        "number": "SO-SZ-2026-000123",
        "customer_order_number": "PO 4500098812",
        "version": 2,
        "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "verify_url": "https://takt.example/verify/SO-SZ-2026-000123/2",
        "date": "2026-11-23",
        "promise": "2026-12-24",
        "currency": "CNY",
        "lines": [_line(number) for number in range(1, lines + 1)],
        "net": net,
        "tax_rate": "13",
        "tax": tax,
        "gross": net + tax,
        "gross_words": "人民币" + amount_in_capitals(net + tax),
        "terms": "付款: 月结 30 天。\n交货: 工厂交货。",
        "notes": "包装: 木箱, 防锈。",
    }


def _line(number: int) -> dict[str, Any]:
    return {
        "position": number * 10,
        "item": f"BRG-6204-{number:03}",
        "name": f"深沟球轴承座 φ20×47×14 不锈钢, 表面镀锌, 图号 TK-2026-{number:03}",
        "quantity": Decimal(12),
        "unit": "件",
        "price": Decimal("38.50"),
        "amount": Decimal("38.50") * 12,
        "requested": "2026-12-10",
        "promised": "2026-12-20",
    }
