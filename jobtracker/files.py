"""Keep stored files in step with the database transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.core.files.storage import FileSystemStorage, Storage

MEGABYTE = 1024 * 1024
Stored = tuple[Storage, str]
"""A file: its storage and its name there."""


class WholeFileStorage(FileSystemStorage):
    """Stores a file whole or not at all: a full disk leaves no part of it behind.

    Each name is given once: models build it of a UUID.
    """

    def save(self, name: str | None, content: "IO[Any]", max_length: int | None = None) -> str:
        """Store a file under a new name, and return that; where it fails, nothing stays."""
        is_new = bool(name) and not self.exists(str(name))
        try:
            return str(super().save(name, content, max_length))
        except BaseException:
            if is_new:
                self.delete(str(name))
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
