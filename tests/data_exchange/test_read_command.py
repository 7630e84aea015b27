"""`manage.py read`: what the readers make of files, without a database."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

SHEETS = Path(__file__).parent / "sheets"
PAGES = Path(__file__).parents[1] / "applications" / "posting_pages"
INBOX = Path(__file__).parents[1] / "inbox" / "samples"
MAIL = INBOX / "eml" / "08_offer_person_pdf.eml"
CALENDAR = INBOX / "ics" / "04_google_moved.ics"
FACTS = {"now": "2026-11-26T12:00", "timezone": "Europe/London"}


def read(*files: Path | str, **options: Any) -> tuple[str, str, int]:
    out, err = io.StringIO(), io.StringIO()
    given = [f"--{name}={value}" for name, value in {**FACTS, **options}.items() if value != ""]
    flags = [f"--{name}" for name, value in options.items() if value == ""]
    try:
        call_command("read", *given, *flags, *map(str, files), stdout=out, stderr=err)
    except SystemExit as stop:
        return out.getvalue(), err.getvalue(), int(str(stop.code))
    return out.getvalue(), err.getvalue(), 0


def test_one_object_a_file_a_line_each_in_their_order() -> None:
    files = [SHEETS / "01_huntr.csv", PAGES / "26_polish_pay.txt", PAGES / "04_ashby_jsonld.html"]
    out, err, code = read(*files)
    sheet, text, page = map(json.loads, out.splitlines())
    assert (err, code) == ("", 0)
    assert [each["file"] for each in (sheet, text, page)] == [str(file) for file in files]
    assert [each["type"] for each in (sheet, text, page)] == ["sheet", "posting", "posting"]
    assert [row["company"] for row in sheet["rows"]] == ["Kelpworks", "Mossgate"]
    assert (text["currency"], page["title"]) == ("PLN", "Product Designer")


@pytest.mark.parametrize("folder", [SHEETS, PAGES])
def test_the_kind_of_each_file_is_guessed_from_its_content(folder: Path) -> None:
    files = sorted(path for path in folder.iterdir() if path.suffix != ".json")
    out, _err, _code = read(*files)
    kinds = {json.loads(line)["type"] for line in out.splitlines()}
    assert kinds == {"sheet" if folder == SHEETS else "posting"}


def test_mails_and_calendar_files_are_told_from_the_rest() -> None:
    event, mail = map(json.loads, read(CALENDAR, MAIL)[0].splitlines())
    assert (event["type"], mail["type"], mail["kind"]) == ("calendar", "mail", "offer")
    assert [each["uid"] for each in event["events"]] == ["hand1kestrel9aumnj4p5@google.com"]
    assert {"what": "start", "at": "2027-01-11"} in mail["dates"]


def test_a_mail_without_a_date_is_read_at_the_moment_that_is_given(tmp_path: Path) -> None:
    file = tmp_path / "mail.eml"
    file.write_bytes(
        b"From: Jo <jo@firm.example>\nSubject: Data Engineer\nIn-Reply-To: <a@b>\n\n"
        b"Hi Sam, you will hear from us about the role within two weeks. Thank you for waiting."
    )
    out, _err, _code = read(file, now="2028-02-28T23:30:00Z", timezone="Asia/Tokyo")
    assert json.loads(out)["dates"] == [{"what": "news_by", "at": "2028-03-14"}]


def test_a_kind_that_is_said_is_believed(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Who;What\nAcme;Clerk\n")
    out, _err, _code = read(file, **{"as": "sheet"})
    assert json.loads(out)["rows"][0]["company"] is None
    assert json.loads(read(file)[0])["type"] == "posting"


def test_explained_for_people() -> None:
    out, _err, _code = read(SHEETS / "07_google_template.csv", explain="")
    assert "company: column 1, 'Name of Company'" in out
    assert "row 7: not read: 'Date Submitted' 'yesterday'" in out
    out, _err, _code = read(PAGES / "26_polish_pay.txt", explain="")
    assert "  pay: 7000 (sentence)" in out
    out, _err, _code = read(MAIL, CALENDAR, explain="")
    assert "  kind: offer" in out
    assert "  uid: hand1kestrel9aumnj4p5@google.com" in out


@pytest.mark.parametrize(
    ("content", "options", "reason"),
    [
        (b"", {}, "the file is empty"),
        (b"a\x00b\x01", {}, "the file is no text"),
        (b"Company,Title\n", {"as": "sheet"}, "there is no table"),
        (b"PK\x03\x04zip", {}, "the workbook is damaged"),
        (b"%PDF-1.7", {"as": "sheet"}, "neither CSV nor XLSX"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", {}, "there is no event in the file"),
        (None, {}, "No such file or directory"),
    ],
)
def test_a_file_that_cannot_be_read_stops_all_before_anything_is_printed(
    content: bytes | None, options: dict[str, str], reason: str, tmp_path: Path
) -> None:
    file = tmp_path / "bad\nname"
    if content is not None:
        file.write_bytes(content)
    out, err, code = read(PAGES / "26_polish_pay.txt", file, **options)
    assert (out, code, err.count("\n")) == ("", 2, 1)
    assert reason in err
    assert "bad name" in err


def test_what_is_no_mail_is_refused_as_one(tmp_path: Path) -> None:
    file = tmp_path / "note"
    file.write_bytes(b"hello")
    out, err, code = read(file, **{"as": "mail"})
    assert (out, code, err) == ("", 2, f"{file}: not a mail: it has no header\n")


def test_a_folder_and_a_very_large_file_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read(tmp_path)[2] == 2
    monkeypatch.setattr("data_exchange.readings.LARGEST", 3)
    monkeypatch.setattr("data_exchange.management.commands.read.LARGEST", 3)
    file = tmp_path / "large"
    file.write_bytes(b"four")
    assert "larger" in read(file)[1]


@pytest.mark.parametrize("option", [{"now": "soon"}, {"timezone": "Moon/Base"}])
def test_options_that_mean_nothing_are_refused(option: dict[str, str]) -> None:
    with pytest.raises(CommandError, match="is not a"):
        read(PAGES / "26_polish_pay.txt", **option)
