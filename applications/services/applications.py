"""Add, edit and archive applications."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.access import owned_by
from accounts.locking import owner_locked, pick, update_fields
from accounts.models import User
from applications.models import Application, Event, Tag
from applications.services.base import require_owner, send_facts_changed, update_stage_and_replan
from jobtracker.lookups import with_name
from jobtracker.model_fields import key_of
from jobtracker.reading.names import name_key, one_line
from references.models import Company, Contact
from references.services import add_contact, company_named

FIELDS = (
    "title",
    "interest",
    "pay_min",
    "pay_max",
    "pay_currency",
    "pay_period",
    "source",
    "referred_by",
    "closes_on",
    "location",
    "place",
    "posting_url",
    "posting_text",
    "notes",
)


@owner_locked
def add_application(
    owner: User,
    *,
    token: UUID,
    company: str,
    fields: Mapping[str, Any],
    applied_at: datetime | None,
    now: datetime,
    tags: Iterable[str] = (),
    new_referrer: str = "",
) -> Application:
    """Add an application, submitted at ``applied_at`` or, if that is None, saved for later.

    ``new_referrer`` names who referred the seeker, added to the contacts if unknown.

    Repeating it with the same ``token`` returns the existing application. Raises ValidationError if
    a field is invalid.
    """
    known = Application.objects.filter(owner=owner, token=token).first()
    if known:
        return known
    application = Application(owner=owner, token=token, created_at=now)
    _write(application, company, fields, new_referrer, now)
    set_tags(application, tags)
    if applied_at:
        application.events.create(kind=Event.Kind.APPLIED, at=applied_at, token=token)
    update_stage_and_replan(application, now)
    return application


@owner_locked
def edit_application(
    application: Application,
    *,
    company: str,
    fields: Mapping[str, Any],
    now: datetime,
    tags: Iterable[str] | None = None,
    new_referrer: str = "",
) -> Application:
    """Change an application's details and replan. ``tags`` of None keeps the tags."""
    _write(application, company, fields, new_referrer, now)
    if tags is not None:
        set_tags(application, tags)
    update_stage_and_replan(application, now)
    return application


def _write(
    application: Application,
    company: str,
    fields: Mapping[str, Any],
    new_referrer: str,
    now: datetime,
) -> None:
    require_owner(application.owner, fields.get("referred_by"))
    at = company_named(application.owner, company)
    values = {**pick(fields, FIELDS), "company": at, "updated_at": now}
    if name := one_line(new_referrer):
        values["referred_by"] = _referrer(application, at, name)
    update_fields(application, values)


def _referrer(application: Application, company: Company, name: str) -> Contact:
    """Whoever is called so there, or at no known company; otherwise somebody new."""
    likely = owned_by(application.owner, Contact).filter(Q(company=company) | Q(company=None))
    known = with_name(likely, name).order_by(F("company").desc(nulls_last=True), "pk").first()
    token = uuid5(application.token, name_key(name))
    return known or add_contact(application.owner, token=token, fields={"name": name})


@owner_locked
def set_tags(application: Application, names: Iterable[str]) -> None:
    """Replace the tags of an application, creating those that are new.

    A tag that no application has any more is deleted.
    """
    before = list(Tag.objects.filter(tagged=application).values_list("pk", flat=True))
    application.tags.set([_tag(application.owner, name) for name in names if name.strip()])
    if before:
        Tag.objects.filter(pk__in=before, tagged=None).delete()


def check_tag(name: str) -> None:
    """Raise ValidationError for a tag that no form could keep: commas stand between tags there."""
    if "," in name:
        raise ValidationError({"tags": _("A tag can’t hold a comma.")})


def _tag(owner: User, name: str) -> Tag:
    name = one_line(name)
    known = owned_by(owner, Tag).filter(key=key_of(name)).first()
    return known or update_fields(Tag(owner=owner), {"name": name, "key": key_of(name)})


@owner_locked
def archive(owner: User, application_ids: Iterable[int], *, now: datetime) -> int:
    """Archive applications and return how many were not archived yet."""
    return _set_archived(owner, application_ids, None, now)


@owner_locked
def unarchive(owner: User, application_ids: Iterable[int], *, now: datetime) -> int:
    """Unarchive applications and return how many were archived."""
    return _set_archived(owner, application_ids, now, now)


def _set_archived(
    owner: User, application_ids: Iterable[int], was: datetime | None, now: datetime
) -> int:
    rows = Application.objects.filter(
        owner=owner, pk__in=list(application_ids), archived_at__isnull=was is None
    )
    changed = list(rows.values_list("pk", flat=True))
    rows.update(archived_at=now if was is None else None)
    if changed:
        send_facts_changed(owner.pk, changed, now)
    return len(changed)
