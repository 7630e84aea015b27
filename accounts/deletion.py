"""Deletes an account with all its data and files."""

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
    """Delete ``user``, all their rows and, once that is committed, their files."""
    lock(user.pk)
    files = list(_files(user))
    User.objects.get(pk=user.pk).delete()
    transaction.on_commit(lambda: remove(files))


def _files(user: User) -> Iterator[Stored]:
    """Yield every file of ``user``, from every model with an owner."""
    for model in apps.get_models():
        if not hasattr(model, "OWNER_PATH"):
            continue
        for field in model._meta.fields:
            if isinstance(field, FileField):
                names = owned_by(user, model).values_list(field.name, flat=True)
                yield from ((field.storage, name) for name in names if name)
