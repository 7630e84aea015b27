"""How much an archive may hold, and what is left behind by one that is refused: nothing."""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.access import owned_by
from accounts.models import User
from applications.models import Document
from applications.services import keep_document
from data_exchange import zip_archive
from data_exchange.errors import ImportRejected
from data_exchange.exporters.data import export_data
from data_exchange.importers import data as archive_importer
from data_exchange.importers.data import import_data
from tests.conftest import MakeApplication, MakeInterview

HEAD = {"format": "jobtracker", "version": 1}


@pytest.fixture
def with_document(seeker: User, now: datetime, settings: Any, tmp_path: Path) -> User:
    """The seeker, who keeps one document."""
    settings.MEDIA_ROOT = tmp_path
    upload = SimpleUploadedFile("resume.txt", b"words")
    keep_document(seeker, upload, kind="resume", name="R", token=uuid4(), now=now)
    return seeker


def test_what_is_told_for_the_record_alone_does_not_count(
    stranger: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_importer, "MOST_ROWS", 3)
    data = {**HEAD, "about": {"mails": [{}] * 9}, "companies": []}
    assert not import_data(stranger, data, lambda path: None, now=now)


def test_a_long_search_comes_in_again(
    seeker: User, make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> None:
    make_interview(make_application())
    data = export_data(seeker, now=now)
    assert set(archive_importer.READ) == {name for name in data if isinstance(data[name], list)}
    rows = sum(archive_importer.count(data[name]) for name in archive_importer.READ)
    assert 5000 * rows < archive_importer.MOST_ROWS


def test_a_refused_archive_leaves_no_file_behind(
    with_document: User, stranger: User, now: datetime, tmp_path: Path
) -> None:
    before = files_in(tmp_path)
    data = {**export_data(with_document, now=now), "saved_views": [{"name": ""}]}
    with pytest.raises(ImportRejected):
        import_data(stranger, data, lambda path: b"words", now=now)
    assert not owned_by(stranger, Document).exists()
    assert files_in(tmp_path) == before
    import_data(stranger, {**data, "saved_views": []}, lambda path: b"words", now=now)
    assert len(files_in(tmp_path)) == len(before) + 1


def files_in(folder: Path) -> set[Path]:
    """Every file below a folder."""
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("largest", "told"), [(4, True), (5, False)])
def test_documents_beyond_what_comes_in_again_are_told_of_before(
    with_document: User,
    seeker_client: Client,
    monkeypatch: pytest.MonkeyPatch,
    largest: int,
    told: bool,
) -> None:
    monkeypatch.setattr(zip_archive, "LARGEST_UPLOAD", largest)
    page = seeker_client.get("/settings/data/").content.decode()
    assert ("that can be brought in at once" in page) is told


def test_each_file_of_an_export_is_used_once(
    with_document: User, stranger: User, now: datetime, tmp_path: Path
) -> None:
    data = export_data(with_document, now=now)
    (row,) = data["documents"]
    data["documents"] = [{**row, "token": str(uuid4())} for _ in range(3)]
    before = files_in(tmp_path)
    with pytest.raises(ImportRejected, match="has this file already"):
        import_data(stranger, data, lambda path: b"words", now=now)
    assert files_in(tmp_path) == before


def test_no_more_comes_in_than_the_account_may_store(
    with_document: User, stranger: User, now: datetime, settings: Any, tmp_path: Path
) -> None:
    settings.DOCUMENTS_MB_PER_ACCOUNT = 0
    before = files_in(tmp_path)
    with pytest.raises(ImportRejected, match="may take 0 MB"):
        import_data(stranger, export_data(with_document, now=now), lambda path: b"words", now=now)
    assert files_in(tmp_path) == before


def test_the_page_says_how_much_is_stored_and_may_be(
    with_document: User, seeker_client: Client
) -> None:
    page = seeker_client.get("/settings/data/").content.decode()
    assert "Your documents take 0.0 of 150 MB." in page
