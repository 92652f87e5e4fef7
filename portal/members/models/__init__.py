"""Users and bodies."""

from portal.members.models.body import Body
from portal.members.models.user import User

__all__ = ["Body", "User"]
