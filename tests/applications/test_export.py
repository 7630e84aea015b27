"""The table as a file: what is shown, all of it, and no formula in it."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications import services
from applications.models import Application
from applications.table.export import guarded
from applications.table.page import ROWS
from data_exchange.spreadsheet.reading.xlsx_file import read_xlsx
from tests.conftest import MakeApplication, MakeContact

pytestmark = pytest.mark.usefixtures("at_now")


def exported(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/applications/export/{query}")
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(StringIO(text)))


def test_each_column(
    seeker_client: Client, make_application: MakeApplication, make_contact: MakeContact
) -> None:
    application = make_application(
        pay_min=60_000,
        pay_max=Decimal("70000.50"),
        pay_currency="GBP",
        place="hybrid",
        notes="One,\n“two”",
        closes_on=date(2026, 4, 3),
        referred_by=make_contact("Bob Moss"),
    )
    services.set_tags(application, ["dream", "data"])
    (row,) = exported(seeker_client)
    assert row == {
        "Job title": "Product Designer",
        "Company": "Harbour Analytics",
        "Stage": "Applied",
        "Interest": "3",
        "Applied on": "2026-03-02",
        "Date of the stage or outcome": "",
        "Closing date": "2026-04-03",
        "Pay from": "60000",
        "Pay to": "70000.50",
        "Currency": "GBP",
        "Pay period": "a year",
        "Location": "",
        "Place of work": "Hybrid",
        "Found through": "",
        "Referred by": "Bob Moss",
        "Tags": "data, dream",
        "Link to the posting": "",
        "Last change": "2026-03-19",
        "Put away": "",
        "Notes": "One,\n“two”",
    }


def test_the_queries_are_the_same_for_few_rows_and_many(
    seeker_client: Client, make_application: MakeApplication, make_contact: MakeContact
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            exported(seeker_client)
        return len(found)

    make_application(referred_by=make_contact("Ana Ruiz"))
    few = count()
    for number in range(5):
        make_application(title=f"Job {number}", referred_by=make_contact(f"Bo {number}"))
    assert count() == few


def test_it_holds_what_the_table_shows_on_all_of_its_pages(
    seeker_client: Client, make_application: MakeApplication, seeker: User, now: datetime
) -> None:
    for number in range(ROWS + 5):
        make_application(title=f"Job {number:03}", applied_at=None)
    away = make_application(title="Job away")
    services.archive(seeker, [away.pk], now=now)
    make_application(title="Other")
    titles = [row["Job title"] for row in exported(seeker_client, "?q=job&sort=-title&page=2")]
    assert titles == [f"Job {number:03}" for number in reversed(range(ROWS + 5))]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_formula_reaches_a_spreadsheet(
    seeker_client: Client, make_application: MakeApplication, begin: str
) -> None:
    assert guarded(f"{begin}SUM(A1)") == f"'{begin}SUM(A1)"


def test_a_formula_in_a_title_is_plain_text(
    seeker_client: Client, make_application: MakeApplication
) -> None:
    make_application(company="@evil", title='=HYPERLINK("http://evil.example")')
    (row,) = exported(seeker_client)
    assert row["Job title"].startswith("'=HYPERLINK")
    assert row["Company"] == "'@evil"


def test_text_that_is_quoted_by_itself_is_told_from_our_quote() -> None:
    assert [guarded(text) for text in ("'=a", "'tis")] == ["''=a", "'tis"]


def test_a_workbook_holds_days_numbers_and_texts(
    seeker_client: Client, make_application: MakeApplication
) -> None:
    made = make_application(title="=1+1", pay_min=Decimal("14.5"))
    Application.objects.filter(pk=made.pk).update(closes_on=date(2026, 4, 2))
    response = seeker_client.get("/applications/export/xlsx/?q=1")
    assert 'filename="applications-2026-03-19.xlsx"' in response.headers["Content-Disposition"]
    with ZipFile(BytesIO(response.content)) as book:
        cells = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in cells
    table = read_xlsx(response.content)
    [row] = table.rows.values()
    found = dict(zip(table.heads, row, strict=False))
    assert found["Job title"] == "=1+1"
    assert found["Pay from"] == "14.5"
    assert found["Closing date"] == "2026-04-02"


def test_numbers_and_nothing_stay_as_they_are() -> None:
    assert [guarded(value) for value in (-5, None, "", "a=b")] == [-5, "", "", "a=b"]


def test_it_is_a_download_that_nobody_keeps(seeker_client: Client) -> None:
    response = seeker_client.get("/applications/export/")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    disposition = 'attachment; filename="applications-2026-03-19.csv"'
    assert response.headers["Content-Disposition"] == disposition
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_stranger_exports_their_own(
    stranger_client: Client, make_application: MakeApplication
) -> None:
    make_application()
    assert exported(stranger_client) == []
