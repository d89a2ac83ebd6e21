"""经典车间 (III.3.3 生产排程): 工件、备选机器、换型时间、交期, 无日历.

The classical shop, as the scheduling literature has it: jobs are chains of operations, an operation runs on one
of its machines for whole minutes without interruption, a machine does one at a time; set-ups between neighbours,
releases, due dates and weights where an instance has them. What factories add (calendars, people, materials) is
the full problem, one folder up; here stand the searches, measured on instances that everybody can have.

``solve`` is the one door: a list schedule first (always an answer), then search until time or work is spent, then
the independent ``check``. Integers in, integers out; no database. What wants no compiler (the shop, its files, its
check) can be imported without one.
"""
