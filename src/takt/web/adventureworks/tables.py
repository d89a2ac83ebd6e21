"""The tables that are read, column by column: a field names its column (see `reading.column`)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Product:
    """An article, sub-assembly or material; `make_flag`: made here; costs and prices in USD per piece."""

    product_id: int
    name: str
    product_number: str
    make_flag: bool
    finished_goods_flag: bool
    safety_stock_level: int
    standard_cost: Decimal
    list_price: Decimal
    weight_unit_measure_code: str
    weight: Decimal | None
    days_to_manufacture: int
    product_subcategory_id: int | None


@dataclass(frozen=True, slots=True)
class BillRow:
    """A component of an assembly; in force while `end_date` is empty."""

    product_assembly_id: int | None
    component_id: int
    start_date: date
    end_date: date | None
    unit_measure_code: str
    per_assembly_qty: Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure."""

    unit_measure_code: str
    name: str


@dataclass(frozen=True, slots=True)
class Location:
    """A work centre or store: cost rate in USD per hour, availability in hours per week and station."""

    location_id: int
    name: str
    cost_rate: Decimal
    availability: Decimal


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """A production order; `stocked_qty`: the good pieces that went into stock when it ended."""

    work_order_id: int
    product_id: int
    order_qty: int
    stocked_qty: int
    end_date: date | None


@dataclass(frozen=True, slots=True)
class Routing:
    """An operation of a production order with the hours that were booked."""

    work_order_id: int
    product_id: int
    operation_sequence: int
    location_id: int
    actual_start_date: date
    actual_resource_hrs: Decimal


@dataclass(frozen=True, slots=True)
class Inventory:
    """Stock in a place."""

    product_id: int
    location_id: int
    shelf: str
    bin: int
    quantity: int


@dataclass(frozen=True, slots=True)
class ScrapReason:
    """Why parts are scrapped."""

    scrap_reason_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A daily shift."""

    shift_id: int
    name: str
    start_time: str
    end_time: str


@dataclass(frozen=True, slots=True)
class Vendor:
    """A supplier."""

    business_entity_id: int
    account_number: str
    name: str
    active_flag: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """A supplier's terms: days, USD per piece."""

    product_id: int
    business_entity_id: int
    average_lead_time: int
    standard_price: Decimal
    min_order_qty: int


@dataclass(frozen=True, slots=True)
class PurchaseOrder:
    """Status 1 pending, 2 approved, 3 rejected, 4 complete."""

    purchase_order_id: int
    status: int
    vendor_id: int
    order_date: date


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    """What was ordered of a supplier, and what came."""

    purchase_order_id: int
    purchase_order_detail_id: int
    due_date: date
    order_qty: int
    product_id: int
    received_qty: Decimal


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A name: of an employee (EM, SP) or of a shop's contact (SC)."""

    business_entity_id: int
    person_type: str
    first_name: str
    middle_name: str
    last_name: str


@dataclass(frozen=True, slots=True)
class Employee:
    """An employee's job."""

    business_entity_id: int
    job_title: str
    current_flag: bool


@dataclass(frozen=True, slots=True)
class Placement:
    """Who served in which department and shift; now, while `end_date` is empty."""

    business_entity_id: int
    department_id: int
    shift_id: int
    end_date: date | None


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department of the bicycle maker."""

    department_id: int
    name: str


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer; with a store: a reseller, whose contact is the person."""

    customer_id: int
    person_id: int | None
    store_id: int | None
    account_number: str


@dataclass(frozen=True, slots=True)
class Store:
    """A reseller."""

    business_entity_id: int
    name: str


@dataclass(frozen=True, slots=True)
class AddressRow:
    """A place."""

    address_id: int
    address_line1: str
    address_line2: str
    city: str
    state_province_id: int
    postal_code: str


@dataclass(frozen=True, slots=True)
class Province:
    """A state or province of a country."""

    state_province_id: int
    name: str
    country_region_code: str


@dataclass(frozen=True, slots=True)
class ShipMethod:
    """A carrier."""

    ship_method_id: int
    name: str


@dataclass(frozen=True, slots=True)
class SalesOrder:
    """A reseller's order."""

    sales_order_id: int
    order_date: date
    due_date: date
    ship_date: date | None
    sales_order_number: str
    purchase_order_number: str
    customer_id: int
    sales_person_id: int | None
    ship_to_address_id: int
    ship_method_id: int
    sub_total: Decimal
    tax_amt: Decimal


@dataclass(frozen=True, slots=True)
class SalesLine:
    """A line: pieces, USD per piece, discount share."""

    sales_order_id: int
    sales_order_detail_id: int
    carrier_tracking_number: str
    order_qty: int
    product_id: int
    unit_price: Decimal
    unit_price_discount: Decimal


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A reader's word on a product: 1 to 5, and a comment."""

    product_review_id: int
    rating: int
    comments: str
