"""III.3.2 资源调配 (物力): lots, movements, reservations, expected receipts.

Materials are allocated by the plan; every movement is a row that is never changed, only countered.
"""
