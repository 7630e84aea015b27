"""Refusing a database whose tables are laid out as an older version had them."""

from typing import Any

from django.core.management.base import CommandError
from django.db import connections

OLD_TABLES = frozenset({"followups_digest", "followups_notedraft", "followups_calendarlink"})
"""Tables of apps that have since been divided: no newer version ever makes one of them."""

TOO_OLD = (
    "This database was made by an older version of Jobtracker, which this version can't upgrade: "
    "start the version you had before, export your data there (Settings, Your data), then start "
    "this version with a new, empty database and import the file."
)


def refuse_old_database(*, using: str, **_kwargs: Any) -> None:
    """Stop `migrate` before it changes anything in such a database; raises CommandError.

    The tables tell, not the recorded migrations: those have kept their names in part.
    """
    if not OLD_TABLES.isdisjoint(connections[using].introspection.table_names()):
        raise CommandError(TOO_OLD)
