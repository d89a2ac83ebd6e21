"""How much of a stranger's file is read."""

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 100
# What a workbook unpacks to, and what its text cells add up to: a small file must not fill the memory.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
