"""III.2 订单审批: 预算审核 budget · 生产可行性分析 feasibility · 最终审批 final.

销售、财务、生产审核后, 管理层最终审批. Every approval is bound to the content that was seen.
"""
