"""Files that are dropped and texts that are pasted: each is told of, and none keeps another out."""

from __future__ import annotations

import html
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from inbox import uploads
from inbox.models import ReceivedFile, Suggestion
from inbox.reading.bounds import MAX_BYTES
from inbox.reading.pasted import MAX_MAILS, is_source, split_mails, written_at
from inbox.room import A_DAY
from inbox.services.receive import receive
from inbox.uploads import pasted
from tests.inbox.incoming import event, mail_with
from tests.inbox.test_calendar_parts import EVENT, calendar
from tests.inbox.test_receive import MAIL

pytestmark = pytest.mark.usefixtures("at_now")
SAMPLES = Path(__file__).parent / "samples"
URL = "/inbox/add/"
HOUR = timedelta(hours=1)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PASTED = "Dear Robin,\n\nthank you for applying to Harbour Analytics as Product Designer.\n"
SHOWN = (
    "Von: Ana Ruiz <ana@harbour.example>\nGesendet: Montag, 2. März 2026 10:00\n"
    "An: Robin <robin@mail.example>\nBetreff: Ihre Bewerbung als Designer\n\n"
    "Guten Tag,\n\nvielen Dank für Ihre Bewerbung.\n"
)


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def add(client: Client, *files: SimpleUploadedFile, **fields: str) -> str:
    """What the page says after these were sent."""
    answer = client.post(URL, {"files": files, **fields} if files else fields, follow=True)
    assert answer.redirect_chain == [("/inbox/", 302)]
    return html.unescape(answer.content.decode())


def samples() -> list[SimpleUploadedFile]:
    paths = sorted([*SAMPLES.glob("eml/*.eml"), *SAMPLES.glob("ics/*.ics")])
    return [file(path.name, path.read_bytes()) for path in paths]


def test_many_files_become_suggestions_at_once_and_once(seeker_client: Client) -> None:
    page = add(seeker_client, *samples())
    rows = ReceivedFile.objects
    assert rows.count() >= len(samples())
    assert not rows.filter(read_at=None).exists()
    assert set(rows.values_list("way", flat=True)) == {"upload"}
    waiting = Suggestion.objects.filter(state="waiting").count()
    assert f"{waiting} suggestions added." in page
    ignored = Suggestion.objects.filter(state="ignored").count()
    assert f"{ignored} aren't about a job." in page
    before = list(Suggestion.objects.order_by("pk").values())
    assert f"{rows.count()} were here already." in add(seeker_client, *samples())
    assert list(Suggestion.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("invitation.pdf", b"%PDF-1.7\n\nhello", "“invitation.pdf” isn't an email (.eml)"),
        ("empty.eml", b"\n\n", "“empty.eml” isn't an email (.eml)"),
        (
            "offer.msg",
            OLE,
            "Only Outlook can read “offer.msg”. Open it there, choose File, Save as",
        ),
        ("offer.eml", OLE, "Only Outlook can read “offer.eml”."),
        ("none.ics", calendar(), "“none.ics” isn't an email (.eml) or a calendar file (.ics)."),
        ("big.eml", MAIL + b"x" * MAX_BYTES, "“big.eml” is larger than 10 MB."),
        ("<b>.eml", b"x", "“<b>.eml” isn't an email (.eml)"),
    ],
)
def test_a_file_that_is_refused_is_named_and_the_rest_goes_in(
    seeker_client: Client, name: str, content: bytes, said: str
) -> None:
    page = add(seeker_client, file(name, content), file("good.eml", MAIL))
    assert said in page
    assert "1 suggestion added." in page
    assert ReceivedFile.objects.count() == 1


def test_many_that_are_refused_are_counted(seeker_client: Client) -> None:
    page = add(seeker_client, *(file(f"{number}.pdf", b"%PDF") for number in range(11)))
    assert "“7.pdf” isn't" in page
    assert "“8.pdf”" not in page
    assert "3 more can't be read." in page


