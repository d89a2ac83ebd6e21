"""What people look at: the lists of the standards of production."""

from django.utils.translation import gettext_lazy as _

from takt.conduct.resources import Resource, columns, money, readable
from takt.factory import details
from takt.factory.models import (
    Bill,
    Calendar,
    CostRate,
    FileImport,
    Item,
    Machine,
    Route,
    Supplier,
    Unit,
    WorkCenter,
)

readable(
    Resource(
        "units", Unit, "III.4.1",
        columns(code=_("unit"), name=_("name"), name_en=_("English name"), decimals=_("decimals")),
        search=("code__icontains", "name__icontains", "name_en__icontains"),
    )
)  # fmt: skip
readable(
    Resource(
        "items", Item, "III.4.1",
        columns(
            number=_("item number"), name=_("name"), name_en=_("English name"), sourcing=_("sourcing"), unit__code=_("unit"),
            drawing_number=_("drawing"), revision=_("revision"), sellable=_("sold"), lead_time_days=_("lead time in days"),
            safety_stock=_("safety stock"), retired_at=_("retired at"),
        )
        + money(standard_cost=_("standard cost"), list_price=_("list price"), currency=_("currency")),
        search=("search__icontains",), filters=("sourcing", "sellable", "unit__code", "retired_at__isnull"), joins=("unit",),
        detail=details.item_detail,
    )
)  # fmt: skip
readable(
    Resource(
        "bills", Bill, "III.4.1",
        columns(item__number=_("item number"), item__name=_("name"), number=_("version of the standard"), state=_("state"), valid_from=_("valid from")),
        search=("item__search__icontains",), filters=("state", "item__number"), joins=("item",), detail=details.bill_detail,
    )
)  # fmt: skip
readable(
    Resource(
        "routes", Route, "III.4.1",
        columns(item__number=_("item number"), item__name=_("name"), number=_("version of the standard"), state=_("state")),
        search=("item__search__icontains",), filters=("state", "item__number"), joins=("item",), detail=details.route_detail,
    )
)  # fmt: skip
readable(
    Resource(
        "work-centers", WorkCenter, "III.4.1",
        columns(code=_("work centre"), name=_("name"), name_en=_("English name"), calendar__code=_("calendar")),
        search=("code__icontains", "name__icontains", "name_en__icontains"), filters=("calendar__code",), joins=("calendar",),
        detail=details.work_center_detail,
    )
)  # fmt: skip
readable(
    Resource(
        "machines", Machine, "III.4.1",
        columns(code=_("machine"), name=_("name"), work_center__code=_("work centre"), lane=_("lane"), retired_at=_("retired at")),
        search=("code__icontains", "name__icontains"), filters=("work_center__code", "retired_at__isnull"), joins=("work_center",),
    )
)  # fmt: skip
readable(
    Resource(
        "calendars", Calendar, "III.4.1",
        columns(code=_("calendar"), name=_("name"), time_zone=_("time zone")),
        search=("code__icontains", "name__icontains"), detail=details.calendar_detail,
    )
)  # fmt: skip
readable(
    Resource(
        "cost-rates", CostRate, "III.2.1",
        columns(work_center__code=_("work centre"), valid_from=_("valid from"))
        + money(
            labour_per_hour=_("labour per hour"), machine_per_hour=_("machine per hour"), overhead_share=_("overhead share"),
            currency=_("currency"),
        ),
        search=("work_center__code__icontains", "work_center__name__icontains"), filters=("work_center__code",), joins=("work_center",),
    )
)  # fmt: skip
readable(
    Resource(
        "suppliers", Supplier, "III.3.2",
        columns(number=_("supplier"), name=_("name"), email=_("e-mail"), retired_at=_("retired at")),
        search=("search__icontains",), filters=("retired_at__isnull",), detail=details.supplier_detail,
    )
)  # fmt: skip
readable(
    Resource(
        "file-imports", FileImport, "IV",
        columns(
            number=_("number"), kind=_("kind"), filename=_("file"), new=_("new"), changed=_("changed"), unchanged=_("unchanged"),
            imported_by__name=_("imported by"), imported_at=_("imported at"),
        ),
        newest="-imported_at", search=("number__icontains", "filename__icontains"), filters=("kind",), joins=("imported_by",),
    )
)  # fmt: skip
