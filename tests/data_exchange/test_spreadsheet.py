"""Reading a sheet, understanding its rows, and bringing in those that fit."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from accounts.models import User
from applications import services
from applications.models import Application, Stage, Tag
from data_exchange.errors import ImportRejected
from data_exchange.spreadsheet import upload as module
from data_exchange.spreadsheet.choices import SheetChoices
from data_exchange.spreadsheet.columns import guess
from data_exchange.spreadsheet.forms import SheetForm, guessed
from data_exchange.spreadsheet.importer import Preview, import_lines, preview_rows
from data_exchange.spreadsheet.lines import Twin
from data_exchange.spreadsheet.upload import read_text, read_upload
from followups.models import Reminder
from references.models import Company, Contact
from references.services import add_contact
from tests.conftest import MakeApplication
from tests.data_exchange.test_sheet_files import workbook

CSV = """Company,Position,Date applied,Status,Salary,Link
Acme,Analyst,03/03/2026,Interview,"£45,000",https://acme.example/1
Bolt & Co,Analyst,25/02/2026,Rejected,,
Cedar,Engineer,31/31/2026,Applied,x,y
,Nobody,01/03/2026,Applied,,
Delta,Wish,,Wishlist,,
Eon,Later,01/04/2026,Applied,,
Fir,Undated,,Applied,,
,,,Applied,,https://jobs.lever.co/gum-tree/1
,,01/03/2026,Applied,,
"""


def understood(owner: User, text: str, now: datetime, **chosen: Any) -> Preview:
    sheet = read_text(text)
    choices = SheetChoices(**{"columns": guess(sheet.heads), **chosen})
    return preview_rows(owner, sheet, choices, now=now)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no table"),
        ("Company,Title\n", "no table"),
        ("PK\x00\x00", "neither CSV nor XLSX"),
        ("Company,Title\n" + "x,y\n" * 2001, "At most 2000 rows"),
        (",".join("a" * 101) + "\n" + ",".join("b" * 101), "100 columns"),
    ],
)
def test_what_is_no_sheet_is_refused(text: str, message: str) -> None:
    with pytest.raises(ImportRejected) as refused:
        read_text(text)
    assert message in refused.value.problems[0].message
    with pytest.raises(ImportRejected) as refused:
        read_upload(text.encode())
    assert message in refused.value.problems[0].message


def test_cells_beyond_the_columns_lose_no_row(seeker: User, now: datetime) -> None:
    found = understood(seeker, "Company,Title\nAcme,Analyst,,\n\nBolt,Buyer,what\n", now)
    assert [(line.number, line.company) for line in found.lines] == [(2, "Acme"), (4, "Bolt")]


@pytest.mark.parametrize("typed", ["9" * 5000, "2", "-1", "x", ""])
def test_a_column_that_is_not_there_has_no_stages(typed: str, now: datetime) -> None:
    sheet = read_text("Company,Title\nAcme,Analyst\n")
    form = SheetForm(sheet, QueryDict(f"column_stage={typed}"), present=now.date())
    assert form.stages == {}


def test_rows_have_the_numbers_that_a_spreadsheet_shows(seeker: User, now: datetime) -> None:
    found = understood(seeker, '\nCompany,Title\n,,\n"Acme\n& Co",A\nBolt\n\nCedar,C\n', now)
    assert [(line.number, line.title) for line in found.lines] == [
        (4, "A"),
        (5, "Job title not known"),
        (7, "C"),
    ]


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 3)
    with pytest.raises(ImportRejected, match="larger"):
        read_upload(b"four")


def test_the_columns_are_guessed_by_their_heads_none_twice() -> None:
    assert guess(["Employer", "Job-Title", "DATE_APPLIED", "Status", "Whatever"]) == {
        "company": 0,
        "title": 1,
        "applied_on": 2,
        "stage": 3,
    }
    assert guess(["Title", "Title"]) == {"title": 0}


def test_the_order_of_dates_is_guessed_from_the_rows() -> None:
    text = "Company,Title,Applied\nA,B,12/25/2025\n"
    found = guessed(read_text(text), text, today=date(2026, 3, 4), zone=UTC)
    assert found["order"] == "mdy"


def test_every_row_that_names_something_comes_in(seeker: User, now: datetime) -> None:
    found = understood(seeker, CSV, now)
    assert [(line.number, line.company, line.stage) for line in found.lines] == [
        (2, "Acme", Stage.INTERVIEWING),
        (3, "Bolt & Co", Stage.REJECTED),
        (4, "Cedar", Stage.APPLIED),
        (5, "Company not known (row 5)", Stage.APPLIED),
        (6, "Delta", Stage.SAVED),
        (7, "Eon", Stage.APPLIED),
        (8, "Fir", Stage.APPLIED),
        (9, "Gum Tree", Stage.APPLIED),
    ]
    assert found.lines[-1].title == "Job title not known"
    assert [problem.where for problem in found.problems] == ["Row 10"]
    assert "neither a company nor a job" in found.problems[0].message


def test_who_applied_on_a_day_that_is_not_told_applied_on_the_chosen_one(
    seeker: User, now: datetime
) -> None:
    found = understood(seeker, CSV, now)
    undated = [line for line in found.lines if line.is_undated]
    assert [line.company for line in undated] == ["Cedar", "Eon", "Fir", "Gum Tree"]
    assert found.undated == 4
    assert {line.applied_on for line in undated} == {now.date()}
    assert "doesn’t say when you applied" in undated[2].fields["notes"]
    assert "Date applied: 01/04/2026" in undated[1].fields["notes"]
    told = understood(seeker, CSV, now, undated_on=date(2026, 2, 2))
    assert {line.applied_on for line in told.lines if line.is_undated} == {date(2026, 2, 2)}


def test_a_day_beside_a_job_that_was_only_saved_is_kept_in_the_notes(
    seeker: User, now: datetime
) -> None:
    text = "Company,Title,Applied,Stage\nAcme,Clerk,2026-03-01,To apply\n"
    [line] = understood(seeker, text, now).lines
    assert (line.stage, line.applied_on) == (Stage.SAVED, None)
    assert line.fields["notes"] == "Applied on: 2026-03-01"


def test_a_stage_dated_before_applying_holds_and_its_day_is_kept(
    seeker: User, now: datetime
) -> None:
    text = "Company,Title,Applied,Status,Last update\nAcme,Clerk,2026-03-10,Rejected,2026-03-01\n"
    [line] = understood(seeker, text, now).lines
    import_lines(seeker, [line], now=now)
    application = Application.objects.get()
    assert (line.stage, application.stage) == (Stage.REJECTED, Stage.REJECTED)
    assert application.notes == "Date of the stage or outcome: 2026-03-01"
    assert not Reminder.objects.filter(rule__startswith="status.").exists()


def test_a_stage_means_what_was_chosen_for_the_whole_file(seeker: User, now: datetime) -> None:
    text = "Company,Title,Stage\nA,A,Limbo\nB,B,Limbo\nC,C,Offer\nD,D,Sent\n"
    stages = {"Limbo": "screening", "Offer": "", "Sent": "rejected"}
    found = understood(seeker, text, now, stages=stages)
    assert [str(line.stage) for line in found.lines] == [
        "screening",
        "screening",
        "saved",
        "rejected",
    ]
    assert found.lines[2].fields["notes"] == "Stage: Offer"


def test_columns_without_a_meaning_are_kept_on_demand(seeker: User, now: datetime) -> None:
    text = "Company,Title,Shoe size,\nAcme,Clerk,44,blue\n"
    assert "notes" not in understood(seeker, text, now).lines[0].fields
    kept = understood(seeker, text, now, keeps_unused=True)
    assert kept.lines[0].fields["notes"] == "Shoe size: 44\n#4: blue"


def test_people_in_a_sheet_become_contacts_each_once(seeker: User, now: datetime) -> None:
    text = (
        "Company,Title,Contact,Referred by\n"
        "Acme,Clerk,Ana Ortiz (Head of Data) ana@acme.example,Ben Cole\n"
        "Acme,Cook,ana ortiz,BEN COLE\nBolt,Cook,1234,\n"
    )
    added = import_lines(seeker, understood(seeker, text, now).new, now=now)
    people = Contact.objects.order_by("pk").values_list("name", "role", "email", "company__name")
    assert sorted(people) == [
        ("1234", "", "", "Bolt"),
        ("Ana Ortiz", "Head of Data", "ana@acme.example", "Acme"),
        ("Ben Cole", "", "", None),
    ]
    assert Application.objects.filter(referred_by__name="Ben Cole").count() == 2
    services.undo_action(seeker, added, now=now)
    assert not Contact.objects.exists()
    assert not Company.objects.exists()


def test_a_cell_that_fits_no_field_loses_no_row(seeker: User, now: datetime) -> None:
    text = "Company,Title,Link,Salary\nAcme,Clerk,https://a_b.example/,£9\n"
    [line] = understood(seeker, text, now).lines
    assert "posting_url" not in line.fields
    assert line.fields["notes"] == "Link to the posting: https://a_b.example/"


def test_what_cannot_be_read_is_kept_in_the_notes(seeker: User, now: datetime) -> None:
    text = "Company,Title,Stage,Salary,Link,Notes\nCedar,Engineer,Limbo,a lot,my desk,ask Jo\n"
    found = understood(seeker, text, now)
    assert (found.kept, found.lines[0].stage) == (3, Stage.SAVED)
    notes = "ask Jo\nStage: Limbo\nSalary: a lot\nLink: my desk"
    assert found.lines[0].fields["notes"] == notes


def test_the_rows_come_in_with_their_stage_and_day(seeker: User, now: datetime) -> None:
    assert len(import_lines(seeker, understood(seeker, CSV, now).new, now=now)["applications"]) == 8
    acme = Application.objects.get(owner=seeker, company__name="Acme")
    assert (acme.stage, acme.pay_min, acme.title) == (Stage.INTERVIEWING, 45000, "Analyst")
    applied = acme.events.get(kind="applied")
    assert applied.at == datetime(2026, 3, 3, 12, tzinfo=UTC)
    assert Application.objects.get(company__name="Bolt & Co").stage == Stage.REJECTED
    assert Reminder.objects.filter(application=acme, rule__startswith="status.").exists()


def test_a_stage_of_talks_comes_in_with_their_answer(seeker: User, now: datetime) -> None:
    import_lines(seeker, understood(seeker, CSV, now).new, now=now)
    acme = Application.objects.get(owner=seeker, company__name="Acme")
    kinds = acme.events.order_by("at", "pk").values_list("kind", flat=True)
    assert list(kinds) == ["applied", "moved", "employer_reply"]
    assert not acme.reminders.filter(rule="application.receipt").exists()


def test_what_they_said_on_no_day_is_known_as_of_the_import(seeker: User, now: datetime) -> None:
    import_lines(seeker, understood(seeker, CSV, now).new, now=now)
    bolt = Application.objects.get(owner=seeker, company__name="Bolt & Co")
    assert bolt.events.get(kind="outcome").at == now


def test_the_same_sheet_twice_adds_nothing_twice(seeker: User, now: datetime) -> None:
    import_lines(seeker, understood(seeker, CSV, now).new, now=now)
    again = understood(seeker, CSV, now)
    assert again.new == []
    assert len(again.twins) == 8
    twice = understood(seeker, "Company,Title\nZé,A\nze , a\n", now)
    assert [line.twin for line in twice.lines] == [None, Twin(row=2)]
    assert len(import_lines(seeker, twice.lines, now=now)["applications"]) == 1
    assert Application.objects.filter(owner=seeker, company__name="Zé").count() == 1


def test_who_insists_gets_a_duplicate_once(seeker: User, now: datetime) -> None:
    text, token = "Company,Title\nAcme,Clerk\nAcme,Clerk\n", uuid4()
    import_lines(seeker, understood(seeker, text, now).new, now=now)
    chosen = {"insisted": frozenset({3}), "token": token}
    found = understood(seeker, text, now, **chosen)
    assert [line.number for line in found.new] == [3]
    for _twice in range(2):
        import_lines(seeker, found.new, now=now)
    assert Application.objects.filter(owner=seeker).count() == 2


@pytest.mark.parametrize(
    ("other", "is_twin"),
    [
        ("Leeds,https://a.example/1", True),
        (",", True),
        ("York,", False),
        (",https://a.example/2", False),
        ("York,https://a.example/1", True),
        ("York,http://www.a.example/1/?utm_source=mail", True),
    ],
)
def test_two_openings_with_one_title_are_two_where_town_or_link_differ(
    other: str, is_twin: bool, seeker: User, now: datetime
) -> None:
    text = f"Company,Title,Town,Link\nA,B,Leeds,https://a.example/1\nA,B,{other}\n"
    found = understood(seeker, text, now)
    assert [bool(line.twin) for line in found.lines] == [False, is_twin]


def test_one_link_under_another_company_is_pointed_out(seeker: User, now: datetime) -> None:
    text = "Company,Title,Link\nAgency,Clerk,https://a.example/1\nAcme,Clerk,https://a.example/1\n"
    assert understood(seeker, text, now).lines[1].twin == Twin(row=2)


def test_what_was_brought_in_goes_again_and_nothing_else(
    make_application: MakeApplication, now: datetime
) -> None:
    old = make_application(title="Product Designer")
    owner = old.owner
    text = f"Company,Title,Tags\n{old.company.name},Writer,x\nBolt,Analyst,x\nElm,Clerk,\n"
    added = import_lines(owner, understood(owner, text, now).new, now=now)
    elm = Application.objects.get(company__name="Elm")
    services.edit_application(
        elm, company="Elm", fields={"notes": "mine"}, now=now + timedelta(minutes=5)
    )
    services.undo_action(owner, added, now=now + timedelta(minutes=6))
    assert set(Application.objects.values_list("title", flat=True)) == {"Product Designer", "Clerk"}
    assert set(Company.objects.values_list("name", flat=True)) == {old.company.name, "Elm"}
    assert not Tag.objects.exists()


def test_nobody_takes_back_what_another_brought_in(
    seeker: User, stranger: User, now: datetime
) -> None:
    added = import_lines(seeker, understood(seeker, CSV, now).new, now=now)
    services.undo_action(stranger, added, now=now)
    assert Application.objects.filter(owner=seeker).count() == 8


@pytest.mark.parametrize(
    ("row", "here"),
    [
        ("harbour  analytics,PRODUCT designer,2026-03-12", True),
        ("Harbour Analytics,Product Designer,", True),
        ("Harbour Analytics,Product Designer,2026-01-02", False),
        ("Harbour Analytics,Another,2026-03-12", False),
    ],
)
def test_what_was_entered_by_hand_is_known(
    row: str, here: bool, make_application: MakeApplication, now: datetime
) -> None:
    applied = datetime(2026, 3, 12, 23, 30, tzinfo=UTC)
    application = make_application(title="Product Designer", applied_at=applied)
    found = understood(application.owner, f"Company,Title,Applied\n{row}\n", now)
    assert [bool(line.twin) for line in found.lines] == [here]
    assert len(found.new) == (not here)


def test_an_application_of_today_is_not_in_the_future(seeker: User) -> None:
    early = datetime(2026, 3, 3, 6, tzinfo=UTC)
    found = understood(seeker, "Company,Title,Applied\nA,B,2026-03-03\n", early)
    assert found.lines[0].applied_on == date(2026, 3, 3)
    import_lines(seeker, found.new, now=early)
    assert Application.objects.get(owner=seeker).events.get().at == early


KEPT = (
    "title", "company__name", "stage", "interest", "pay_min", "pay_max", "pay_currency",
    "pay_period", "source", "referred_by__name", "closes_on", "location", "place", "posting_url",
    "notes", "archived_at__date",
)  # fmt: skip


def held(owner: User) -> list[tuple[object, ...]]:
    """What the file tells of each application, days in the owner's zone."""
    rows = []
    with timezone.override(owner.zone):
        for each in Application.objects.filter(owner=owner).order_by("title"):
            tags = sorted(each.tags.values_list("name", flat=True))
            days = [timezone.localtime(event.at).date() for event in each.events.order_by("at")]
            kept = Application.objects.filter(pk=each.pk).values_list(*KEPT).get()
            rows.append((*kept, tags, days))
    return rows


