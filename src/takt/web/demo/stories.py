"""The orders of the demonstration, and how far each has come. 示范订单."""

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, auto


class Until(IntEnum):
    """How far an order goes, in the order of the procedure; the last three are other endings."""

    PLACED = auto()
    ENTERED = auto()
    CONFIRMED = auto()
    IN_REVIEW = auto()
    REVIEWED = auto()
    APPROVED = auto()
    PROPOSED = auto()
    PLANNED = auto()
    RELEASED = auto()
    STARTED = auto()
    INSPECTED = auto()
    PRODUCED = auto()
    PARTLY_SHIPPED = auto()
    SHIPPED = auto()
    RECEIVED = auto()
    ANSWERED = auto()
    CLOSED = auto()
    SENT_BACK = auto()
    REFUSED = auto()
    WITHDRAWN = auto()


@dataclass(frozen=True, slots=True)
class Story:
    """One order: by which customer, under which number of theirs, (item, quantity) lines, wanted in so many days.

    `source` names the file that it came in; without one it came by phone, or by the portal when it begins there.
    """

    until: Until
    customer: str
    number: str
    lines: tuple[tuple[str, int], ...]
    days: int
    source: str = ""
    portal: bool = False
    discount: Decimal = Decimal(0)
    word: str = ""
    score: int = 5


U = Until
STORIES = (
    Story(U.CLOSED, "C-1001", "DL-2611-07", (("RV-110-40", 4),), 12, portal=True, word="运转平稳, 交货及时。"),
    Story(U.CLOSED, "C-1006", "NV-48810", (("R-77-25", 3), ("OIL-220", 20)), 15, word="Quiet and well packed. Labels in English, please.", score=4),
    Story(U.ANSWERED, "C-1001", "DL-2611-11", (("RV-110-40", 2), ("R-77-25", 1)), 14, portal=True, word="油封处有轻微渗油, 已自行处理。", score=3),
    Story(U.RECEIVED, "C-1003", "HT-0926", (("R-77-25", 2),), 16),
    Story(U.SHIPPED, "C-1002", "BL/26/1180", (("K-87-63", 2),), 18, source="BL-26-1180.xlsx"),
    Story(U.PARTLY_SHIPPED, "C-1003", "HT-0931", (("RV-110-40", 3), ("RM-77-25", 2)), 20),
    Story(U.PRODUCED, "C-1004", "QH-20261102", (("RV-110-40", 5),), 21),
    Story(U.INSPECTED, "C-1002", "BL/26/1204", (("R-77-25", 4),), 24, source="BL-26-1204.xlsx"),
    Story(U.STARTED, "C-1001", "DL-2611-19", (("RV-110-40", 8),), 25, portal=True),
    Story(U.RELEASED, "C-1006", "NV-48871", (("RM-77-25", 6),), 30),
    Story(U.PLANNED, "C-1004", "QH-20261108", (("R-77-25", 6), ("RV-110-40", 4)), 32),
    Story(U.PROPOSED, "C-1003", "HT-0940", (("K-87-63", 4),), 40),
    Story(U.APPROVED, "C-1002", "BL/26/1219", (("RM-77-25", 5),), 42, source="BL-26-1219.xlsx"),
    Story(U.REVIEWED, "C-1006", "NV-48902", (("RV-110-40", 20), ("R-77-25", 10)), 45),
    Story(U.IN_REVIEW, "C-1002", "BL/26/1225", (("K-87-63", 24),), 45, source="BL-26-1225.xlsx"),
    Story(U.CONFIRMED, "C-1003", "HT-0944", (("RV-110-40", 6),), 35),
    Story(U.SENT_BACK, "C-1004", "QH-20261115", (("R-77-25", 8),), 38, discount=Decimal("0.42"), word="折扣后毛利率过低, 请与客户重新议价。"),
    Story(U.REFUSED, "C-1005", "YL-77-0310", (("K-87-63", 40),), 20, word="超出信用额度, 且要求交期内产能不足。"),
    Story(U.WITHDRAWN, "C-1005", "YL-77-0298", (("R-77-25", 2),), 28, word="客户榨季项目推迟。"),
    Story(U.ENTERED, "C-1004", "QH-20261121", (("RV-110-40", 10), ("OIL-220", 40)), 36),
    Story(U.ENTERED, "C-1002", "BL/26/1230", (("R-77-25", 12),), 50, source="BL-26-1230.xlsx"),
    Story(U.PLACED, "C-1001", "DL-2611-26", (("RM-77-25", 3),), 33, portal=True),
    Story(U.PLACED, "C-1001", "DL-2611-27", (("RV-110-40", 12), ("OIL-220", 60)), 40, portal=True),
)  # fmt: skip
