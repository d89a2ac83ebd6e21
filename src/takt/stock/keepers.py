"""Who books in the warehouse."""

from takt.conduct.actors import Department

WAREHOUSE = (Department.LOGISTICS, Department.PRODUCTION, Department.SYSTEM)
"""Receives, counts, expects, counters."""
INSPECTORS = (Department.QUALITY, Department.SYSTEM)
"""Hold lots and end holds."""
