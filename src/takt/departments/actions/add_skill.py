"""III.3.2: a skill that operations may ask for."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import Taken, refuse
from takt.conduct.shapes import Code, Name, Short
from takt.departments.models import Person, Skill


@action(
    "III.3.2", by=(Department.PRODUCTION, Department.QUALITY, Department.ADMINISTRATION, Department.SYSTEM)
)
def add_skill(*, by: Person, code: Code, name: Name, name_en: Short = "") -> Skill:
    """Name a skill that somebody must have to run an operation."""
    if Skill.objects.filter(code=code).exists():
        raise refuse(Taken(given=code, where="code"))
    return Skill.objects.create(code=code, name=name, name_en=name_en)
