"""The standards of production as Excel and CSV files: one module for each family of tables."""
