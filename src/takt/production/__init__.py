"""III.4 生产执行: 生产启动 start · 实时监控 report, exceptions.

按计划启动, 实时监控进度及质量, 及时记录异常. Started by the plan; progress and exceptions recorded at once.
"""
