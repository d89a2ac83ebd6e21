"""III.1 订单接收与确认: 客户下单 place · 信息录入 enter · 订单确认 confirm; customers; order versions.

客户通过线上系统或电话下单, 销售人员录入并初步审核, 无误后发出确认函.
The customer orders online or by phone; sales enters, reviews, and sends a confirmation letter.
"""
