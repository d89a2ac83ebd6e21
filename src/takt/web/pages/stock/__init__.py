"""The warehouse: what is there, what moves, what is kept for whom, what is on its way."""
