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
    revision: str = "A"


BOUGHT = (
    Bought("BAR-40CR-90", "40Cr 圆钢 Φ90", "40Cr round bar 90 mm", "kg", "6.80", 7, "S-201", "9000"),
    Bought(
        "BAR-20CRMNTI-60", "20CrMnTi 圆钢 Φ60", "20CrMnTi round bar 60 mm", "kg", "7.90", 7, "S-201", "5200"
    ),
    Bought("BRZ-RIM-110", "锡青铜轮缘毛坯", "tin bronze rim blank", "件", "268", 21, "S-202", "150"),
    Bought("BRZ-RIM-75", "锡青铜轮缘毛坯 75", "tin bronze rim blank 75", "件", "142", 21, "S-202", "150"),
    Bought("CST-RV-110", "RV110 箱体铸件", "RV110 housing casting", "件", "185", 18, "S-203", "150"),
    Bought("CST-RV-75", "RV75 箱体铸件", "RV75 housing casting", "件", "118", 18, "S-203", "150"),
    Bought("CST-R-77", "R77 箱体铸件", "R77 housing casting", "件", "240", 18, "S-203", "140"),
    Bought("CST-K-87", "K87 箱体铸件", "K87 housing casting", "件", "520", 25, "S-203", "52"),
    Bought("BRG-6208", "深沟球轴承 6208", "ball bearing 6208", "件", "32.50", 5, "S-204", "900"),
    Bought("BRG-32210", "圆锥滚子轴承 32210", "taper roller bearing 32210", "件", "78", 5, "S-204", "700"),
    Bought("SEAL-45-62", "骨架油封 45×62", "shaft seal 45x62", "件", "6.20", 3, "S-204", "1200", "9.80"),
    Bought("BOLT-KIT-10", "M10 螺栓组件", "M10 bolt kit", "件", "12", 3, "S-204", "900"),
    Bought("KEY-14-9", "平键 14×9×56", "parallel key 14x9x56", "件", "1.80", 3, "S-204", "900"),
    Bought("MOTOR-3KW", "三相电机 3 kW", "three-phase motor 3 kW", "件", "860", 10, "S-205", "70"),
    Bought("MOTOR-7KW5", "三相电机 7.5 kW", "three-phase motor 7.5 kW", "件", "1650", 14, "S-205", "24"),
    Bought("OIL-220", "工业齿轮油 L-CKC 220", "gear oil L-CKC 220", "L", "14.50", 4, "S-205", "2200", "22"),
    Bought("PAINT-7031", "聚氨酯面漆 RAL 7031", "polyurethane paint RAL 7031", "kg", "38", 6, "S-206", "320"),
    Bought("PLATE-SS", "不锈钢铭牌", "stainless name plate", "件", "2.40", 6, "S-206", "900"),
)
MADE = (
    Made(
        "WORM-110", "RV110 蜗杆", "RV110 worm shaft", "TK-110-01", {"BAR-40CR-90": "9.60"},
        (
            Step("粗精车", "turning", "TURN", 25, "14"),
            Step("渗碳淬火", "case hardening", "HEAT", 60, "4"),
            Step("磨齿", "thread grinding", "GRIND", 30, "18", True),
        ),
        revision="B",
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
        {"WORM-110": "1", "WHEEL-110": "1", "HOUSING-110": "1", "BRG-6208": "2", "SEAL-45-62": "2", "BOLT-KIT-10": "1", "KEY-14-9": "2", "PLATE-SS": "1", "OIL-220": "1.2"},
        (Step("总装", "assembly", "ASSY", 15, "45"), Step("空载试车", "no-load test run", "RIG", 10, "12", True)),
        "2380",
        revision="C",
    ),
    Made(
        "GEARSET-77", "R77 斜齿轮组", "R77 helical gear set", "TK-077-01", {"BAR-20CRMNTI-60": "14.50"},
        (
            Step("车齿坯", "turning the blank", "TURN", 20, "18"),
            Step("滚齿", "hobbing", "HOB", 35, "28"),
            Step("渗碳淬火", "case hardening", "HEAT", 60, "6"),
            Step("磨齿", "gear grinding", "GRIND", 30, "24", True),
        ),
    ),
    Made(
        "HOUSING-77", "R77 箱体", "R77 housing", "TK-077-03", {"CST-R-77": "1"},
        (Step("镗孔铣面", "boring and facing", "BORE", 45, "32"),),
    ),
    Made(
        "R-77-25", "斜齿轮减速机 R77 i=25", "helical gear reducer R77 i=25", "TK-077-00",
        {"GEARSET-77": "1", "HOUSING-77": "1", "BRG-32210": "2", "SEAL-45-62": "2", "BOLT-KIT-10": "1", "KEY-14-9": "1", "PLATE-SS": "1", "PAINT-7031": "0.6", "OIL-220": "2.5"},
        (
            Step("总装", "assembly", "ASSY", 15, "55"),
            Step("空载试车", "no-load test run", "RIG", 10, "15", True),
            Step("喷漆", "painting", "PAINT", 20, "9"),
        ),
        "3650",
    ),
    Made(
        "RM-77-25", "减速电机 R77 i=25 3 kW", "geared motor R77 i=25 3 kW", "TK-077-M0",
        {"R-77-25": "1", "MOTOR-3KW": "1", "BOLT-KIT-10": "1"},
        (Step("配电机", "fitting the motor", "ASSY", 10, "25"), Step("负载试车", "load test run", "RIG", 15, "22", True)),
        "5180",
    ),
    Made(
        "BEVEL-87", "K87 锥齿轮副", "K87 bevel gear pair", "TK-087-01", {"BAR-20CRMNTI-60": "22"},
        (Step("车齿坯", "turning the blank", "TURN", 30, "24"), Step("铣齿", "gear milling", "HOB", 50, "40", True)),
    ),
    Made(
        "K-87-63", "锥齿轮减速机 K87 i=63", "bevel helical reducer K87 i=63", "TK-087-00",
        {"BEVEL-87": "1", "CST-K-87": "1", "BRG-32210": "4", "SEAL-45-62": "2", "BOLT-KIT-10": "2", "PLATE-SS": "1", "PAINT-7031": "1.1", "OIL-220": "4"},
        (
            Step("箱体镗铣", "housing boring", "BORE", 50, "48"),
            Step("总装", "assembly", "ASSY", 20, "80"),
            Step("负载试车", "load test run", "RIG", 15, "35", True),
            Step("喷漆", "painting", "PAINT", 20, "14"),
        ),
        "7900",
        revision="B",
    ),
    Made(
        "KM-87-63", "锥齿轮减速电机 K87 i=63 7.5 kW", "bevel geared motor K87 i=63 7.5 kW", "TK-087-M0",
        {"K-87-63": "1", "MOTOR-7KW5": "1", "BOLT-KIT-10": "1"},
        (Step("配电机", "fitting the motor", "ASSY", 10, "35"), Step("负载试车", "load test run", "RIG", 15, "25", True)),
        "10400",
    ),
    Made(
        "WORM-75", "RV75 蜗杆", "RV75 worm shaft", "TK-075-01", {"BAR-40CR-90": "4.20"},
        (Step("粗精车", "turning", "TURN", 20, "10"), Step("磨齿", "thread grinding", "GRIND", 25, "12", True)),
    ),
    Made(
        "WHEEL-75", "RV75 蜗轮", "RV75 worm wheel", "TK-075-02", {"BRZ-RIM-75": "1"},
        (Step("车齿坯", "turning the blank", "TURN", 15, "8"), Step("滚齿", "hobbing", "HOB", 30, "15", True)),
    ),
    Made(
        "RV-75-30", "蜗轮减速机 RV75 i=30", "worm gear reducer RV75 i=30", "TK-075-00",
        {"WORM-75": "1", "WHEEL-75": "1", "CST-RV-75": "1", "BRG-6208": "2", "SEAL-45-62": "2", "PLATE-SS": "1", "OIL-220": "0.8"},
        (
            Step("镗孔", "boring", "BORE", 30, "14"),
            Step("总装", "assembly", "ASSY", 15, "30"),
            Step("空载试车", "no-load test run", "RIG", 10, "10", True),
        ),
        "1480",
        revision="B",
    ),
    Made(
        "SHAFT-77", "R77 输出轴 (备件)", "R77 output shaft (spare)", "TK-077-05", {"BAR-40CR-90": "7.80", "KEY-14-9": "1"},
        (Step("车轴", "turning the shaft", "TURN", 20, "16"), Step("磨外圆", "cylindrical grinding", "GRIND", 20, "10", True)),
        "420",
    ),
)  # fmt: skip
SUPPLIERS = {
    "S-201": "通淮特钢贸易",
    "S-202": "瑞铜精密铸造",
    "S-203": "北岗铸造厂",
    "S-204": "恒转轴承五金",
    "S-205": "易能机电",
    "S-206": "虹彩涂料标牌",
}
