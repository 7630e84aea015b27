"""Keep stored files in step with the database transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage

Stored = tuple[Storage, str]
"""A file: its storage and its name there."""


class WholeFileStorage(FileSystemStorage):
    """Stores a file whole or not at all: a full disk leaves no part of it behind."""

    def _save(self, name: str, content: "File[Any]") -> str:
        try:
            return str(super()._save(name, content))  # type: ignore[misc]
        except BaseException:
            self.delete(name)
            raise


def remove(files: Iterable[Stored]) -> None:
    """Delete files; a missing file is ignored."""
    for storage, name in files:
        storage.delete(name)


@contextmanager
def delete_on_error() -> Iterator[list[Stored]]:
    """Yield a list for new files, which are deleted if the block raises."""
    files: list[Stored] = []
    try:
        yield files
    except BaseException:
        remove(files)
        raise
