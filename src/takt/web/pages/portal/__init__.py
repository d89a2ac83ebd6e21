"""客户门户: what a customer's contacts see and do: their own orders in plain steps, ordering, receipt, feedback."""
