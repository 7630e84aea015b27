"""Delete what the API keeps for a while only."""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Q

from api.models import ApiKey, RememberedAnswer

ANSWERS_KEPT = timedelta(days=7)
KEYS_KEPT = timedelta(days=90)
"""How long a key that opens nothing any more stays in the list of its owner."""


def delete_old(now: datetime) -> Counter[str]:
    """Delete remembered answers after a week, and keys that ended long ago; return the counts."""
    answers, _each = RememberedAnswer.objects.filter(at__lt=now - ANSWERS_KEPT).delete()
    ended = now - KEYS_KEPT
    keys, _each = ApiKey.objects.filter(Q(revoked_at__lt=ended) | Q(expires_at__lt=ended)).delete()
    return Counter(remembered_answers=answers, ended_api_keys=keys)
