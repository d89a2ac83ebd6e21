"""The steps of delivery (III.6): packing, notice, shipping, receipt, and the customer's word."""
