"""The archive as one file: ``data.json`` and the documents beside it, zipped."""

import json
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from accounts.models import User
from followups.exchange.archive_out import archive, documents, path_of

IN_MEMORY = 4 * 1024 * 1024
DATA = "data.json"


def bundle(owner: User, *, now: datetime) -> IO[bytes]:
    """Everything of ``owner`` as of ``now``; the caller closes what is returned."""
    target: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr(DATA, json.dumps(archive(owner, now=now), ensure_ascii=False, indent=1))
        for document in documents(owner):
            if document.file.storage.exists(document.file.name or ""):
                with document.file.open("rb") as source:
                    zipped.writestr(path_of(document), source.read())
    target.seek(0)
    return target
