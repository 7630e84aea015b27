"""Whether a mail is one that the seeker sent, whichever way it came."""

from __future__ import annotations

import pytest

from inbox.reading.mime import open_letter
from inbox.ways import way_of

OWN = {"robin@mail.example", "robin@work.example", "inbox+0123456789@jobs.example"}
PRIVATE = "inbox+0123456789@jobs.example"
HIRING = "Ana Ruiz <ana@harbour.example>"


def mail(
    sender: str,
    to: str,
    *,
    subject: str = "Hello",
    body: str = "Dear Ana,\n\nThanks.",
    more: str = "",
) -> bytes:
    head = f"From: {sender}\nTo: {to}\n{more}Subject: {subject}\nMessage-ID: <1@mail.example>\n"
    return f"{head}\n{body}\n".encode()


FORWARDED = """FYI

---------- Forwarded message ---------
From: Ana Ruiz <ana@harbour.example>
Date: Mon, 2 Mar 2026 at 10:00
Subject: Your application
To: Robin <robin@mail.example>

Dear Robin, thank you for your application.
"""


@pytest.mark.parametrize("came", ["upload", "address", "mailbox", "sent"])
@pytest.mark.parametrize(
    ("sender", "to", "more"),
    [
        ("Robin <robin@mail.example>", HIRING, ""),
        ("ROBIN@Mail.Example", HIRING, ""),
        ("robin+jobs@mail.example", HIRING, ""),
        ("robin@work.example", HIRING, f"Bcc: {PRIVATE}\n"),
        ("robin@mail.example", PRIVATE, f"Cc: {HIRING}\n"),
        ("robin@mail.example", f"robin@work.example, {HIRING}", ""),
        ("robin@mail.example", '"Ruiz, Ana" <ana@harbour.example>', ""),
    ],
)
def test_what_the_seeker_wrote_to_somebody_is_sent(
    came: str, sender: str, to: str, more: str
) -> None:
    assert way_of(came, open_letter(mail(sender, to, more=more)), OWN) == "sent"


@pytest.mark.parametrize("came", ["upload", "address", "mailbox"])
@pytest.mark.parametrize(
    "raw",
    [
        mail(HIRING, "robin@mail.example"),
        mail("robin@mail.example.evil.example", HIRING),
        mail("robin@mail.example", PRIVATE, subject="Fwd: Your application", body=FORWARDED),
        mail("robin@mail.example", HIRING, subject="Fwd: Your application", body=FORWARDED),
        mail("robin@mail.example", PRIVATE, body="They called and said no."),
        mail("robin@mail.example", "robin@work.example"),
        mail("robin@mail.example", "undisclosed-recipients:;"),
    ],
)
def test_what_others_wrote_or_the_seeker_forwards_is_not(came: str, raw: bytes) -> None:
    assert way_of(came, open_letter(raw), OWN) == came


def test_in_the_folder_of_sent_mail_all_is_theirs_but_forwards() -> None:
    unknown = mail("robin@old.example", HIRING)
    assert way_of("sent", open_letter(unknown), OWN) == "sent"
    forward = mail("robin@mail.example", PRIVATE, subject="Fwd: Yours", body=FORWARDED)
    assert way_of("sent", open_letter(forward), OWN) == "mailbox"
    assert way_of("sent", open_letter(mail("robin@mail.example", PRIVATE)), OWN) == "mailbox"


def test_a_forward_as_an_attachment_is_no_sent_mail() -> None:
    inner = mail(HIRING, "robin@mail.example").decode()
    raw = (
        "From: robin@mail.example\nTo: friend@other.example\nSubject: Fwd\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nSee it\n'
        f"--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n"
    )
    assert way_of("address", open_letter(raw.encode()), OWN) == "address"
