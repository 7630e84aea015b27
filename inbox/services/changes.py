"""What accepting a suggestion changed in the data of one seeker, and how to take it back.

The rows that it may touch are compared before and after. What is kept of the comparison is JSON:
``created`` holds a digest of each new row by model and key, ``changed`` each field with its value
before and after, ``joined`` the people who were added to an interview.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from accounts.access import owned_by
from accounts.models import User
from applications.models import Application, Event, Interview, Message
from inbox.keys import digest
from inbox.models import CalendarLink, Suggestion
from references.models import Company, Contact, Reference

MODELS: tuple[type[Model], ...] = (
    Company,
    Contact,
    Reference,
    Application,
    Event,
    Interview,
    Message,
    CalendarLink,
)
"""In the order in which they lead to each other."""
OF_APPLICATION = {Application: "pk", Event: "application", Interview: "application"}
BY_NAME: Mapping[str, type[Model]] = {model._meta.label: model for model in MODELS}
JOINED = "joined"
NO_MATTER = {"applications.Application": {"stage", "updated_at"}}
"""Fields that change with the timeline: the row can be taken back all the same."""
Rows = Mapping[str, Mapping[str, dict[str, Any]]]
Changes = Mapping[str, Any]


def rows_of(owner: User, application: Application | None) -> Rows:
    """Return what accepting may touch, by model and key, as JSON data."""
    key = application.pk if application else None
    found = {}
    for model in MODELS:
        rows: QuerySet[Any] = owned_by(owner, model)
        if model in OF_APPLICATION:
            rows = rows.filter(**{OF_APPLICATION[model]: key})
        elif model is Message:
            rows = rows.filter(application=key)
        names = [field.attname for field in model._meta.concrete_fields]
        found[model._meta.label] = {
            str(row["id"]): {name: _plain(value) for name, value in row.items()}
            for row in rows.values(*names)
        }
    found[JOINED] = {
        str(pk): {"pk": pk, "interview": interview, "contact": contact}
        for pk, interview, contact in Interview.interviewers.through._default_manager.filter(
            interview__application=key
        ).values_list("pk", "interview_id", "contact_id")
    }
    return found


def changes_between(before: Rows, after: Rows) -> Changes:
    """Return how the rows differ."""
    created: dict[str, Any] = {}
    changed: list[list[Any]] = []
    for label in BY_NAME:
        old, new = before[label], after[label]
        created[label] = {key: _digest(label, row) for key, row in new.items() if key not in old}
        for key in new.keys() & old.keys():
            changed += [[label, key, *each] for each in _differences(old[key], new[key])]
    people = [
        [row["interview"], row["contact"]]
        for key, row in after[JOINED].items()
        if key not in before[JOINED]
    ]
    return {
        "created": {label: rows for label, rows in created.items() if rows},
        "changed": sorted(changed, key=lambda each: each[:3]),
        "joined": sorted(people),
    }


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[list[Any]]:
    yield from ([name, old[name], new[name]] for name in old if old[name] != new[name])


def created_keys(changes: Changes, model: type[Model]) -> list[int]:
    """Return the keys of the rows of ``model`` that were created."""
    return [int(key) for key in changes["created"].get(model._meta.label, {})]


def keep_merged(kept: Company | Contact) -> None:
    """Let no undo delete a row any more into which another one was merged."""
    label, key = kept._meta.label, str(kept.pk)
    rows = owned_by(kept.owner, Suggestion).filter(state=Suggestion.State.ACCEPTED)
    for row in rows.only("created"):
        created = ((row.created or {}).get("rows") or {}).get("created") or {}
        if created.get(label, {}).pop(key, None) is not None:
            row.save(update_fields=["created"])


def was_changed_since(changes: Changes, row: Model) -> bool:
    """Whether a created row differs from what it was then, as far as that counts."""
    fields = row._meta.concrete_fields
    now = {field.attname: _plain(getattr(row, field.attname)) for field in fields}
    label = row._meta.label
    return bool(_digest(label, now) != changes["created"][label][str(row.pk)])


def _digest(label: str, row: Mapping[str, Any]) -> str:
    kept = {name: value for name, value in row.items() if name not in NO_MATTER.get(label, ())}
    return digest(json.dumps(kept, sort_keys=True))


def restore_fields(owner: User, changes: Changes) -> None:
    """Give changed fields their old values, where nobody has changed them since."""
    by_row: dict[tuple[str, str], list[list[Any]]] = defaultdict(list)
    for label, key, *field in changes["changed"]:
        by_row[label, key].append(field)
    for (label, key), fields in by_row.items():
        model = BY_NAME[label]
        row = owned_by(owner, model).filter(pk=key).first()
        old = {
            name: _value(model, name, before)
            for name, before, after in fields
            if row is not None and _plain(getattr(row, name)) == after
        }
        if row is not None and old:
            model._default_manager.filter(pk=row.pk).update(**old)


def _value(model: type[Model], name: str, plain: Any) -> Any:
    field: Any = model._meta.get_field(name)
    return None if plain is None else field.to_python(plain)


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; a moment keeps its microseconds."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value
