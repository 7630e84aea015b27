"""How much an archive may hold, and what is left behind by one that is refused: nothing."""

import json
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.access import owned_by
from accounts.models import User
from applications.models import Document
from applications.services import keep_document
from data_exchange import jobs, zip_archive
from data_exchange.errors import ImportRejected, ImportStopped
from data_exchange.exporters.data import export_data
from data_exchange.importers import data as archive_importer
from data_exchange.importers import write
from data_exchange.importers.data import import_data
from data_exchange.views import data as data_view
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


@pytest.mark.parametrize(
    ("bound", "message"),
    [("MOST_ROWS", "more than 2 rows"), ("MOST_APPLICATIONS", "more than 2 applications")],
)
def test_what_holds_more_than_fits_into_memory_is_refused(
    bound: str, message: str, stranger: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_importer, bound, 2)
    data = {**HEAD, "applications": [{}, {}, {}]}
    with pytest.raises(ImportRejected, match=message):
        import_data(stranger, data, lambda path: None, now=now)


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


def test_a_name_that_no_file_can_have_is_named_with_its_row(
    with_document: User, stranger: User, now: datetime, tmp_path: Path
) -> None:
    before = files_in(tmp_path)
    for name in ("..", "x/..", "x/", "."):
        data = export_data(with_document, now=now)
        data["documents"][0]["filename"] = name
        with pytest.raises(ImportRejected, match="No file can have this name") as refused:
            import_data(stranger, data, lambda path: b"words", now=now)
        assert refused.value.problems[0].where == "documents[0].filename"
    assert files_in(tmp_path) == before


def _taken(owner: User, now: datetime) -> None:
    """Another upload takes the room."""
    upload = SimpleUploadedFile("other.txt", b"w" * 700_000)
    keep_document(owner, upload, kind="resume", name="O", token=uuid4(), now=now)


@pytest.fixture
def tight(make_application: MakeApplication, stranger: User, now: datetime, settings: Any) -> Any:
    """An export with a document, for an account with room for one of them."""
    settings.DOCUMENTS_MB_PER_ACCOUNT = 1
    data = export_data(make_application().owner, now=now)
    row = {"token": str(uuid4()), "kind": "resume", "name": "CV", "filename": "cv.txt"}
    data["documents"] = [{**row, "path": "documents/a.txt"}]
    return data


def test_room_that_is_taken_before_the_writing_leaves_nothing_written(
    tight: Any, stranger: User, now: datetime, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    importer = archive_importer.writer(stranger, tight, lambda path: b"w" * 700_000, now=now)
    _taken(stranger, now)
    with pytest.raises(ImportRejected, match="may take 1 MB") as refused:
        importer.write()
    assert not isinstance(refused.value, ImportStopped)
    assert not stranger.applications.exists()


def test_room_that_is_taken_while_it_is_written_is_told_of(
    tight: Any, stranger: User, now: datetime, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path

    def report(done: int, added: object) -> None:
        if done == 1:
            _taken(stranger, now)

    with pytest.raises(ImportStopped, match="may take 1 MB") as refused:
        import_data(stranger, tight, lambda path: b"w" * 700_000, now=now, report=report)
    assert refused.value.problems[0].where == "documents/a.txt"
    assert stranger.applications.count() == 1
    assert len(files_in(tmp_path)) == 1


@pytest.mark.parametrize("small", [0, 10**6])
def test_whoever_brought_in_a_part_is_told_so(
    small: int,
    tight: Any,
    stranger: User,
    stranger_client: Client,
    now: datetime,
    at_now: datetime,
    tmp_path: Path,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(data_view, "SMALL", small)
    real = write.add_timelines

    def raced(*args: Any, **kwargs: Any) -> Any:
        _taken(stranger, now)
        return real(*args, **kwargs)

    monkeypatch.setattr(write, "add_timelines", raced)
    file = BytesIO()
    with ZipFile(file, "w") as zipped:
        zipped.writestr("data.json", json.dumps(tight))
        zipped.writestr("documents/a.txt", b"w" * 400_000)
    upload = SimpleUploadedFile("archive.zip", file.getvalue())
    answer = stranger_client.post("/settings/data/import/", {"archive": upload})
    assert answer.status_code == (422 if small else 302)
    for key in jobs.claimable(now):
        job = jobs.claim(key, now=now)
        assert job is not None
        jobs.run(job, lambda: now)
    page = (answer if small else stranger_client.get("/settings/data/")).content.decode()
    assert "Not everything was brought in." in page
    assert "may take 1 MB in all" in page
    assert stranger.applications.count() == 1
