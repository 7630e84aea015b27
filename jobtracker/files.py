"""Files in storage: no transaction takes them back, so they go or stay beside it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.files.storage import Storage

Stored = tuple[Storage, str]
"""A file: where it is kept, and by which name."""


def remove(files: Iterable[Stored]) -> None:
    """Let go of files; one that is gone already is no matter."""
    for storage, name in files:
        storage.delete(name)


@contextmanager
def delete_on_error() -> Iterator[list[Stored]]:
    """A list to put new files into: they are removed where what is done here fails."""
    files: list[Stored] = []
    try:
        yield files
    except BaseException:
        remove(files)
        raise
