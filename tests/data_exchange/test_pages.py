"""The pages on which data goes out and comes in, and the one on which one leaves."""

from __future__ import annotations

import io
import json
import re
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import User
from tests.conftest import PASSWORD, MakeApplication

CSV = b"Company,Title,Applied\nAcme,Analyst,2026-03-01\nBolt,,2026-03-01\n"


@pytest.fixture(autouse=True)
def quick(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def file(content: bytes, name: str = "sheet.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_the_archive_is_a_download(
    seeker_client: Client, make_application: MakeApplication
) -> None:
    make_application()
    answer = seeker_client.get("/settings/data/export/")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="jobtracker-')
    assert "no-store" in answer.headers["Cache-Control"]
    with ZipFile(io.BytesIO(body(answer))) as zipped:
        data = json.loads(zipped.read("data.json"))
    assert [row["company"] for row in data["applications"]] == ["Harbour Analytics"]


def test_an_archive_comes_in_and_says_what_came(
    seeker_client: Client, stranger_client: Client, make_application: MakeApplication
) -> None:
    make_application()
    content = body(seeker_client.get("/settings/data/export/"))
    answer = stranger_client.post("/settings/data/import/", {"archive": file(content, "a.zip")})
    assertRedirects(answer, "/settings/data/", fetch_redirect_response=False)
    assertContains(stranger_client.get("/settings/data/"), "Brought in: 1 application and")
    again = {"archive": file(content, "a.zip")}
    stranger_client.post("/settings/data/import/", again)
    assertContains(stranger_client.get("/settings/data/"), "was here already")


@pytest.mark.parametrize(
    ("url", "data", "told"),
    [
        ("/settings/data/import/", {}, "Choose the file of an archive."),
        ("/settings/data/import/", {"archive": b"{}"}, "not an archive from here"),
        ("/settings/data/import/", {"archive": b"{"}, "data.json"),
        (
            "/settings/data/import/",
            {"archive": b"\x89PNG picture"},
            "not an archive from here: choose the .zip that you took out",
        ),
        (
            "/settings/data/import/",
            {"archive": b"Company,Title\n"},
            "not an archive from here: choose the .zip that you took out",
        ),
        ("/settings/data/spreadsheet/", {}, "Choose a CSV or XLSX file"),
        (
            "/settings/data/spreadsheet/",
            {"sheet": b"x" * (2 * 1024 * 1024 + 1)},
            "larger than 2 MB",
        ),
        ("/settings/data/spreadsheet/", {"sheet": b"Company\n"}, "no table"),
        ("/settings/data/spreadsheet/import/", {"text": " "}, "Choose a CSV or XLSX file"),
    ],
)
def test_what_cannot_be_read_is_told_on_the_page(
    url: str, data: dict[str, Any], told: str, seeker_client: Client
) -> None:
    data = {key: file(value) if isinstance(value, bytes) else value for key, value in data.items()}
    assertContains(seeker_client.post(url, data), told, status_code=422)


def test_the_page_says_how_large_a_file_may_be(seeker_client: Client) -> None:
    page = seeker_client.get("/settings/data/")
    assertContains(page, "at most 200 MB")
    assertContains(page, "At most 2 MB and 2,000 rows")


def test_new_rows_stand_before_those_already_there(
    make_application: MakeApplication, seeker_client: Client
) -> None:
    known = make_application("Harbour").title
    rows = "".join(f"Harbour,{known},\n" for _many in range(9))
    page = seeker_client.post(
        "/settings/data/spreadsheet/",
        {"sheet": file(f"Company,Title,Notes\n{rows}Yew,Clerk,\n".encode())},
    )
    assertContains(page, "Row 11")
    assertContains(page, "9 rows look like applications that are there already")
    assert [line.company for line in page.context["lines"]] == ["Yew"]


def test_a_sheet_is_looked_through_first(seeker: User, seeker_client: Client) -> None:
    page = seeker_client.post("/settings/data/spreadsheet/", {"sheet": file(CSV)})
    assertContains(page, "Bring in 2 applications")
    assert not seeker.applications.exists()
    data = dict(page.context["form"].data)
    answer = seeker_client.post("/settings/data/spreadsheet/import/", data)
    assertRedirects(answer, "/applications/", fetch_redirect_response=False)
    assert set(seeker.applications.values_list("company__name", flat=True)) == {"Acme", "Bolt"}
    listed = seeker_client.get("/applications/")
    assertContains(listed, "2 applications brought in.")
    [undo] = re.findall(r'action="(/applications/undo/[^"]+)"', listed.content.decode())
    again = seeker_client.post("/settings/data/spreadsheet/", {"sheet": file(CSV)})
    assertContains(again, "2 rows look like applications that are there already")
    assertNotContains(again, "Bring in 2")
    assertContains(again, "Bring in what is ticked")
    assertContains(seeker_client.post(undo, follow=True), "Taken back.")
    assert not seeker.applications.exists()


def test_a_ticked_duplicate_comes_in(seeker: User, seeker_client: Client) -> None:
    for _twice in range(2):
        page = seeker_client.post("/settings/data/spreadsheet/", {"sheet": file(CSV)})
        data = {**page.context["form"].data, "insisted": ["3"]}
        seeker_client.post("/settings/data/spreadsheet/import/", data)
    assert sorted(seeker.applications.values_list("company__name", flat=True)) == [
        "Acme",
        "Bolt",
        "Bolt",
    ]


def test_stages_are_mapped_once_and_columns_not_used_are_named(
    seeker: User, seeker_client: Client
) -> None:
    text = b"Company,Title,Stage,Mood\nA,B,Limbo,good\nC,D,Limbo,bad\nE,F,Offer,\n"
    page = seeker_client.post("/settings/data/spreadsheet/", {"sheet": file(text)})
    assertContains(page, "Not used:")
    assert page.context["form"].unused == ["Mood"]
    assertContains(page, "“Limbo” (2)")
    fields = list(page.context["form"].stage_fields())
    assert [(field.label, field.value()) for field in fields] == [
        ("“Limbo” (2)", ""),
        ("“Offer” (1)", "offer"),
    ]
    data = {**page.context["form"].data, fields[0].name: "screening", "keeps_unused": "on"}
    seeker_client.post("/settings/data/spreadsheet/import/", data)
    rows = seeker.applications.order_by("title").values_list("stage", "notes")
    assert list(rows) == [("screening", "Mood: good"), ("screening", "Mood: bad"), ("offer", "")]


def test_an_applied_day_in_the_future_is_refused(seeker_client: Client) -> None:
    text = b"Company,Title,Stage\nA,B,Applied\n"
    page = seeker_client.post("/settings/data/spreadsheet/", {"sheet": file(text)})
    assertContains(page, "it gets the day chosen above")
    data = {**page.context["form"].data, "undated_on": "2199-01-01"}
    again = seeker_client.post("/settings/data/spreadsheet/import/", data)
    assertContains(again, "This is still to come")


def test_the_columns_can_be_told_otherwise(seeker: User, seeker_client: Client) -> None:
    page = seeker_client.post("/settings/data/spreadsheet/", {"sheet": file(CSV)})
    data = {**page.context["form"].data, "column_title": "0", "column_company": "1"}
    again = seeker_client.post("/settings/data/spreadsheet/", data)
    assert [line.title for line in again.context["lines"]] == ["Acme", "Bolt"]
    data["column_company"] = ""
    wrong = seeker_client.post("/settings/data/spreadsheet/import/", data)
    assertContains(wrong, "Choose the column that has it.")
    assert not seeker.applications.exists()


@pytest.fixture
def fresh(seeker: User) -> Client:
    """The seeker, who has just given the password once more."""
    client = Client()
    client.post("/account/login/", {"login": seeker.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def test_leaving_asks_for_a_fresh_sign_in(seeker: User, seeker_client: Client) -> None:
    for answer in (
        seeker_client.get("/settings/delete/"),
        seeker_client.post("/settings/delete/confirm/", {"email": seeker.email}),
    ):
        assert answer.headers["Location"].startswith("/account/reauthenticate/")
    assert User.objects.filter(pk=seeker.pk).exists()


def test_leaving_asks_for_the_address(seeker: User, fresh: Client) -> None:
    assertContains(fresh.get("/settings/delete/"), seeker.email)
    page = fresh.post("/settings/delete/confirm/", {"email": "other@test.example"})
    assertContains(page, "Nothing is deleted.", status_code=422)
    assert User.objects.filter(pk=seeker.pk).exists()


def test_leaving_deletes_the_account_and_signs_out(seeker: User, fresh: Client) -> None:
    answer = fresh.post("/settings/delete/confirm/", {"email": seeker.email.upper()})
    assertRedirects(answer, "/account/login/", fetch_redirect_response=False)
    assert not User.objects.filter(pk=seeker.pk).exists()
    assertContains(fresh.get("/account/login/"), "We wish you well.")
