"""A mail written out at once reads as one that Django wrote."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import BadHeaderError
from hypothesis import given
from hypothesis import strategies as st

from jobtracker.mail.quick_mime import TwoParts

LONG = "<https://jobs.example.org/mail/stop/" + "x" * 120 + "/>"
BODIES = [
    "plain\n",
    "Grüße, Zoë – “ja”\n",
    ".dot\n..\n",
    "= = =20\n",
    "x" * 3000 + "\n",
    "a \nb\t\n",
]
SUBJECTS = [
    "Today: thank Ana",
    "Überfällig: Zoë Müller bei Grün & Söhne, und noch 12 weitere",
    "é" * 90,
]


def made(kind: type[EmailMultiAlternatives], subject: str, text: str) -> EmailMessage:
    mail = kind(
        subject,
        text,
        "Jobtracker <j@host.example>",
        ["zoe@test.example"],
        headers={"Message-ID": "<1@host.example>", "List-Unsubscribe": LONG},
    )
    mail.attach_alternative(f"<p class='x'>{text}</p>\n", "text/html")
    read = message_from_bytes(mail.message().as_bytes(linesep="\r\n"), policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def body(mail: EmailMessage, kind: str) -> list[str]:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).splitlines()


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("text", BODIES)
def test_it_reads_as_django_s_own(subject: str, text: str) -> None:
    ours, theirs = made(TwoParts, subject, text), made(EmailMultiAlternatives, subject, text)
    for name in ("Subject", "From", "To", "Message-ID", "List-Unsubscribe", "MIME-Version"):
        # The standard library keeps the space of a folded line.
        assert str(ours[name]).strip() == str(theirs[name]).strip()
    assert ours.get_content_type() == theirs.get_content_type()
    for kind in ("plain", "html"):
        assert body(ours, kind) == body(theirs, kind)
    assert not ours.defects


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_any_text_arrives_whole(text: str) -> None:
    lines = f"{text}\nend\n"
    assert body(made(TwoParts, "s", lines), "plain") == lines.splitlines()


@pytest.mark.parametrize("field", ["subject", "to", "header"])
def test_no_line_break_gets_into_a_header(field: str) -> None:
    evil = "x\r\nBcc: all@test.example"
    mail = TwoParts(
        evil if field == "subject" else "s",
        "text",
        to=[evil if field == "to" else "a@test.example"],
        headers={"X-A": evil} if field == "header" else {},
    )
    with pytest.raises(BadHeaderError):
        mail.message()


def test_no_line_is_too_long_for_a_mail_server() -> None:
    mail = TwoParts("s", "x" * 5000, to=["a@test.example"])
    mail.attach_alternative("<p>" + "é" * 5000 + "</p>", "text/html")
    lines = mail.message().as_bytes(linesep="\r\n").split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert b"\n" not in b"".join(lines)