@pytest.fixture
def whole_table(make_application: MakeApplication, seeker: User, now: datetime) -> User:
    """A seeker in Auckland whose applications fill every column in every way."""
    seeker.time_zone = "Pacific/Auckland"
    seeker.save()
    late = datetime(2026, 3, 12, 11, 30, tzinfo=UTC)
    sums = make_application(
        title="=Head of Sums, Leeds", pay_min=Decimal("14.50"), pay_max=16, pay_currency="GBP",
        place="hybrid", pay_period="hour", notes="-\nOne,\n“two”", location="Leeds, UK",
        source="+a friend", posting_url="https://jobs.example/7", interest=5,
        applied_at=late,
    )  # fmt: skip
    zoe = add_contact(seeker, token=uuid4(), fields={"name": "Zoë Ádám"})
    Application.objects.filter(pk=sums.pk).update(referred_by=zoe, closes_on=date(2027, 1, 2))
    make_application(
        company="'=quoted", title="'tis", notes="- ask", location="Remote", applied_at=None
    )
    services.set_tags(Application.objects.get(title="'tis"), ["dream", "Été"])
    for period in ("year", "month", "week", "day"):
        make_application(title=f"Pay {period}", pay_max=45_000, pay_period=period, place="remote")
    for stage in Stage:
        application = make_application(title=f"Stage {stage}", applied_at=late, place="on_site")
        if stage not in (Stage.SAVED, Stage.APPLIED):
            services.move(application, stage, at=now, now=now, token=uuid4())
    services.archive(
        seeker,
        Application.objects.filter(title__contains="re").values_list("pk", flat=True),
        now=now,
    )
    return seeker


