"""III.3 生产计划与排程: 制定生产计划 plan · 资源调配 allocate · 生产排程 schedule.

A plan is a proposal until a planner adopts it (VI.2); then its times are taken on machines and people.
"""
