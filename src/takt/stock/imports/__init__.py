"""Stock as Excel and CSV files: opening lots and what is expected."""
