"""Which applications are looked for: the search of the table, and what programs ask for."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from applications.models import Application, Tag
from jobtracker.lookups import occurring, words_of
from jobtracker.model_fields import key_of

SEARCHED = ("title", "company__name", "location", "source", "notes", "posting_text")


def searched(rows: QuerySet[Application], words: str) -> QuerySet[Application]:
    """Return those of which every word appears in one of the searched columns, or in a tag."""
    for word in words_of(words):
        tags = Tag.objects.filter(occurring(["name"], word), tagged=OuterRef("pk"))
        rows = rows.filter(occurring(SEARCHED, word) | Q(Exists(tags)))
    return rows


def found(
    rows: QuerySet[Application],
    words: str = "",
    *,
    archived: bool | None = False,
    stages: Collection[str] = (),
    company: int | None = None,
    tag: str = "",
    updated_since: datetime | None = None,
) -> QuerySet[Application]:
    """Return those that fit; ``archived`` of None takes them whether they are archived or not."""
    if archived is not None:
        rows = rows.filter(archived_at__isnull=not archived)
    if stages:
        rows = rows.filter(stage__in=stages)
    if company:
        rows = rows.filter(company=company)
    if updated_since:
        rows = rows.filter(updated_at__gte=updated_since)
    if tag:
        rows = rows.filter(Exists(Tag.objects.filter(key=key_of(tag), tagged=OuterRef("pk"))))
    return searched(rows, words)
