"""Services that write a user's settings."""

from accounts.services.preferences import (
    DIGEST_FIELDS,
    NEXT,
    REGION_FIELDS,
    set_digest,
    set_profile,
    set_region,
    set_time_zone,
)

__all__ = [
    "DIGEST_FIELDS",
    "NEXT",
    "REGION_FIELDS",
    "set_digest",
    "set_profile",
    "set_region",
    "set_time_zone",
]
