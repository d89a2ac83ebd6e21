"""III.4.1 生产标准与工艺流程: the standards that production follows.

Items, bills of material, routes, work centres, machines, calendars, cost rates, suppliers.
"""
