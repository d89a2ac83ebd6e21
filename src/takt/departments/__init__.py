"""VI.1 各部门职责: people, their departments and duties, delegation, qualifications, segregation of duties.

销售接收与确认, 财务预算审核, 生产计划与执行, 管理层最终审批.
Sales receives and confirms, finance reviews budgets, production plans and executes, management approves.
"""
