"""The clauses of the procedure: number, Chinese heading, English heading."""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the company's written procedure (公司生产订单管理流程)."""

    number: str
    zh: str
    en: str

    @property
    def heading(self) -> str:
        """The heading in the reader's language."""
        return self.zh if (get_language() or "").startswith("zh") else self.en


CLAUSES = {
    number: Clause(number, zh, en)
    for number, zh, en in (
        ("I", "目的及范围", "Purpose and scope"),
        ("II.1", "高效、准确、透明", "Efficient, accurate, transparent"),
        ("II.2", "变更须经审批", "Every change is approved"),
        ("II.3", "部门协同配合", "Departments work together"),
        ("III.1.1", "客户下单", "The customer orders"),
        ("III.1.2", "信息录入", "Order entry"),
        ("III.1.3", "订单确认", "Order confirmation"),
        ("III.2.1", "预算审核", "Budget review"),
        ("III.2.2", "生产可行性分析", "Feasibility review"),
        ("III.2.3", "最终审批", "Final approval"),
        ("III.3.1", "制定生产计划", "Production plan"),
        ("III.3.2", "资源调配", "Allocation of resources"),
        ("III.3.3", "生产排程", "Scheduling"),
        ("III.4.1", "生产启动", "Start of production"),
        ("III.4.2", "实时监控", "Monitoring"),
        ("III.4.3", "质量检验", "Inspection"),
        ("III.5.1", "变更申请", "Change request"),
        ("III.5.2", "变更审批", "Change review"),
        ("III.5.3", "信息更新", "Change application"),
        ("III.6.1", "包装与发货", "Packing and shipping"),
        ("III.6.2", "发货通知", "Shipping notice"),
        ("III.6.3", "客户反馈收集", "Customer feedback"),
        ("IV", "信息管理与记录", "Records and analysis"),
        ("V.1", "定期审核", "Quarterly audit"),
        ("V.2", "问题反馈", "Problem reports"),
        ("V.3", "培训与提升", "Training"),
        ("VI.1", "各部门职责", "Duties of the departments"),
        ("VI.2", "行为规范", "Conduct"),
    )
}
