"""III.4.2 实时监控: the list of reasons for scrap."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.shapes import Code, Name, Short
from takt.departments.models import Person
from takt.production.models import ScrapReason


@action("III.4.2", by=(Department.PRODUCTION, Department.QUALITY, Department.SYSTEM))
def add_scrap_reason(*, by: Person, code: Code, name: Name, name_en: Short = "") -> ScrapReason:
    """Add a reason for scrap to the list."""
    return ScrapReason.objects.create(code=code, name=name, name_en=name_en)
