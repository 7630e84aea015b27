"""Users, coaches' access to them, the access log, and programmes."""

from accounts.models.grants import AccessLog, CoachGrant, Membership, Programme
from accounts.models.users import EmailUserManager, User

__all__ = ["AccessLog", "CoachGrant", "EmailUserManager", "Membership", "Programme", "User"]
