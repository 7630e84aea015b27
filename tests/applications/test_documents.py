"""Documents: kept outside the static root, handed to their owner alone, as downloads alone."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as project
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from applications import services
from applications.models import Application, Document
from tests.conftest import MakeApplication

pytestmark = pytest.mark.usefixtures("at_now", "media")


@pytest.fixture
def document(seeker: User, media: Path, resume: SimpleUploadedFile, now: datetime) -> Document:
    return services.keep_document(
        seeker, resume, kind="resume", name="Resume, March", token=uuid4(), now=now
    )


def keep(client: Client, url: str, file: SimpleUploadedFile | None, **data: Any) -> Any:
    values = {"token": uuid4(), "kind": "resume", "name": "", **data}
    return client.post(url, {**values, "file": file} if file else values)


def stored(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def test_a_file_is_kept_under_a_name_of_our_own(
    seeker_client: Client, seeker: User, media: Path, resume: SimpleUploadedFile
) -> None:
    assert keep(seeker_client, "/documents/", resume).status_code == 302
    document = Document.objects.get()
    assert (document.owner, document.name) == (seeker, "Robin Hale, résumé.pdf")
    assert (document.content_type, document.size) == ("application/pdf", 14)
    (path,) = stored(media)
    assert path.parent.name == str(seeker.pk)
    assert path.suffix == ""
    assert "Robin" not in path.name


def test_files_lie_outside_what_is_served() -> None:
    served = [Path(project.STATIC_ROOT), *map(Path, project.STATICFILES_DIRS)]
    assert not any(Path(project.MEDIA_ROOT).is_relative_to(folder) for folder in served)


def test_sent_twice_it_is_kept_once(seeker_client: Client, media: Path) -> None:
    token = uuid4()
    for _ in range(2):
        keep(seeker_client, "/documents/", SimpleUploadedFile("cv.txt", b"hello"), token=token)
    assert Document.objects.count() == 1
    assert len(stored(media)) == 1


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (None, "This field is required."),
        (SimpleUploadedFile("cv.pdf", b"MZ a program"), "not what its name says"),
        (SimpleUploadedFile("cv.html", b"<p>"), "Choose a PDF"),
        (SimpleUploadedFile("cv.pdf", b""), "empty"),
    ],
)
def test_what_is_no_document_is_refused_with_the_reason(
    seeker_client: Client, media: Path, file: SimpleUploadedFile | None, why: str
) -> None:
    response = keep(seeker_client, "/documents/", file, name="Kept")
    assert why in response.content.decode()
    assert 'value="Kept"' in response.content.decode()
    assert not Document.objects.exists()
    assert stored(media) == []


def test_its_owner_gets_it_as_a_download(seeker_client: Client, document: Document) -> None:
    response = seeker_client.get(f"/documents/{document.pk}/")
    assert b"".join(response.streaming_content) == b"%PDF-1.7\nhello"  # type: ignore[attr-defined]
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert "r%C3%A9sum%C3%A9.pdf" in response.headers["Content-Disposition"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_nobody_else_gets_it(
    client: Client, stranger_client: Client, coach_client: Client, document: Document
) -> None:
    url = f"/documents/{document.pk}/"
    assert client.get(url).status_code == 302
    for other in (stranger_client, coach_client):
        assert other.get(url).status_code == 404
        assert other.post(f"{url}remove/").status_code == 404
        assert "Resume, March" not in other.get("/documents/").content.decode()
    assert Document.objects.exists()


def test_a_file_that_is_gone_is_a_page_not_found(
    seeker_client: Client, document: Document, media: Path
) -> None:
    stored(media)[0].unlink()
    assert seeker_client.get(f"/documents/{document.pk}/").status_code == 404


def test_it_is_removed_with_its_file(
    seeker_client: Client,
    document: Document,
    media: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        seeker_client.post(f"/documents/{document.pk}/remove/")
    assert not Document.objects.exists()
    assert stored(media) == []


def test_it_goes_out_with_an_application_and_is_taken_off(
    seeker_client: Client, document: Document, make_application: MakeApplication
) -> None:
    application = make_application()
    url = f"/applications/{application.pk}/documents/"
    assert "Already kept" in seeker_client.get(url).content.decode()
    seeker_client.post(f"{url}{document.pk}/attach/")
    assert list(application.documents.all()) == [document]
    page = seeker_client.get(f"/applications/{application.pk}/").content.decode()
    assert f'<a href="/documents/{document.pk}/">Resume, March</a>' in page
    listed = seeker_client.get("/documents/").content.decode()
    assert "Product Designer at Harbour Analytics" in listed
    seeker_client.post(f"{url}{document.pk}/detach/")
    assert not application.documents.exists()
    assert Document.objects.exists()


def test_a_new_one_for_an_application(
    seeker_client: Client, make_application: MakeApplication, resume: SimpleUploadedFile
) -> None:
    application = make_application()
    url = f"/applications/{application.pk}/documents/"
    keep(seeker_client, url, resume, kind="cover_letter", name="Letter")
    assert application.documents.get().kind == Document.Kind.COVER_LETTER


def test_a_stranger_ties_nothing(
    seeker_client: Client,
    stranger_client: Client,
    document: Document,
    make_application: MakeApplication,
    stranger: User,
) -> None:
    mine, theirs = make_application(), make_application(owner=stranger)
    for client, application in ((stranger_client, mine), (stranger_client, theirs)):
        url = f"/applications/{application.pk}/documents/{document.pk}/attach/"
        assert client.post(url).status_code == 404
    url = f"/applications/{theirs.pk}/documents/{document.pk}/attach/"
    assert seeker_client.post(url).status_code == 404
    assert not document.applications.exists()


def test_the_verb_refuses_a_file_that_lies(seeker: User, now: datetime) -> None:
    file = SimpleUploadedFile("cv.pdf", b"MZ")
    with pytest.raises(ValidationError, match="not what its name says"):
        services.keep_document(seeker, file, kind="resume", name="x", token=uuid4(), now=now)


def test_one_owner_cannot_be_crossed(
    document: Document, make_application: MakeApplication, stranger: User
) -> None:
    with pytest.raises(ValueError, match="belongs to somebody else"):
        services.attach(document, make_application(owner=stranger))
    assert Application.objects.count() == 1


def test_an_account_has_a_limit(
    seeker_client: Client, settings: Any, media: Path, resume: SimpleUploadedFile
) -> None:
    settings.DOCUMENTS_MB_PER_ACCOUNT = 0
    page = keep(seeker_client, "/documents/", resume)
    assert "may take 0 MB in all" in page.content.decode()
    assert not stored(media)


@pytest.mark.parametrize("fails", ["row", "disk"])
def test_a_failed_upload_leaves_no_file(
    fails: str,
    seeker: User,
    make_application: MakeApplication,
    media: Path,
    resume: SimpleUploadedFile,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*args: Any, **kwargs: Any) -> Iterator[bytes]:
        yield b"half of it"
        raise OSError("no space left on device")

    def fail(*args: Any, **kwargs: Any) -> None:
        raise OSError("no space left on device")

    application = make_application()
    if fails == "row":
        monkeypatch.setattr(Document, "save", fail)
    else:
        monkeypatch.setattr(resume, "chunks", broken)
    with pytest.raises(OSError, match="no space"):
        services.keep_document(
            seeker,
            resume,
            kind="resume",
            name="x",
            token=uuid4(),
            now=now,
            application=application,
        )
    assert not stored(media)
    assert not Document.objects.exists()
