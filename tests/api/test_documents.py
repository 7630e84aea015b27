"""Documents by the API: files go in bounded, and come out as downloads only."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.file_kinds import LARGEST
from applications.models import Document
from jobtracker.http.uploads import BoundedUploadHandler
from tests.api.conftest import V1, Call, key_for
from tests.api.test_people import errors
from tests.conftest import MakeApplication

PDF = b"%PDF-1.7 a resume"


def resume(content: bytes = PDF, name: str = "resume.pdf") -> SimpleUploadedFile:
    """A file as it is chosen."""
    return SimpleUploadedFile(name, content)


def send(secret: str, data: Any, **headers: str) -> Any:
    """The answer to a form with files."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    known = {"Authorization": f"Bearer {secret}"} if secret else {}
    return Client().post(f"{V1}/documents", data, headers=known | named)


def test_a_file_comes_back_as_it_was(
    call: Call, secret: str, make_application: MakeApplication
) -> None:
    application = make_application()
    data = {"kind": "cover_letter", "name": "March", "application": application.pk}
    added = send(secret, data | {"file": resume()})
    assert added.status_code == 201, added.content
    body, there = added.json(), added["Location"].removeprefix("/api/v1")
    assert (body["kind"], body["name"], body["filename"]) == ("cover_letter", "March", "resume.pdf")
    assert (body["size"], body["content_type"]) == (len(PDF), "application/pdf")
    assert (body["applications"], body["uploaded_at"]) == ([application.pk], "2026-03-19T20:00:00Z")
    assert call("GET", there).json() == body
    file = call("GET", f"{there}/content")
    assert b"".join(file.streaming_content) == PDF
    assert file["Content-Disposition"] == 'attachment; filename="resume.pdf"'
    assert file["Content-Type"] == "application/pdf"
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert file["Cache-Control"] == "private, no-store"


def test_a_repeated_upload_is_kept_once(secret: str, at_now: datetime) -> None:
    first = send(secret, {"file": resume()}, Idempotency_Key="one")
    again = send(secret, {"file": resume()}, Idempotency_Key="one")
    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Idempotent-Replayed"] == "true"
    for other in ({"file": resume(PDF + b"!")}, {"file": resume(), "name": "Other"}):
        assert send(secret, other, Idempotency_Key="one").status_code == 409
    assert Document.objects.count() == 1


def test_attach_detach_and_filter(
    call: Call, secret: str, make_application: MakeApplication
) -> None:
    application = make_application()
    added = send(secret, {"file": resume()}).json()
    there = f"/applications/{application.pk}/documents/{added['id']}"
    attached = call("POST", there)
    assert attached.json() == added | {"applications": [application.pk]}, attached.content
    assert call("POST", there).json() == attached.json()
    ids = f"/documents?application={application.pk}&kind=resume"
    assert [each["id"] for each in call("GET", ids).json()["items"]] == [added["id"]]
    assert call("GET", "/documents?kind=other").json()["items"] == []
    assert call("DELETE", there).status_code == 204
    assert call("GET", ids).json()["items"] == []
    one = f"/documents/{added['id']}"
    assert call("DELETE", one, If_Match=attached["ETag"]).status_code == 412
    assert call("DELETE", one).status_code == 204
    assert call("GET", f"{one}/content").status_code == 404


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({}, "file", "This field is required."),
        ({"file": "text"}, "file", "This field is required."),
        ({"file": resume(b"")}, "file", "The submitted file is empty."),
        ({"file": resume(b"MZ")}, "file", "The content of this file is not what its name says"),
        ({"file": resume(PDF, "a.exe")}, "file", "Choose a PDF, Word"),
        ({"file": resume(), "kind": "song"}, "kind", "Choose one of"),
        ({"file": resume(), "name": "x" * 121}, "name", "at most 120 characters"),
        ({"file": resume(), "application": 99999}, "application", "You have no application"),
        ({"file": resume(), "application": "x"}, "application", "Enter a whole number."),
        ({"file": resume(), "unknown": "x"}, "unknown", "There is no such field."),
    ],
)
def test_refusals_name_the_field(
    secret: str, at_now: datetime, data: Any, field: str, message: str
) -> None:
    answer = send(secret, data)
    assert answer.status_code == 422, answer.content
    assert message in errors(answer)[field]
    assert not Document.objects.exists()


def test_too_large_a_file_is_refused(secret: str, at_now: datetime) -> None:
    answer = send(secret, {"file": resume(PDF + b"0" * LARGEST)})
    assert answer.status_code == 422
    assert errors(answer) == {"file": "This file is larger than 10 MB."}
    with mock.patch.object(BoundedUploadHandler, "new_file") as began:
        far_too_large = send(secret, {"file": resume(PDF + b"0" * 3 * LARGEST)})
    assert far_too_large.status_code == 413
    assert not began.called


@pytest.mark.parametrize("scopes", [None, ["read"], ["suggest", "capture"]])
def test_no_file_is_read_of_who_may_not_send_one(
    seeker: User, at_now: datetime, scopes: list[str] | None
) -> None:
    key = key_for(seeker, scopes, at_now) if scopes else ""
    with mock.patch.object(BoundedUploadHandler, "new_file") as began:
        refused = send(key, {"file": resume()})
    assert refused.status_code == (403 if scopes else 401)
    assert not began.called


def test_a_second_file_and_a_broken_form_are_refused(
    call: Call, secret: str, at_now: datetime
) -> None:
    two = send(secret, {"file": [resume(), resume()]})
    assert (two.status_code, two["Content-Type"]) == (400, "application/problem+json")
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        broken = call("POST", "/documents", b"--y\r\n", content_type=kind)
        assert broken.status_code in (400, 422)
        assert broken["Content-Type"] == "application/problem+json"
    assert call("POST", "/documents", {"file": "x"}).status_code == 422
    assert not Document.objects.exists()


def test_elsewhere_no_file_is_kept(call: Call, secret: str) -> None:
    large = call("POST", "/templates", b" " * 6_000_000)
    assert (large.status_code, large["Content-Type"]) == (413, "application/problem+json")
    headers = {"Authorization": f"Bearer {secret}"}
    other = Client().post(f"{V1}/companies", {"file": resume()}, headers=headers)
    assert (other.status_code, other["Content-Type"]) == (415, "application/problem+json")


def test_documents_of_others_are_not_there(
    call: Call,
    secret: str,
    stranger: User,
    at_now: datetime,
    make_application: MakeApplication,
) -> None:
    application, own = make_application(), make_application(owner=stranger)
    added = send(secret, {"file": resume()}).json()["id"]
    theirs = key_for(stranger, ["read", "write"], at_now)
    for path in (f"/documents/{added}", f"/documents/{added}/content"):
        assert call("GET", path, key=theirs).status_code == 404
    assert call("DELETE", f"/documents/{added}", key=theirs).status_code == 404
    for pk in (application.pk, own.pk):
        there = f"/applications/{pk}/documents/{added}"
        assert call("POST", there, key=theirs).status_code == 404
        assert call("DELETE", there, key=theirs).status_code == 404
    assert call("GET", "/documents", key=theirs).json()["items"] == []
    refused = send(theirs, {"file": resume(), "application": application.pk})
    assert errors(refused) == {"application": "You have no application with this id."}


def test_a_list_costs_as_many_queries_however_long(
    call: Call, secret: str, make_application: MakeApplication
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert call("GET", "/documents").status_code == 200
        return len(queries)

    def more() -> None:
        send(secret, {"file": resume(), "application": make_application().pk})

    more()
    call("GET", "/documents")
    few = cost()
    for _ in range(6):
        more()
    assert cost() == few
