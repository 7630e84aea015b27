"""What was written before a change of the database's shape is there after it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

NOW = datetime(2026, 3, 19, 20, 0, tzinfo=UTC)
BEFORE = ("followups", "0001_initial")
AFTER = ("followups", "0003_notes_begun_belong_to_their_owner")


def migrate(*targets: tuple[str, str]) -> Apps:
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))
    return MigrationExecutor(connection).loader.project_state(list(targets)).apps


@pytest.fixture
def before(transactional_db: None) -> Iterator[Apps]:
    """The models as they were while a note that was begun hung on a reminder."""
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield migrate(BEFORE)
    migrate(*latest)


def test_a_note_begun_for_a_reminder_says_what_it_is_about(before: Apps) -> None:
    owner = before.get_model("accounts", "User").objects.create(email="robin@test.example")
    company = before.get_model("references", "Company").objects.create(owner=owner, name="Harbour")
    joan = before.get_model("references", "Contact").objects.create(owner=owner, name="Joan")
    reference = before.get_model("references", "Reference").objects.create(contact=joan)
    application = before.get_model("applications", "Application").objects.create(
        owner=owner, company=company, title="Designer", created_at=NOW, updated_at=NOW
    )
    reminder = before.get_model("followups", "Reminder")
    draft = before.get_model("followups", "NoteDraft")

    def begin(key: str, rule: str, body: str, later: int, **about: Any) -> None:
        row = reminder.objects.create(
            owner=owner, scope="a1", key=key, rule=rule, opens_at=NOW, **about
        )
        kept_at = NOW + timedelta(hours=later)
        draft.objects.create(reminder=row, channel="email", body=body, kept_at=kept_at)

    begin("status/e1/0", "status.after_applying", "old", 0, application=application)
    begin("status/e2/0", "status.promised", "new", 1, application=application)
    begin("reference.gift/r1", "reference.gift", "card", 2, reference=reference, contact=joan)

    kept = migrate(AFTER).get_model("followups", "NoteDraft").objects.order_by("body")
    fields = ("body", "purpose", "owner", "application", "contact", "reference")
    assert list(kept.values_list(*fields)) == [
        ("card", "gift", owner.pk, None, None, reference.pk),
        ("new", "status", owner.pk, application.pk, None, None),
    ]
