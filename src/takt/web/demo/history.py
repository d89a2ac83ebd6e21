"""The orders of the past year that are over: made by chance, the same ones every time. 历史订单."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from takt.web.demo.stories import TROUBLES, Story, Until

NEWEST_DAYS = 13
OLDEST_DAYS = 285
# How busy the twelve months are: quiet around the lunar new year and in the summer heat.
SEASON = (0.8, 0.4, 1.2, 1.25, 1.1, 1.0, 0.75, 0.8, 1.2, 0.95, 1.25, 1.15)
# Customer: how often it orders, how its numbers look, whether by portal or as a file.
CUSTOMERS = {
    "C-1001": (22, "DL-{ym}-{n:02}", "portal"),
    "C-1002": (18, "BL/{y}/{n:04}", "file"),
    "C-1003": (16, "HT-{n:04}", ""),
    "C-1004": (14, "QH-{ym}-{n:02}", ""),
    "C-1005": (6, "YL-77-{n:04}", ""),
    "C-1006": (9, "NV-{n:05}", ""),
    "C-1007": (12, "TF-{n:04}", ""),
    "C-1008": (8, "XG-{n:04}", ""),
    "C-1010": (7, "ML-{n:04}", ""),
}
# What is ordered: how often, least and most pieces, days until it is wanted.
WISHES = {
    "RV-110-40": (24, 2, 10, 18),
    "RV-75-30": (22, 4, 16, 16),
    "R-77-25": (16, 1, 6, 19),
    "RM-77-25": (9, 1, 5, 22),
    "K-87-63": (8, 1, 4, 22),
    "KM-87-63": (4, 1, 2, 24),
    "SHAFT-77": (9, 4, 16, 12),
    "OIL-220": (5, 20, 60, 7),
    "SEAL-45-62": (3, 20, 80, 7),
}
EXTRAS = ("OIL-220", "SEAL-45-62")
SEA_DAYS = 14
CALENDAR_DAYS = 365 / 294
"""To a working day: six a week, without public holidays."""
WORDS = {
    5: (
        "运转平稳, 交货及时。",
        "包装牢固, 没有磕碰。",
        "一次安装到位, 现场反映很好。",
        "比预期提前到货, 感谢。",
        "",
    ),
    4: ("整体满意, 铭牌字迹稍浅。", "质量好, 希望随货附检验记录。", "不错, 到货比约定晚半天。", ""),
    3: ("油封处有轻微渗油, 已自行处理。", "到货晚了两天, 影响安装。", "外观有一处掉漆。"),
    2: ("延期没有提前通知, 现场等料。", "一台空载噪声偏大, 已寄回视频。"),
    1: ("交期一再推迟, 生产线停了三天。",),
}
WORDS_EN = {
    5: ("Runs quietly, delivered as promised.", "Well packed, thank you."),
    4: ("Good gearbox. Labels in English, please.",),
    3: ("Paint was scratched on one unit.",),
    2: ("Two days late, and nobody told us.",),
    1: ("Late again; our line stood still.",),
}
REFUSALS = ("要求交期内产能不足, 客户不接受分批。", "超出信用额度且前款未清。", "目标价低于成本, 无法接单。")
WITHDRAWALS = ("客户项目推迟。", "客户改用现有备机。", "客户重复下单, 已核对。")
MISHAPS = ("wrong_department", "own_approval", "early_decision", "early_departure", "unqualified")


def past(count: int, today: date) -> list[Story]:
    """So many stories that are over, from the oldest on."""
    chance = Random("takt")  # noqa: S311  # no secret: the same factory every time
    days = range(NEWEST_DAYS, OLDEST_DAYS)
    busy = [SEASON[(today - timedelta(days=day * CALENDAR_DAYS)).month - 1] for day in days]
    ages = sorted((chance.choices(days, busy)[0] + chance.random() for _ in range(count)), reverse=True)
    return [_story(nth, age, chance) for nth, age in enumerate(ages)]


def _story(nth: int, age: float, chance: Random) -> Story:
    customer = chance.choices(list(CUSTOMERS), [often for often, *_ in CUSTOMERS.values()])[0]
    _, number, way = CUSTOMERS[customer]
    item = chance.choices(list(WISHES), [often for often, *_ in WISHES.values()])[0]
    _, least, most, days = WISHES[item]
    lines = [(item, chance.randint(least, most))]
    extra = chance.choice(EXTRAS)
    if extra != item and chance.random() < 0.2:
        lines.append((extra, chance.choice((10, 20, 40))))
    story = Story(
        Until.CLOSED, customer, _numbered(number, 100 + nth), tuple(lines), days + chance.randint(0, 8), age,
        portal=way == "portal", source=f"order-{nth:04}.xlsx" if way == "file" else "", past=True,
    )  # fmt: skip
    return _fated(replace(story, days=story.days + SEA_DAYS * (customer == "C-1006")), chance)


def _numbered(pattern: str, n: int) -> str:
    for width in (2, 4, 5):
        pattern = pattern.replace(f"{{n:0{width}}}", f"{n:0{width}}")
    return pattern


def _fated(story: Story, chance: Random) -> Story:
    """How it went."""
    fate = chance.random()
    if fate < 0.035:
        return replace(story, until=Until.REFUSED, word=chance.choice(REFUSALS))
    if fate < 0.075:
        return replace(story, until=Until.WITHDRAWN, word=chance.choice(WITHDRAWALS), source="")
    made = story.lines[0][0] not in EXTRAS
    late = made and chance.random() < 0.17
    score = chance.choices((5, 4, 3, 2, 1), (2, 4, 8, 4, 2) if late else (50, 35, 12, 3, 0))[0]
    words = WORDS_EN if story.customer == "C-1006" else WORDS
    return replace(
        story,
        score=score,
        word=chance.choice(words[score]),
        answered=chance.random() < 0.8,
        partial=len(story.lines) > 1 and chance.random() < 0.4,
        rework=made and chance.random() < 0.14,
        scrap=made and chance.random() < 0.12,
        trouble=chance.choice(list(TROUBLES)) if late else "",
        trouble_days=chance.uniform(17, 27) if late else 0,
        discount=Decimal("0.35") if chance.random() < 0.06 and not story.portal else Decimal(0),
        mishap=chance.choice(MISHAPS) if chance.random() < 0.2 else "",
    )


def dated(story: Story, entered: date) -> Story:
    """With the customer's number as of that day."""
    number = story.number.replace("{ym}", f"{entered:%y%m}").replace("{y}", f"{entered:%y}")
    return replace(story, number=number)
