"""The verbs of writing: keeping a note that was begun, and templates of one's own."""

from collections.abc import Collection
from datetime import datetime
from itertools import chain, count
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.verbs import lock, verb, write
from followups.drafts import Draft
from followups.note_models import NoteDraft, NoteTemplate
from followups.occasions import Occasion

NAME_ROOM = 70
"""Characters of a template's name that leave room for a number behind it."""


@transaction.atomic
def keep_draft(occasion: Occasion, channel: str, draft: Draft, *, now: datetime) -> NoteDraft:
    """Keep a note as far as it is written. Raises ValidationError where a field does not fit."""
    lock(occasion.owner.pk)
    kept = begun(occasion) or NoteDraft(
        owner=occasion.owner, purpose=occasion.purpose, **occasion.about
    )
    kept.channel, kept.subject, kept.body, kept.kept_at = channel, draft.subject, draft.body, now
    kept.full_clean()
    kept.save()
    return kept


@transaction.atomic
def drop_draft(occasion: Occasion) -> None:
    """Let go of a note that was begun; a second time changes nothing."""
    lock(occasion.owner.pk)
    _drafts(occasion).filter(**occasion.keys).delete()


def begun(occasion: Occasion) -> NoteDraft | None:
    """The note as far as it is written; None where it was not begun."""
    return _drafts(occasion).filter(**occasion.keys).first()


def _drafts(occasion: Occasion) -> QuerySet[NoteDraft]:
    return NoteDraft.objects.filter(owner=occasion.owner, purpose=occasion.purpose)


@verb
def add_template(
    owner: User, *, token: UUID, purpose: str, name: str, subject: str, body: str
) -> NoteTemplate:
    """A new template; repeating it with the same ``token`` gives the one that is there.

    Raises ValidationError where a field does not fit, or the name is taken for this purpose.
    """
    known = NoteTemplate.objects.filter(owner=owner, token=token).first()
    if known:
        return known
    return _write(NoteTemplate(owner=owner, token=token, purpose=purpose), name, subject, body)


@verb
def bring_back_template(
    owner: User, *, token: UUID, purpose: str, name: str, subject: str, body: str
) -> NoteTemplate:
    """A removed template again; under a name like it where its own has been taken since."""
    taken = NoteTemplate.objects.filter(owner=owner, purpose=purpose).values_list("name", flat=True)
    name = free_name(name, [each.lower() for each in taken])
    return add_template(owner, token=token, purpose=purpose, name=name, subject=subject, body=body)


def free_name(name: str, taken: Collection[str]) -> str:
    """``name`` itself or the first of ``name (2)``, ``name (3)``, … that is not in ``taken``."""
    others = (f"{name[:NAME_ROOM]} ({number})" for number in count(2))
    return next(each for each in chain([name], others) if each.lower() not in taken)


@verb
def edit_template(template: NoteTemplate, *, name: str, subject: str, body: str) -> NoteTemplate:
    """Change a template. Raises ValidationError as ``add_template`` does."""
    return _write(template, name, subject, body)


def _write(template: NoteTemplate, name: str, subject: str, body: str) -> NoteTemplate:
    return write(template, {"name": " ".join(name.split()), "subject": subject, "body": body})


@verb
def remove_template(template: NoteTemplate) -> None:
    """Remove a template for good."""
    NoteTemplate.objects.filter(pk=template.pk).delete()
