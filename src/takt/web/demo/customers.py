"""Who orders from the demonstration factory, and how the goods travel. 客户与物流公司.

All invented. Nobody has an e-mail address but one, and that is mistyped: what the demonstration writes is read in the
portal and never leaves the house; the one letter by e-mail comes back.
"""

from dataclasses import dataclass
from decimal import Decimal

from takt.delivery.actions.carriers import add_carrier
from takt.delivery.models import Carrier
from takt.departments.models import Language, Person
from takt.orders.actions.add_address import add_address
from takt.orders.actions.add_contact import add_contact
from takt.orders.actions.add_customer import add_customer
from takt.orders.actions.give_portal_access import give_portal_access
from takt.orders.actions.grant_credit import grant_credit
from takt.orders.models import Address, Contact, Customer
from takt.web.demo.staff import Staff

VAT = Decimal("0.13")


@dataclass(frozen=True, slots=True)
class Buyer:
    """A customer with its one contact; `login` when the contact may sign in."""

    number: str
    zh: str
    en: str
    credit: int
    contact: str
    phone: str
    address: str
    city: str
    region: str
    postal_code: str
    login: str = ""
    language: Language = Language.ZH
    country: str = "CN"
    email: str | None = None


BUYERS = (
    Buyer("C-1001", "东澜水务设备有限公司", "Donglan Water Equipment", 600_000, "刘燕", "+86 571 5550 1201", "临江路 188 号 3 号库", "杭州", "浙江", "310016", "liu.yan"),
    Buyer("C-1002", "北陵水泥机械股份公司", "Beiling Cement Machinery", 600_000, "高振东", "+86 24 5550 1302", "开发大路 22 号", "沈阳", "辽宁", "110141"),
    Buyer("C-1003", "华桐输送机械厂", "Huatong Conveyors", 300_000, "徐梅", "+86 510 5550 1403", "惠澄大道 76 号", "无锡", "江苏", "214177"),
    Buyer("C-1004", "青禾农业装备有限公司", "Qinghe Farm Equipment", 200_000, "马俊", "+86 532 5550 1504", "正阳中路 9 号", "青岛", "山东", "266109"),
    Buyer("C-1005", "云岭糖业集团", "Yunling Sugar Group", 150_000, "杨柳", "+86 871 5550 1605", "昌宏路 51 号", "昆明", "云南", "650217"),
    Buyer(
        "C-1006", "诺德维克输送系统", "Nordvik Conveyors AS", 500_000, "Ingrid Solheim", "+47 5550 1706", "Strandgata 14", "Bergen", "", "5004",
        "ingrid.solheim", language=Language.EN, country="NO",
    ),
    Buyer("C-1007", "泰丰包装机械有限公司", "Taifeng Packaging Machines", 250_000, "吴倩", "+86 20 5550 1807", "科韵南路 12 号", "广州", "广东", "510665"),
    Buyer("C-1008", "新港起重设备有限公司", "Xingang Cranes", 450_000, "丁海波", "+86 22 5550 1908", "临港大道 301 号", "天津", "天津", "300461"),
    Buyer(
        "C-1009", "渤华搅拌设备厂", "Bohua Mixers", 150_000, "罗敏", "+86 543 5550 2009", "黄河五路 66 号", "滨州", "山东", "256600",
        email="luo.min@bohua-mixers..example",
    ),
    Buyer("C-1010", "茂林木工机械有限公司", "Maolin Woodworking Machines", 180_000, "江雪梅", "+86 757 5550 2110", "富华路 8 号", "佛山", "广东", "528300"),
)  # fmt: skip
CARRIERS = {
    "AN": ("安速物流", "https://track.ansu.example/{number}"),
    "HAI": ("海陆通货运", ""),
    "ZT": ("厂方自送", ""),
}


@dataclass(slots=True)
class Parties:
    """The customers' rows by customer number, portal users by customer number, carriers by code."""

    customers: dict[str, Customer]
    contacts: dict[str, Contact]
    addresses: dict[str, Address]
    portal: dict[str, Person]
    carriers: dict[str, Carrier]


def win_customers(staff: Staff, password: str) -> Parties:
    """Sales adds customers and contacts, finance grants the credit, logistics knows the carriers."""
    parties = Parties({}, {}, {}, {}, {})
    for buyer in BUYERS:
        _won(buyer, staff, password, parties)
    for code, (name, tracking_url) in CARRIERS.items():
        parties.carriers[code] = add_carrier(
            by=staff["qin.feng"], code=code, name=name, tracking_url=tracking_url
        )
    return parties


def _won(buyer: Buyer, staff: Staff, password: str, parties: Parties) -> None:
    sales = staff["chen.zhiyuan"]
    rate = VAT if buyer.country == "CN" else Decimal(0)
    customer = add_customer(
        by=sales, number=buyer.number, name=buyer.zh, name_en=buyer.en, tax_rate=rate, language=buyer.language
    )
    grant_credit(customer, by=staff["zhao.lihua"], credit_limit=Decimal(buyer.credit))
    contact = add_contact(
        customer, by=sales, name=buyer.contact, email=buyer.email, phone=buyer.phone, language=buyer.language
    )
    parties.customers[buyer.number], parties.contacts[buyer.number] = customer, contact
    parties.addresses[buyer.number] = add_address(
        customer, by=sales, code="MAIN", lines=buyer.address, city=buyer.city, region=buyer.region,
        postal_code=buyer.postal_code, country=buyer.country,
    )  # fmt: skip
    if buyer.login:
        parties.portal[buyer.number] = give_portal_access(
            by=sales, contact=contact, login=buyer.login, password=password
        )
