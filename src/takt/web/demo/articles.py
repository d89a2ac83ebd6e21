"""What the demonstration factory makes and buys, as tables. 物料、物料清单与工艺路线.

Prices and costs in CNY without tax; times in minutes.
"""

from dataclasses import dataclass

UNITS = {"件": ("件", "piece", 0), "kg": ("千克", "kilogram", 2), "L": ("升", "litre", 1)}


@dataclass(frozen=True, slots=True)
class Bought:
    """A bought item: its terms, and how much lies in stock at the start."""

    number: str
    zh: str
    en: str
    unit: str
    price: str
    lead_time_days: int
    supplier: str
    in_stock: str
    list_price: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """An operation: work centre (its skill goes with it), set-up minutes, minutes for each unit, inspected or not."""

    zh: str
    en: str
    center: str
    setup: int
    run: str
    inspection: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A made item: what one unit needs, and how it is made. With a list price it is sold."""

    number: str
    zh: str
    en: str
    drawing: str
    bill: dict[str, str]
    steps: tuple[Step, ...]
    list_price: str | None = None


BOUGHT = (
    Bought("BAR-40CR-90", "40Cr 圆钢 Φ90", "40Cr round bar 90 mm", "kg", "6.80", 7, "S-201", "4200"),
    Bought("BRZ-RIM-110", "锡青铜轮缘毛坯", "tin bronze rim blank", "件", "268", 21, "S-202", "70"),
    Bought("CST-RV-110", "RV110 箱体铸件", "RV110 housing casting", "件", "185", 18, "S-203", "64"),
    Bought("CST-R-77", "R77 箱体铸件", "R77 housing casting", "件", "240", 18, "S-203", "48"),
    Bought("CST-K-87", "K87 箱体铸件", "K87 housing casting", "件", "520", 25, "S-203", "14"),
    Bought("BRG-6208", "深沟球轴承 6208", "ball bearing 6208", "件", "32.50", 5, "S-204", "520"),
    Bought("BRG-32210", "圆锥滚子轴承 32210", "taper roller bearing 32210", "件", "78", 5, "S-204", "260"),
    Bought("SEAL-45-62", "骨架油封 45×62", "shaft seal 45x62", "件", "6.20", 3, "S-204", "600"),
    Bought("BOLT-KIT-10", "M10 螺栓组件", "M10 bolt kit", "件", "12", 3, "S-204", "300"),
    Bought("MOTOR-3KW", "三相电机 3 kW", "three-phase motor 3 kW", "件", "860", 10, "S-205", "36"),
    Bought("OIL-220", "工业齿轮油 L-CKC 220", "gear oil L-CKC 220", "L", "14.50", 4, "S-205", "900", "22"),
)
MADE = (
    Made(
        "WORM-110", "RV110 蜗杆", "RV110 worm shaft", "TK-110-01", {"BAR-40CR-90": "9.60"},
        (Step("粗精车", "turning", "TURN", 25, "14"), Step("磨齿", "thread grinding", "GRIND", 30, "18", True)),
    ),
    Made(
        "WHEEL-110", "RV110 蜗轮", "RV110 worm wheel", "TK-110-02", {"BRZ-RIM-110": "1"},
        (Step("车齿坯", "turning the blank", "TURN", 20, "12"), Step("滚齿", "hobbing", "HOB", 35, "22", True)),
    ),
    Made(
        "HOUSING-110", "RV110 箱体", "RV110 housing", "TK-110-03", {"CST-RV-110": "1"},
        (Step("镗孔铣面", "boring and facing", "BORE", 40, "26"),),
    ),
    Made(
        "RV-110-40", "蜗轮减速机 RV110 i=40", "worm gear reducer RV110 i=40", "TK-110-00",
        {"WORM-110": "1", "WHEEL-110": "1", "HOUSING-110": "1", "BRG-6208": "2", "SEAL-45-62": "2", "BOLT-KIT-10": "1", "OIL-220": "1.2"},
        (Step("总装", "assembly", "ASSY", 15, "45"), Step("空载试车", "no-load test run", "RIG", 10, "20", True)),
        "2380",
    ),
    Made(
        "GEARSET-77", "R77 斜齿轮组", "R77 helical gear set", "TK-077-01", {"BAR-40CR-90": "14.50"},
        (
            Step("车齿坯", "turning the blank", "TURN", 20, "18"),
            Step("滚齿", "hobbing", "HOB", 35, "28"),
            Step("磨齿", "gear grinding", "GRIND", 30, "24", True),
        ),
    ),
    Made(
        "HOUSING-77", "R77 箱体", "R77 housing", "TK-077-03", {"CST-R-77": "1"},
        (Step("镗孔铣面", "boring and facing", "BORE", 45, "32"),),
    ),
    Made(
        "R-77-25", "斜齿轮减速机 R77 i=25", "helical gear reducer R77 i=25", "TK-077-00",
        {"GEARSET-77": "1", "HOUSING-77": "1", "BRG-32210": "2", "SEAL-45-62": "2", "BOLT-KIT-10": "1", "OIL-220": "2.5"},
        (Step("总装", "assembly", "ASSY", 15, "55"), Step("空载试车", "no-load test run", "RIG", 10, "20", True)),
        "3650",
    ),
    Made(
        "RM-77-25", "减速电机 R77 i=25 3 kW", "geared motor R77 i=25 3 kW", "TK-077-M0",
        {"R-77-25": "1", "MOTOR-3KW": "1", "BOLT-KIT-10": "1"},
        (Step("配电机", "fitting the motor", "ASSY", 10, "25"), Step("负载试车", "load test run", "RIG", 15, "30", True)),
        "5180",
    ),
    Made(
        "BEVEL-87", "K87 锥齿轮副", "K87 bevel gear pair", "TK-087-01", {"BAR-40CR-90": "22"},
        (Step("车齿坯", "turning the blank", "TURN", 30, "24"), Step("铣齿", "gear milling", "HOB", 50, "40", True)),
    ),
    Made(
        "K-87-63", "锥齿轮减速机 K87 i=63", "bevel helical reducer K87 i=63", "TK-087-00",
        {"BEVEL-87": "1", "CST-K-87": "1", "BRG-32210": "4", "SEAL-45-62": "2", "BOLT-KIT-10": "2", "OIL-220": "4"},
        (
            Step("箱体镗铣", "housing boring", "BORE", 50, "48"),
            Step("总装", "assembly", "ASSY", 20, "80"),
            Step("负载试车", "load test run", "RIG", 15, "35", True),
        ),
        "7900",
    ),
)  # fmt: skip
SUPPLIERS = {
    "S-201": "通淮特钢贸易",
    "S-202": "瑞铜精密铸造",
    "S-203": "北岗铸造厂",
    "S-204": "恒转轴承五金",
    "S-205": "易能机电",
}
