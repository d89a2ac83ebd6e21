"""The desk for every test of approvals."""

from tests.approval.desk import desk
from tests.races import apart

__all__ = ["apart", "desk"]
