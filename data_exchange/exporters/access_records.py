"""Records of what others did in an account: exported, but never imported."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from accounts.access import owned_by
from accounts.models import User
from data_exchange.plain import plain
from data_exchange.schema import RECORDS

# A coach's notes belong to the coach until they are shared.
ONLY: Mapping[str, Q] = {"notes_shared_by_coaches": Q(shared=True)}


def about(owner: User) -> dict[str, list[dict[str, Any]]]:
    """Return each kind of record, oldest first."""
    return {
        name: [
            {field: plain(row[of]) for field, of in schema.written.items()}
            for row in owned_by(owner, schema.model)
            .filter(ONLY.get(name, Q()))
            .order_by("pk")
            .values(*schema.written.values())
        ]
        for name, schema in RECORDS.items()
    }
