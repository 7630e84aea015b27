"""Refuses a database whose tables an older version laid out."""

from typing import Any

from django.core.management.base import CommandError
from django.db import connections

OLD_TABLES = frozenset({"followups_digest", "followups_notedraft", "followups_calendarlink"})
"""Tables of apps that have since been split; no current migration creates them."""

TOO_OLD = (
    "This database was made by an older version of Jobtracker, which this version can't upgrade: "
    "start the version you had before, export your data there (Settings, Your data), then start "
    "this version with a new, empty database and import the file."
)


def refuse_old_database(*, using: str, **_kwargs: Any) -> None:
    """Raise CommandError before `migrate` changes such a database.

    Checks the tables, because some of the recorded migrations have kept their names.
    """
    if not OLD_TABLES.isdisjoint(connections[using].introspection.table_names()):
        raise CommandError(TOO_OLD)
