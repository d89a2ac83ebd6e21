"""Who keeps the standards of production."""

from takt.conduct.actors import Department

KEEPERS = (Department.PRODUCTION, Department.ADMINISTRATION, Department.SYSTEM)
"""Standards: items, bills, routes, machines, calendars."""
PRICERS = (Department.FINANCE, Department.SYSTEM)
"""What things cost."""
BUYERS = (
    Department.PRODUCTION,
    Department.LOGISTICS,
    Department.FINANCE,
    Department.ADMINISTRATION,
    Department.SYSTEM,
)
"""Suppliers and their terms."""
