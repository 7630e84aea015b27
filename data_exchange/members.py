"""The members of an uploaded zip file, within bounds on their number, size and ratio.

A zip file may claim anything: sizes are checked before a member is read, and the bytes are counted
while it is read.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import IO
from zipfile import ZipFile, ZipInfo

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from applications.file_kinds import UNREADABLE
from data_exchange.errors import ImportProblem, ImportRejected
from jobtracker.files import MEGABYTE

MOST_MEMBERS = 10_000
LARGEST_RATIO = 200
"""How much smaller than its content a member may be; only bombs come near."""
SMALL = MEGABYTE
"""Members up to this size may have any ratio."""
LARGEST_READ = 4 * MEGABYTE
"""More than the directory of ``MOST_MEMBERS`` takes. A larger one is refused unread."""
CHUNK = 64 * 1024


class TooLargeError(Exception):
    """Raised inside ``zipfile`` where it would read too much at once."""


@dataclass(slots=True)
class BoundedReader:
    """A binary file that refuses single large reads, such as that of a huge zip directory."""

    file: IO[bytes]

    def read(self, size: int = -1) -> bytes:
        """Read up to ``size`` bytes. Raises ``TooLargeError`` beyond ``LARGEST_READ``."""
        if size > LARGEST_READ:
            raise TooLargeError
        data = self.file.read(size if size >= 0 else LARGEST_READ + 1)
        if len(data) > LARGEST_READ:
            raise TooLargeError
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move to an offset."""
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        """Return the current offset."""
        return self.file.tell()

    def seekable(self) -> bool:
        """Uploaded files are seekable."""
        return True


class Members:
    """The files in a zip by path; together they may hold up to ``room`` bytes."""

    def __init__(self, file: IO[bytes], room: int) -> None:
        self._zip = _opened(file)
        self._infos = {info.filename: info for info in self._zip.infolist()}
        if len(self._infos) < len(self._zip.infolist()):
            raise _rejected("", _("The export holds two files of the same name."))
        self.total = sum(info.file_size for info in self._infos.values())
        if self.total > room:
            raise _rejected("", _too_large(room))

    def __contains__(self, path: str) -> bool:
        return path in self._infos

    def read(self, path: str, limit: int) -> bytes | None:
        """Return the content of a member; None if it is missing or damaged.

        Raises ``ImportRejected`` if it is larger than ``limit``, or packed suspiciously small.
        """
        info = self._infos.get(path)
        if info is None:
            return None
        if info.file_size > limit or _is_bomb(info):
            raise _rejected(path, _("This file is too large."))
        try:
            return self._content(info, limit)
        except UNREADABLE:
            return None

    def _content(self, info: ZipInfo, limit: int) -> bytes:
        content = BytesIO()  # gives its bytes away without a copy
        with self._zip.open(info) as member:
            while chunk := member.read(CHUNK):
                content.write(chunk)
                if content.tell() > limit:
                    raise _rejected(info.filename, _("This file is too large."))
        return content.getvalue()


def _opened(file: IO[bytes]) -> ZipFile:
    """Open a zip file. Raises one of ``UNREADABLE`` if it is none."""
    try:
        opened = ZipFile(BoundedReader(file))
    except TooLargeError:
        raise _rejected("", _too_many()) from None
    if len(opened.infolist()) > MOST_MEMBERS:
        raise _rejected("", _too_many())
    return opened


def _is_bomb(info: ZipInfo) -> bool:
    return info.file_size > SMALL and info.file_size > LARGEST_RATIO * info.compress_size


def _too_many() -> str:
    limit = number_format(MOST_MEMBERS, force_grouping=True)
    return _("The export holds more than %(limit)s files.") % {"limit": limit}


def _too_large(room: int) -> str:
    text = _("The export would unpack to more than %(limit)s MB.")
    return text % {"limit": room // MEGABYTE}


def _rejected(path: str, message: str) -> ImportRejected:
    return ImportRejected(ImportProblem(path, message))
