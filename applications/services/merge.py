"""Make two contacts, or two companies, one; what was where is kept, so that it can be undone."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Field, Model
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.models import DebriefTopic, Interview, RemovedApplication
from applications.services.base import send_facts_changed
from applications.services.snapshots import redirect, restore, snapshot
from jobtracker.extension_points import value_of
from references.models import Company, Contact, Reference

What = Mapping[str, Any]
FILLED = {
    Contact: ("role", "email", "phone", "link", "company_id"),
    Company: ("website",),
}
"""What the row that stays takes over where it has nothing itself."""


@owner_locked
def merge_contacts(kept: Contact, other: Contact, *, now: datetime) -> What:
    """Give ``kept`` everything of ``other``, which is deleted; return what undoing it needs.

    Raises ValidationError if both are references, or both were talked with in one debrief.
    """
    _require_apart(kept, other)
    both = Reference.objects.filter(contact__in=(kept, other)).count() == 2
    debriefs = DebriefTopic.objects.filter(contact=kept).values("debrief")
    if both:
        raise ValidationError(_("Both are on your list of references: take one off it first."))
    if DebriefTopic.objects.filter(contact=other, debrief__in=debriefs).exists():
        raise ValidationError(_("You wrote down what you talked about with each of them."))
    talks = Interview.objects.filter(interviewers=other)
    both_at = Interview.objects.filter(interviewers=kept).values("pk")
    shared = list(talks.filter(pk__in=both_at).values_list("pk", flat=True))
    interviews = list(talks.values_list("pk", flat=True))
    kept.interviews.add(*interviews)
    other.interviews.clear()
    keys = value_of("contacts.rename", kept.owner, f"c{other.pk}", f"c{kept.pk}")
    what = {"interviews": interviews, "shared": shared, "keys": keys}
    return what | _merged(kept, other, now)


@owner_locked
def merge_companies(kept: Company, other: Company, *, now: datetime) -> What:
    """Give ``kept`` everything of ``other``, which is deleted; return what undoing it needs."""
    _require_apart(kept, other)
    return _merged(kept, other, now)


def _require_apart(kept: Contact | Company, other: Contact | Company) -> None:
    """Read ``other`` anew, which only the lock on ``kept`` guards, and hold it to one owner."""
    other.refresh_from_db()
    if kept.pk == other.pk or kept.owner_id != other.owner_id:
        raise ValueError("only two rows of one owner can be merged")


def _merged(kept: Contact | Company, other: Contact | Company, now: datetime) -> dict[str, Any]:
    moved = [_move(field, other.pk, kept.pk) for field in _fields_to(type(other))]
    changed = _fill(kept, other)
    _redirect_trash(kept, other)
    value_of("people.merged", kept)
    key, row = other.pk, snapshot([other])
    other.delete()
    send_facts_changed(kept.owner_id, None, now)
    return {
        "act": "merged",
        "model": kept._meta.model_name,
        "kept": kept.pk,
        "other": key,
        "row": row,
        "moved": [each for each in moved if each[2]],
        "changed": changed,
    }


def _fields_to(model: type[Model]) -> Iterator[Field[Any, Any]]:
    """The fields of all models that lead to a row of ``model``."""
    for relation in model._meta.related_objects:
        if not relation.many_to_many:
            yield relation.field


def _move(field: Field[Any, Any], old: int, new: int) -> tuple[str, str, list[int]]:
    rows = field.model._default_manager.filter(**{field.attname: old})
    keys = list(rows.values_list("pk", flat=True))
    field.model._default_manager.filter(pk__in=keys).update(**{field.attname: new})
    return field.model._meta.label, field.name, keys


def _redirect_trash(kept: Contact | Company, other: Contact | Company) -> None:
    """Let deleted applications that named ``other`` come back with ``kept``."""
    for trashed in owned_by(kept.owner, RemovedApplication):
        trashed.rows = redirect(trashed.rows, type(kept), other.pk, kept.pk)
        trashed.save(update_fields=["rows"])


def _fill(kept: Contact | Company, other: Contact | Company) -> dict[str, list[Any]]:
    """Take over what ``kept`` lacks; returns each field's value before and after."""
    values = {name: getattr(other, name) for name in FILLED[type(kept)] if not getattr(kept, name)}
    if other.notes:
        values["notes"] = "\n\n".join(filter(None, [kept.notes, other.notes]))
    changed = {name: [getattr(kept, name), value] for name, value in values.items() if value}
    after = {name: value for name, (_before, value) in changed.items()}
    type(kept).objects.filter(pk=kept.pk).update(**after)
    return changed


def undo_merge(owner: User, what: What, now: datetime) -> None:
    """Make them two again. Raises IntegrityError if that is no longer possible."""
    model: Any = {"contact": Contact, "company": Company}[what["model"]]
    kept = owned_by(owner, model).filter(pk=what["kept"]).first()
    if kept is None or not restore(owner, what["row"]):
        raise IntegrityError("one of them no longer exists")
    for label, name, keys in what["moved"]:
        moved = apps.get_model(label)
        rows = owned_by(owner, moved).filter(pk__in=keys, **{name: kept.pk})
        moved._default_manager.filter(pk__in=list(rows.values_list("pk", flat=True))).update(
            **{name: what["other"]}
        )
    for name, (before, after) in what["changed"].items():
        model.objects.filter(pk=kept.pk, **{name: after}).update(**{name: before})
    _part_interviews(owner, what)
    send_facts_changed(owner.pk, None, now)


def _part_interviews(owner: User, what: What) -> None:
    if "interviews" not in what:
        return
    for interview in owned_by(owner, Interview).filter(pk__in=what["interviews"]):
        interview.interviewers.add(what["other"])
        if interview.pk not in what["shared"]:
            interview.interviewers.remove(what["kept"])
    value_of("contacts.rename_back", owner, what["keys"])
