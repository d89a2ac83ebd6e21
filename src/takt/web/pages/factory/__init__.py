"""Pages of the standards of production (III.4.1) and their steps."""
