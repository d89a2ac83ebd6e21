"""Files that bring customers and orders (III.1.1)."""
