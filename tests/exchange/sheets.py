"""The sheet that the tests read and write: order lines with a column of every kind."""

from takt.exchange.tables import Choice, Column, Kind, Sheet

FIELDS = (
    Column("item", Kind.TEXT, required=True, zh="物料", en="Item", max_length=60),
    Column(
        "quantity",
        Kind.QUANTITY,
        required=True,
        zh="数量",
        en="Quantity",
        unit="pcs",
        unit_zh="件",
        minimum=0,
    ),
    Column("position", Kind.INTEGER, zh="行号", en="Position"),
    Column("price", Kind.MONEY, zh="单价", en="Price", unit="CNY"),
    Column("requested", Kind.DATE, zh="要求交期", en="Requested"),
    Column("agreed_at", Kind.DATETIME, zh="约定时间", en="Agreed at"),
    Column("urgent", Kind.BOOLEAN, zh="加急", en="Urgent"),
    Column(
        "packing",
        Kind.CHOICE,
        zh="包装",
        en="Packing",
        choices=(Choice("crate", "木箱", "Wooden crate"), Choice("carton", "纸箱", "Carton")),
    ),
    Column("setup_minutes", Kind.DURATION, zh="准备时间", en="Setup", unit="min", unit_zh="分钟"),
)
LINES = Sheet("lines", FIELDS, key=("item",), zh="订单行", en="Order lines")