def test_too_many_files_are_told_of(seeker_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    mails = [MAIL.replace(b"<One.1", f"<{number}".encode()) for number in range(51)]
    page = add(seeker_client, *(file("a.eml", raw) for raw in mails))
    assert "Only the first 50 files were added." in page
    assert ReceivedFile.objects.count() == 50
    page = add(seeker_client, *(file("a.eml", MAIL) for _ in range(120)))
    assert "Only the first 50 files were added." in page


def test_a_day_has_an_end(
    seeker_client: Client, monkeypatch: pytest.MonkeyPatch, at_now: datetime
) -> None:
    monkeypatch.setitem(A_DAY, ReceivedFile.Way.UPLOAD, 2)
    mails = [MAIL.replace(b"<One.1", f"<{number}".encode()) for number in range(4)]
    page = add(seeker_client, *(file("a.eml", raw) for raw in mails))
    assert "2 suggestions added." in page
    assert page.count("That's enough for one day.") == 1
    assert ReceivedFile.objects.count() == 2
    ReceivedFile.objects.update(arrived_at=at_now - timedelta(days=1))
    page = add(seeker_client, *(file("a.eml", raw) for raw in mails))
    assert ReceivedFile.objects.count() == 4


def test_nothing_is_said_to_be_missing(seeker_client: Client) -> None:
    assert "Choose email or calendar files, or paste an email." in add(seeker_client)
    assert "paste an email" in add(seeker_client, text=" \r\n")


@pytest.mark.parametrize("text", [PASTED, PASTED.replace("\n", "\r\n"), f"\n{PASTED} "])
def test_a_pasted_text_is_a_mail_of_today(
    seeker: User, seeker_client: Client, now: datetime, text: str
) -> None:
    assert "1 suggestion added." in add(seeker_client, text=text)
    row = Suggestion.objects.get()
    assert (row.kind, row.sender, row.at) == ("confirmation", "", now)
    assert row.finding["company"] == "Harbour Analytics"
    later = pasted(PASTED, seeker, now + timedelta(days=1))
    assert not receive(seeker, later, way="upload", now=now)[0].is_new
    assert "1 was here already." in add(seeker_client, text=PASTED)
    assert ReceivedFile.objects.count() == 1


def test_a_pasted_mail_as_programs_show_it_has_its_sender(seeker_client: Client) -> None:
    add(seeker_client, text=SHOWN)
    row = Suggestion.objects.get()
    assert (row.kind, row.sender) == ("confirmation", "ana@harbour.example")
    assert row.at.date().isoformat() == "2026-03-02"
    assert row.finding["subject"] == "Ihre Bewerbung als Designer"


def test_a_pasted_source_is_the_mail(seeker: User, seeker_client: Client, now: datetime) -> None:
    receive(seeker, MAIL, way="mailbox", now=now)
    source = MAIL.decode().replace("\n", "\r\n")
    assert "1 was here already." in add(seeker_client, text=source)


def test_a_pasted_calendar_is_one(seeker_client: Client) -> None:
    page = add(seeker_client, text=calendar(EVENT.format(1)).decode())
    assert "1 suggestion added." in page
    assert ReceivedFile.objects.get().format == "calendar"


def test_what_is_pasted_in_vain_is_told(seeker_client: Client) -> None:
    assert "What you pasted isn't an email" in add(seeker_client, text=calendar().decode())


def test_an_mbox_is_its_mails(seeker_client: Client) -> None:
    line = b"From ana@harbour.example Thu Mar 19 10:00:00 2026\n"
    second = MAIL.replace(b"<One.1", b"<Two.2") + b"\n>From here on, see 2026\n\nFrom 2026 on:\n\n"
    page = add(seeker_client, file("all.mbox", line + MAIL + b"\n" + line + second))
    assert "2 suggestions added." in page
    assert len(split_mails((line + MAIL + b"\n") * 3)) == 3
    assert split_mails(line + second)[0].endswith(b"\nFrom here on, see 2026\n\nFrom 2026 on:\n\n")
    assert "isn't an email" in add(
        seeker_client, file("x.mbox", (line + b"a\n\n") * (MAX_MAILS + 1))
    )


def test_a_mail_of_ones_own_is_sent_mail(seeker: User, seeker_client: Client) -> None:
    own = b"From: SEEKER@test.example\nTo: ana@harbour.example\nMessage-ID: <s@test.example>\n"
    add(seeker_client, file("sent.eml", own + b"Subject: Thank you\n\nDear Ana, thank you.\n"))
    assert ReceivedFile.objects.get().way == "sent"


def test_a_file_that_cannot_be_read_is_told_of(
    seeker_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_now(file: ReceivedFile, *, now: datetime) -> None:
        return None

    monkeypatch.setattr(uploads, "read_now", read_now)
    assert "1 can't be read." in add(seeker_client, file("a.eml", MAIL))


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (MAIL.decode(), True),
        ("Received: by a\n\twith b\nFrom: a@b.example\n\nx", True),
        (SHOWN, False),
        (PASTED, False),
        ("From: Ana\nTo: Robin\nSubject: Hello\n\nMessage-ID: <a@b>\n", False),
        ("Hello\nFrom: a\nMessage-ID: <a@b>\n\n", False),
        ("", False),
    ],
)
def test_a_source_is_told_from_a_text(text: str, is_one: bool) -> None:
    assert is_source(text) is is_one


