"""Who works in the demonstration factory. 示范工厂的人员."""

from dataclasses import dataclass
from decimal import Decimal

from takt.approval.actions.add_right import add_right
from takt.approval.models import Stage
from takt.conduct.actors import Department
from takt.departments.actions.add_skill import add_skill
from takt.departments.actions.appoint import appoint
from takt.departments.actions.hire import hire
from takt.departments.actions.qualify import qualify
from takt.departments.actions.set_password import set_password
from takt.departments.models import Person, Rank
from takt.departments.people import the_founder

D = Department
SKILLS = {
    "TURN": ("数控车工", "CNC turning"),
    "GEAR": ("齿轮加工", "gear cutting"),
    "GRIND": ("精密磨工", "precision grinding"),
    "BORE": ("镗铣工", "boring and milling"),
    "FIT": ("装配钳工", "fitting"),
    "TEST": ("试车员", "test running"),
    "HEAT": ("热处理工", "heat treatment"),
    "PAINT": ("涂装工", "painting"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff: login, name, department, whether head of it, skills."""

    login: str
    name: str
    department: Department
    head: bool = False
    skills: tuple[str, ...] = ()


ADMINISTRATOR = Member("tang.wen", "唐雯", D.ADMINISTRATION, head=True)
STAFF = (
    Member("chen.zhiyuan", "陈志远", D.SALES, head=True),
    Member("wang.min", "王敏", D.SALES),
    Member("li.xiaodong", "李晓东", D.SALES),
    Member("zhao.lihua", "赵丽华", D.FINANCE, head=True),
    Member("sun.jia", "孙佳", D.FINANCE),
    Member("zhou.jianguo", "周建国", D.PRODUCTION, head=True),
    Member("wu.lei", "吴磊", D.PRODUCTION),
    Member("zheng.qiang", "郑强", D.PRODUCTION, skills=("TURN", "GRIND", "HEAT")),
    Member("feng.wei", "冯伟", D.PRODUCTION, skills=("GEAR", "BORE")),
    Member("he.jun", "何军", D.PRODUCTION, skills=("FIT", "TEST", "BORE")),
    Member("ma.ning", "马宁", D.PRODUCTION, skills=("HEAT", "PAINT", "TURN", "FIT")),
    Member("xu.jing", "许静", D.QUALITY, head=True),
    Member("han.xue", "韩雪", D.QUALITY),
    Member("qin.feng", "秦峰", D.LOGISTICS, head=True),
    Member("lin.hai", "林海", D.MANAGEMENT, head=True),
    Member("shen.tao", "沈涛", D.MANAGEMENT),
)
HEADS_DECIDE_FROM = {Stage.BUDGET: Decimal(300_000), Stage.FINAL: Decimal(200_000)}
"""From this amount in CNY with tax on a head decides; below, anybody of the department."""
Staff = dict[str, Person]


def hire_staff(password: str) -> Staff:
    """The founder hires the administrator, who hires everybody else; the head of production attests the skills."""
    founder = the_founder()
    administrator = _hired(ADMINISTRATOR, founder, password)
    staff = {ADMINISTRATOR.login: administrator}
    staff |= {member.login: _hired(member, administrator, password) for member in STAFF}
    head = staff["zhou.jianguo"]
    skills = {code: add_skill(by=head, code=code, name=zh, name_en=en) for code, (zh, en) in SKILLS.items()}
    for member in STAFF:
        for code in member.skills:
            qualify(staff[member.login], by=head, skill=skills[code])
    for stage, amount in HEADS_DECIDE_FROM.items():
        add_right(by=administrator, stage=stage, from_amount=amount, currency="CNY", rank=Rank.HEAD)
    return staff


def _hired(member: Member, by: Person, password: str) -> Person:
    person = hire(by=by, login=member.login, name=member.name)
    appoint(person, by=by, department=member.department, rank=Rank.HEAD if member.head else Rank.MEMBER)
    set_password(person, by=by, password=password)
    return person
