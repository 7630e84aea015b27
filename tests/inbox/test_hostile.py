"""What nobody would send in good faith: it is told of, and keeps nothing else out."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
from django.test import Client

from inbox import uploads
from inbox.models import ReceivedFile, Suggestion
from tests.inbox.test_calendar_parts import EVENT, calendar
from tests.inbox.test_receive import MAIL
from tests.inbox.test_upload import add, file

pytestmark = pytest.mark.usefixtures("at_now")
CHARSET = MAIL.replace(b"Subject:", b'Content-Type: text/plain; charset="\0bogus"\nSubject:', 1)


@pytest.mark.parametrize(
    "content",
    [
        b"From nobody",
        b"\nFrom BEGIN:VCAiENDDAR\r\nMETAR\r\nMET",
        b"From x\n\nFrom y\n",
    ],
)
def test_what_only_begins_as_a_mailbox_is_told_of(seeker_client: Client, content: bytes) -> None:
    page = add(seeker_client, file("odd.eml", content), file("good.eml", MAIL))
    assert "“odd.eml” isn't an email (.eml)" in page
    assert "1 suggestion added." in page


def test_an_unknown_charset_is_guessed(seeker_client: Client) -> None:
    add(seeker_client, file("odd.eml", CHARSET))
    assert Suggestion.objects.get().finding["subject"]


def test_whatever_one_file_raises_keeps_no_other_out(
    seeker_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive = uploads.receive
    failing = Mock(side_effect=[RecursionError, ValueError])
    monkeypatch.setattr(
        uploads,
        "receive",
        lambda owner, raw, **given: failing() if b"odd" in raw else receive(owner, raw, **given),
    )
    odd = [file(f"{n}.eml", MAIL.replace(b"Subject:", b"Subject: odd", 1)) for n in range(2)]
    page = add(seeker_client, *odd, file("good.eml", MAIL))
    assert "“0.eml” isn't" in page
    assert "“1.eml” isn't" in page
    assert "1 suggestion added." in page
    assert ReceivedFile.objects.count() == 1


def test_too_many_events_are_said_to_be_too_many(seeker_client: Client) -> None:
    page = add(seeker_client, file("all.ics", calendar(*[EVENT] * 101)), file("good.eml", MAIL))
    assert "“all.ics” holds more than 100 mails or events." in page
    assert "1 suggestion added." in page