def test_a_guest_leaves_nothing(db: None, client: Client) -> None:
    answer: Any = client.post(URL, {"files": [file("a.eml", MAIL)]})
    assert answer.url.startswith("/account/login/")
    assert not ReceivedFile.objects.exists()


@pytest.mark.parametrize("is_newest_first", [True, False])
def test_an_older_version_is_read_first(seeker_client: Client, is_newest_first: bool) -> None:
    day = datetime(2026, 3, 26, 14, tzinfo=UTC)
    versions = [
        mail_with(event(day + number * HOUR, sequence=number), at=day - (9 - number) * 24 * HOUR)
        for number in range(2)
    ]
    files = [file(f"{number}.eml", raw) for number, raw in enumerate(versions)]
    add(seeker_client, *(reversed(files) if is_newest_first else files))
    found = Suggestion.objects.order_by("pk").values_list("finding__events__0__sequence", flat=True)
    assert list(found) == [0, 1]


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        (b"From: a@b.example\r\nDate: Thu, 19 Mar 2026 10:00:00 +0100\r\n\r\nHi", 9),
        (b"date: Thu, 19 Mar 2026 10:00:00 -0000\n\nHi", 10),
        (b"From: a@b.example\n\nDate: Thu, 19 Mar 2026 10:00:00 +0000\n", None),
        (b"Date: some day\n\n", None),
        (calendar(EVENT.format(1).replace("UID", "DTSTAMP:20260319T100000Z\r\nUID", 1)), 10),
        (calendar(EVENT.format(1).replace("UID", "DTSTAMP:20269919T100000Z\r\nUID", 1)), None),
        (calendar(EVENT.format(1)), None),
    ],
)
def test_a_file_tells_when_it_was_written(raw: bytes, at: int | None) -> None:
    assert written_at(raw) == (datetime(2026, 3, 19, at, tzinfo=UTC) if at else None)


def test_a_bad_mail_in_an_mbox_keeps_no_other_out(seeker_client: Client) -> None:
    line = b"From ana@harbour.example Thu Mar 19 10:00:00 2026\n"
    page = add(seeker_client, file("all.mbox", (line + b"nothing\n\n") * 2 + line + MAIL))
    assert page.count("“all.mbox” isn't an email") == 1
    assert "1 suggestion added." in page


def test_a_file_of_several_mails_can_be_chosen(seeker_client: Client) -> None:
    page = seeker_client.get("/inbox/").content.decode()
    assert 'accept=".eml,.mbox,.ics,' in page
