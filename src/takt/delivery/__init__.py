"""III.6 交付与反馈: 包装 pack · 发货通知 notify · 发货 ship · 签收 receive · 客户反馈 feedback.

发货前通知客户物流公司及预计到达时间. The customer is told BEFORE the goods leave.
"""
