"""排程引擎 (III.3.3 生产排程; III.2.2 生产可行性分析).

整数进, 排程出. 时间是自计划原点起的整分钟 (int64), 原点由调用者定. 引擎只建议, 人来采纳 (VI.2);
别的订单已采纳的时段 (occupied) 永不触碰. 工序可跨停机时间续做: 机器与人员同时开放的分钟才算加工,
但从开始到结束整段占用机器与人员. 每个排程先过独立检验 (check) 才交出; 入口只有一个: solve(problem).

The scheduling engine: whole minutes in (int64, from an origin that the caller chooses), a schedule out.
It proposes; a person adopts (VI.2). Slots that other orders have adopted (``occupied``) are never touched.
An operation resumes across closed time: only minutes in which its machine and its person are both open
count as work, while the whole span from start to end is taken on both. ``assemble`` makes a Problem out of
plain rows, ``solve`` is the one door (``dispatch``, then the independent ``check``), ``load`` compares load
with capacity, ``requirements`` takes bills of material apart. No Django, no database, no clock, no chance.
"""
