"""The sales steps (III.1): an order by phone or from a file, its review and confirmation, its customer."""