@pytest.mark.usefixtures("at_now")
@pytest.mark.parametrize("address", ["/applications/export/", "/applications/export/xlsx/"])
def test_our_own_file_comes_in_again_as_it_went_out(
    address: str, whole_table: User, seeker_client: Client, stranger: User, now: datetime
) -> None:
    stranger.time_zone = whole_table.time_zone
    stranger.save()
    content = seeker_client.get(f"{address}?show=all").getvalue()
    _text, sheet = read_upload(content)
    own = preview_rows(whole_table, sheet, SheetChoices(guess(sheet.heads)), now=now)
    assert own.new == []
    found = preview_rows(stranger, sheet, SheetChoices(guess(sheet.heads)), now=now)
    assert (found.problems, found.kept, len(found.new)) == ([], 0, 17)
    import_lines(stranger, found.new, now=now)
    assert held(stranger) == held(whole_table)


def test_a_workbook_is_carried_along_as_text_with_its_row_numbers() -> None:
    rows = (
        '<row r="3"><c r="A3" t="inlineStr"><is><t>Company</t></is></c>'
        '<c r="B3" t="inlineStr"><is><t>Title</t></is></c></row>'
        '<row r="6"><c r="A6" t="inlineStr"><is><t>Acme, “Sons”</t></is></c>'
        '<c r="B6" t="inlineStr"><is><t>Clerk</t></is></c></row>'
    )
    text, sheet = read_upload(workbook(rows))
    assert sheet.rows == {6: ("Acme, “Sons”", "Clerk")}
    assert read_text(text) == sheet
