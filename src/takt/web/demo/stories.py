"""The orders that are under way in the demonstration today, and how far each has come. 在办订单."""

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, auto


class Until(IntEnum):
    """How far an order goes, in the order of the procedure; the last three are other endings."""

    PLACED = auto()
    ENTERED = auto()
    CONFIRMED = auto()
    IN_REVIEW = auto()
    COSTED = auto()
    REVIEWED = auto()
    APPROVED = auto()
    PROPOSED = auto()
    PLANNED = auto()
    RELEASED = auto()
    STARTED = auto()
    INSPECTED = auto()
    PRODUCED = auto()
    PACKED = auto()
    NOTIFIED = auto()
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

    `age`: it came in so many working days ago. `source` names the file that it came in; without one it came by phone, or by the
    portal when it begins there. `trouble` stops its floor for `trouble_days`; `passes`: inspections that are passed before
    one is left to do.
    """

    until: Until
    customer: str
    number: str
    lines: tuple[tuple[str, int], ...]
    days: int
    age: float
    source: str = ""
    portal: bool = False
    discount: Decimal = Decimal(0)
    word: str = ""
    score: int = 5
    answered: bool = True
    partial: bool = False
    rework: bool = False
    scrap: bool = False
    trouble: str = ""
    trouble_days: float = 0
    passes: int = 0
    mishap: str = ""
    past: bool = False


LEFT_AT = {Until.SENT_BACK: Until.IN_REVIEW, Until.REFUSED: Until.IN_REVIEW, Until.WITHDRAWN: Until.ENTERED}
"""How far an order goes before it leaves the way."""
TROUBLES = {
    "casting": ("material", "箱体铸件未到, 供应商推迟交货。", "铸件已到货并检验入库, 恢复生产。"),
    "spindle": ("machine", "磨齿机主轴异响, 停机检修。", "更换主轴轴承, 试切合格, 恢复生产。"),
    "blowhole": ("quality", "精镗后发现箱体砂眼, 待换毛坯。", "更换毛坯重新加工, 尺寸合格。"),
    "leave": ("people", "热处理工请病假, 无人顶岗。", "已安排马宁顶岗, 恢复生产。"),
}
"""What stops a floor: kind, what is recorded, what is said when it is over."""
NEVER = 999.0
U = Until
STORIES = (
    Story(U.CLOSED, "C-1001", "DL-{ym}-03", (("RV-110-40", 4),), 16, 44, portal=True, word="运转平稳, 交货及时。"),
    Story(U.CLOSED, "C-1006", "NV-48810", (("R-77-25", 3), ("OIL-220", 20)), 30, 64, word="Quiet and well packed. Labels in English, please.", score=4),
    Story(U.ANSWERED, "C-1001", "DL-{ym}-11", (("RV-110-40", 2), ("R-77-25", 1)), 16, 18, portal=True, word="油封处有轻微渗油, 已自行处理。", score=3),
    Story(U.ANSWERED, "C-1007", "TF-3391", (("RV-75-30", 8),), 18, 16, word="齿轮噪声比上一批小, 满意。"),
    Story(U.RECEIVED, "C-1003", "HT-0926", (("R-77-25", 2),), 16, 40),
    Story(U.RECEIVED, "C-1008", "XG-5512", (("KM-87-63", 1),), 18, 13),
    Story(U.SHIPPED, "C-1002", "BL/{y}/1180", (("K-87-63", 2),), 18, 9, source="BL-1180.xlsx"),
    Story(U.SHIPPED, "C-1006", "NV-48842", (("RM-77-25", 4),), 34, 12.5),
    Story(U.PARTLY_SHIPPED, "C-1003", "HT-0931", (("RV-110-40", 3), ("RM-77-25", 2)), 15, 10),
    Story(U.NOTIFIED, "C-1001", "DL-{ym}-15", (("SHAFT-77", 6),), 14, 7, portal=True),
    Story(U.PACKED, "C-1004", "QH-{ym}-01", (("RV-75-30", 6),), 18, 7.6),
    Story(U.PRODUCED, "C-1004", "QH-{ym}-02", (("RV-110-40", 5),), 17, 7.8),
    Story(U.PRODUCED, "C-1010", "ML-0877", (("R-77-25", 3),), 9, 12, rework=True),
    Story(U.INSPECTED, "C-1002", "BL/{y}/1204", (("R-77-25", 4),), 24, 6.6, source="BL-1204.xlsx", rework=True, passes=1),
    Story(U.INSPECTED, "C-1007", "TF-3402", (("RV-75-30", 10),), 20, 5.6),
    Story(U.STARTED, "C-1001", "DL-{ym}-19", (("RV-110-40", 12),), 22, 5, portal=True),
    Story(U.STARTED, "C-1008", "XG-5530", (("RM-77-25", 4),), 24, 5.2),
    Story(U.STARTED, "C-1005", "YL-77-0340", (("RV-110-40", 9),), 7, 11, trouble="casting", trouble_days=NEVER),
    Story(U.RELEASED, "C-1006", "NV-48871", (("RM-77-25", 6),), 40, 4),
    Story(U.RELEASED, "C-1003", "HT-0939", (("RV-75-30", 12),), 26, 4),
    Story(U.PLANNED, "C-1004", "QH-{ym}-08", (("R-77-25", 6), ("RV-110-40", 4)), 32, 3.6),
    Story(U.PROPOSED, "C-1003", "HT-0940", (("K-87-63", 60),), 75, 3.4),
    Story(U.APPROVED, "C-1002", "BL/{y}/1219", (("RM-77-25", 5),), 42, 3, source="BL-1219.xlsx"),
    Story(U.APPROVED, "C-1010", "ML-0885", (("SHAFT-77", 12),), 25, 2.8),
    Story(U.REVIEWED, "C-1006", "NV-48902", (("RV-110-40", 20), ("R-77-25", 10)), 55, 2.6),
    Story(U.REVIEWED, "C-1007", "TF-3410", (("RV-75-30", 6),), 30, 4.5),
    Story(U.COSTED, "C-1008", "XG-5541", (("KM-87-63", 3),), 36, 2.2),
    Story(U.IN_REVIEW, "C-1002", "BL/{y}/1225", (("K-87-63", 24),), 55, 1.8, source="BL-1225.xlsx"),
    Story(U.IN_REVIEW, "C-1004", "QH-{ym}-12", (("RV-110-40", 3),), 30, 5),
    Story(U.CONFIRMED, "C-1003", "HT-0944", (("RV-110-40", 6),), 35, 1.4, mishap="wrong_department"),
    Story(U.CONFIRMED, "C-1009", "BH-2207", (("K-87-63", 2),), 35, 1.6),
    Story(U.SENT_BACK, "C-1004", "QH-{ym}-15", (("R-77-25", 8),), 38, 2.4, discount=Decimal("0.42"), word="折扣后毛利率过低, 请与客户重新议价。"),
    Story(U.REFUSED, "C-1005", "YL-77-0310", (("K-87-63", 40),), 20, 6, word="超出信用额度, 且要求交期内产能不足。"),
    Story(U.WITHDRAWN, "C-1005", "YL-77-0298", (("R-77-25", 2),), 28, 9, word="客户榨季项目推迟。"),
    Story(U.ENTERED, "C-1004", "QH-{ym}-21", (("RV-110-40", 10), ("OIL-220", 40)), 36, 0.4),
    Story(U.ENTERED, "C-1002", "BL/{y}/1230", (("R-77-25", 12),), 50, 0.9, source="BL-1230.xlsx"),
    Story(U.PLACED, "C-1001", "DL-{ym}-26", (("RM-77-25", 3),), 33, 1.2, portal=True),
    Story(U.PLACED, "C-1001", "DL-{ym}-27", (("RV-110-40", 12), ("OIL-220", 60)), 40, 0.2, portal=True),
)  # fmt: skip
