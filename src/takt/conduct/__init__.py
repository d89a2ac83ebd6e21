"""VI.2 行为规范 · II 原则: the one door through which everything changes, and its journal.

严禁私自更改订单信息或擅自决定生产计划。
Nobody privately changes an order or decides a plan on their own authority.

door.py checks, locks, runs, journals, commits. guard.py keeps every other way shut.
chain.py and verifier.py prove afterwards that nothing was altered. letters.py is what we tell.
"""
