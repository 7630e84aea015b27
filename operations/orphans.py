"""Files that no row names: what is left of an upload whose process was killed before its commit."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField

OLD = timedelta(days=1)
"""A younger file may belong to a row that is not committed yet."""
LOST = timedelta(days=30)
"""An older file was looked at each night; with another database, its row may be there no more."""
MOST = 1000
"""The most files that one night deletes."""
BATCH = 500
NAME = re.compile(r"[a-z]+/\d+/[0-9a-f-]{36}")
"""What models name the files of a person."""


def delete_orphans(now: datetime) -> int:
    """Delete the files between a day and a month old that no row names; return how many."""
    deleted = 0
    for names in _batches(now):
        for name in sorted(_unnamed(names))[: MOST - deleted]:
            default_storage.delete(name)
            deleted += 1
    return deleted


def _batches(now: datetime) -> Iterator[list[str]]:
    batch: list[str] = []
    for name in _stored():
        if NAME.fullmatch(name) and _is_of_age(name, now):
            batch.append(name)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def _stored() -> Iterator[str]:
    """Yield the names of all files two folders deep."""
    for folder in _listed("")[0]:
        for owner in _listed(folder)[0]:
            yield from (f"{folder}/{owner}/{name}" for name in _listed(f"{folder}/{owner}")[1])


def _listed(folder: str) -> tuple[list[str], list[str]]:
    """The folders and files in a folder; nothing if it is gone."""
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []


def _is_of_age(name: str, now: datetime) -> bool:
    try:
        return OLD < now - default_storage.get_modified_time(name) < LOST
    except FileNotFoundError:
        return False


def _unnamed(names: list[str]) -> set[str]:
    """Return those of the names that stand in no row of any model."""
    unnamed = set(names)
    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, FileField):
                rows = model._base_manager.filter(**{f"{field.name}__in": names})
                unnamed.difference_update(rows.values_list(field.name, flat=True))
    return unnamed
