"""A PostgreSQL of its own for each benchmark."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import django
from django.core.management import call_command


@contextmanager
def ready() -> Iterator[None]:
    """Set Django up with an empty, migrated PostgreSQL, away from any real data."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="jt-bench-"))
        os.environ.update(
            DJANGO_SETTINGS_MODULE="jobtracker.settings",
            READ_DOT_ENV="false",
            DEBUG="true",
            SECRET_KEY="for-measurements-alone-" + "0123456789" * 5,
            DATA_DIR=folder,
            DATABASE_URL=_postgres(stack),
        )
        os.environ.pop("REDIS_URL", None)
        django.setup()
        from django.conf import settings
        from django.db import connections

        settings.DEBUG = False  # no log of queries
        call_command("migrate", verbosity=0, interactive=False)
        yield
        connections.close_all()


def _postgres(stack: ExitStack) -> str:
    from tests.services import postgres

    return stack.enter_context(postgres.running())
