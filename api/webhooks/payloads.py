"""What a message tells: keys, names and dates of a row, and its page. No notes, no secrets."""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from applications.models import Application
from digests.models import Digest
from followups.actions import title_of
from followups.models import Reminder
from inbox.models import Suggestion
from jobtracker.signals import Happening

Data = dict[str, Any]


class Fact(NamedTuple):
    """What a message is about, and what it tells of it."""

    owner_id: int
    subject: str
    data: Data


def facts(what: Happening, keys: Collection[int], owner_ids: Collection[int]) -> Iterator[Fact]:
    """Yield what is told of each of these rows, in the order of the keys; one query."""
    model, relations, tell = TELLERS[what]
    rows = model._default_manager.select_related("owner", *relations)
    found: dict[int, Any] = rows.filter(owner__in=owner_ids).in_bulk(list(keys))
    for key in keys:
        if row := found.get(key):
            owner: User = row.owner
            with translation.override(owner.language):
                yield Fact(owner.pk, f"{row._meta.model_name}:{key}", tell(row))


def _reminder(row: Reminder) -> Data:
    return {
        "id": row.pk,
        "key": row.key,
        "rule": row.rule,
        "title": title_of(row),
        "status": row.state,
        "optional": row.optional,
        "opens_at": instant(row.opens_at),
        "due_at": instant(row.due_at),
        "lapses_at": instant(row.lapses_at),
        "application": _brief(row.application),
        "url": _url("followups:reminder", row.pk),
    }


def _brief(application: Application | None) -> Data | None:
    if application is None:
        return None
    return {
        "id": application.pk,
        "title": application.title,
        "company": application.company.name,
        "url": _url("applications:page", application.pk),
    }


def _suggestion(row: Suggestion) -> Data:
    return {
        "id": row.pk,
        "kind": row.kind,
        "title": row.get_kind_display(),
        "at": instant(row.at),
        "application": _brief(row.application),
        "url": _url("followups:inbox"),
    }


def _application(row: Application) -> Data:
    return {
        "id": row.pk,
        "title": row.title,
        "company": row.company.name,
        "stage": row.stage,
        "archived": row.archived_at is not None,
        "updated_at": instant(row.updated_at),
        "url": _url("applications:page", row.pk),
    }


def _digest(row: Digest) -> Data:
    return {
        "id": row.pk,
        "kind": row.kind,
        "title": row.get_kind_display(),
        "due_at": instant(row.due_at),
        "attempts": row.attempts,
        "url": _url("accounts:settings"),
    }


def instant(moment: datetime | None) -> str | None:
    """Return an instant in UTC by RFC 3339."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def _url(name: str, *arguments: int) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=arguments)}"


JOB = ("application__company",)
PEOPLE = ("contact", "reference__contact")
TELLERS: dict[Happening, tuple[type[Model], tuple[str, ...], Callable[[Any], Data]]] = {
    Happening.REMINDER_OPENED: (Reminder, JOB + PEOPLE, _reminder),
    Happening.REMINDER_DONE: (Reminder, JOB + PEOPLE, _reminder),
    Happening.SUGGESTION_CREATED: (Suggestion, JOB, _suggestion),
    Happening.APPLICATION_CHANGED: (Application, ("company",), _application),
    Happening.DIGEST_FAILED: (Digest, (), _digest),
}
