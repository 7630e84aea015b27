"""Give rows the key of their name, and make those one that have the same: for migrations."""

from collections.abc import Callable
from typing import Any

from jobtracker.model_fields import key_of

AT_ONCE = 500


def merge_by_key(model: Any, merge: Callable[[Any, Any], None]) -> None:
    """Fill the keys; of an owner's rows with one key the oldest stays.

    ``merge`` gives the row that stays what the other one has.
    """
    first: dict[tuple[int, str], Any] = {}
    for row in model.objects.order_by("pk").iterator(chunk_size=AT_ONCE):
        row.key = key_of(row.name)
        kept = first.setdefault((row.owner_id, row.key), row)
        if kept is not row:
            merge(kept, row)
            row.delete()
    model.objects.bulk_update(first.values(), ["key"], batch_size=AT_ONCE)
