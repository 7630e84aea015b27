"""No request fills the disk: what is too much is dropped or refused, and the page says so."""

from __future__ import annotations

import inspect
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from django.core.asgi import get_asgi_application
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from django.urls import get_resolver

from accounts.models import User
from applications.file_kinds import LARGEST as LARGEST_DOCUMENT
from applications.models import Document
from data_exchange.spreadsheet.upload import LARGEST as LARGEST_SHEET
from data_exchange.zip_archive import LARGEST_UPLOAD
from inbox.reading.bounds import MAX_BYTES as LARGEST_MAIL
from jobtracker.http.uploads import TAKEN, bounded_asgi

MEGABYTE = 1024 * 1024
TAKES_FILES = {
    "documents": LARGEST_DOCUMENT,
    "documents_of": LARGEST_DOCUMENT,
    "import_file": LARGEST_UPLOAD,
    "upload": LARGEST_MAIL,
    "preview": LARGEST_SHEET,
    "import_rows": LARGEST_SHEET,
}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> list[int]:
    """How many bytes went into each temporary file; even small uploads go there."""
    sizes: list[int] = []
    complete = TemporaryFileUploadHandler.file_complete

    def counted(self: Any, file_size: int) -> TemporaryUploadedFile:
        self.file.flush()
        sizes.append(Path(self.file.temporary_file_path()).stat().st_size)
        return complete(self, file_size)

    monkeypatch.setattr(TemporaryFileUploadHandler, "file_complete", counted)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1
    settings.MEDIA_ROOT = tmp_path
    return sizes


def document(size: int) -> dict[str, Any]:
    file = SimpleUploadedFile("resume.txt", b"x" * size)
    return {"file": file, "kind": "resume", "token": str(uuid4())}


def test_only_these_views_take_files_and_each_has_its_bound() -> None:
    assert {
        view.__name__: getattr(view, TAKEN)
        for view in _views(get_resolver().url_patterns)
        if hasattr(view, TAKEN)
    } == TAKES_FILES


def _views(patterns: list[Any]) -> list[Any]:
    return [
        view
        for each in patterns
        for view in (
            _views(each.url_patterns) if hasattr(each, "url_patterns") else [each.callback]
        )
        if inspect.isfunction(view)
    ]


def test_a_document_of_the_largest_size_is_kept_whole(
    written: list[int], seeker: User, seeker_client: Client
) -> None:
    answer = seeker_client.post("/documents/", document(LARGEST_DOCUMENT))
    assert answer.status_code == 302
    assert written == [LARGEST_DOCUMENT]
    assert Document.objects.get(owner=seeker).file.size == LARGEST_DOCUMENT


def test_of_a_larger_one_no_more_is_stored_and_the_form_says_so(
    written: list[int], seeker_client: Client
) -> None:
    answer = seeker_client.post("/documents/", document(LARGEST_DOCUMENT + MEGABYTE))
    assert "larger than 10 MB" in answer.content.decode()
    assert written == [LARGEST_DOCUMENT + 1]
    assert not Document.objects.exists()


def test_of_a_large_spreadsheet_no_more_is_stored(
    written: list[int], seeker_client: Client
) -> None:
    sheet = SimpleUploadedFile("a.csv", b"x" * (LARGEST_SHEET + MEGABYTE))
    answer = seeker_client.post("/settings/data/spreadsheet/", {"sheet": sheet})
    assert "larger than 2 MB" in answer.content.decode()
    assert written == [LARGEST_SHEET + 1]


@pytest.mark.parametrize("path", ["/account/login/", "/documents/", "/settings/data/import/"])
def test_nothing_of_a_guest_is_stored(
    db: None, written: list[int], client: Client, path: str
) -> None:
    answer = client.post(path, document(1000))
    assert answer.status_code in (200, 302)
    assert written == []


@pytest.mark.parametrize("path", ["/settings/profile/", "/applications/add/"])
def test_nothing_is_stored_where_no_file_is_taken(
    written: list[int], seeker_client: Client, path: str
) -> None:
    assert seeker_client.post(path, document(1000)).status_code < 500
    assert written == []


@pytest.mark.parametrize("debug", [False, True])
def test_a_file_for_an_unknown_host_is_refused(
    written: list[int], seeker_client: Client, settings: Any, debug: bool
) -> None:
    settings.DEBUG = debug
    sent = {"archive": SimpleUploadedFile("a.zip", b"a" * 1000)}
    answer = seeker_client.post("/settings/data/import/", sent, headers={"Host": "["})
    assert answer.status_code == 400
    assert written == []


def test_a_second_file_is_refused(written: list[int], seeker_client: Client) -> None:
    two = {**document(1000), "other": SimpleUploadedFile("b.txt", b"more")}
    assert seeker_client.post("/documents/", two).status_code == 400
    assert len(written) <= 1
    assert not Document.objects.exists()


def test_a_request_that_is_larger_than_any_is_refused_unread(
    written: list[int], seeker_client: Client, settings: Any
) -> None:
    settings.LARGEST_REQUEST = 3 * MEGABYTE
    answer = seeker_client.post("/documents/", document(3 * MEGABYTE))
    assert answer.status_code == 413
    assert "up to 3 MB at a time" in answer.content.decode()
    assert "Content-Security-Policy" in answer.headers
    assert written == []


@pytest.mark.parametrize("sent", ["", "x", "-1"])
def test_a_size_that_is_no_number_is_none(db: None, client: Client, sent: str) -> None:
    assert client.get("/health/live", headers={"Content-Length": sent}).status_code == 200


def by_asgi(body: bytes) -> list[dict[str, Any]]:
    """What a server is told to send for a body that comes in two pieces, of no size told."""
    half = len(body) // 2
    pieces = [(body[:half], True), (body[half:], False)]
    coming = [{"type": "http.request", "body": part, "more_body": more} for part, more in pieces]
    told: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return coming.pop(0) if coming else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        told.append(message)

    async def read(scope: Any, receive: Any, send: Any) -> None:
        """As Django does: read all, then answer, unless the other side hangs up."""
        got = BytesIO()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            got.write(message["body"])
            if not message["more_body"]:
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async_to_sync(bounded_asgi(read))({"type": "http"}, receive, send)
    return told


def test_asgi_counts_what_comes(settings: Any) -> None:
    settings.LARGEST_REQUEST = 100
    assert [each.get("status") for each in by_asgi(b"x" * 100)] == [200]
    assert [each.get("status") for each in by_asgi(b"x" * 101)] == [413, None]
    assert callable(bounded_asgi(get_asgi_application()))
