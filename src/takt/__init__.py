"""Takt 生产订单管理: from the customer's order to the customer's word (see docs/procedure.md)."""
