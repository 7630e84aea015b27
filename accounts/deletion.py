"""Leaving for good: the account, all that is in it, and the files on disk."""

from collections.abc import Iterator

from django.apps import apps
from django.db import transaction
from django.db.models import FileField

from accounts.access import owned_by
from accounts.locking import lock
from accounts.models import User
from jobtracker.files import Stored, remove


@transaction.atomic
def delete_account(user: User) -> None:
    """Delete ``user`` and everything they own; their files go once that is certain."""
    lock(user.pk)
    files = list(_files(user))
    User.objects.get(pk=user.pk).delete()
    transaction.on_commit(lambda: remove(files))


def _files(user: User) -> Iterator[Stored]:
    """Every file of every model that belongs to a person."""
    for model in apps.get_models():
        if not hasattr(model, "OWNER_PATH"):
            continue
        for field in model._meta.fields:
            if isinstance(field, FileField):
                names = owned_by(user, model).values_list(field.name, flat=True)
                yield from ((field.storage, name) for name in names if name)
