"""What a list page is put together from: views, filters, rows, and the addresses that keep them."""
