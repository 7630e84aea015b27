"""What is set aside at its arrival, and what never is."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from accounts.models import User
from applications.models import Application
from inbox.models import IgnoredSender, ReceivedFile, Suggestion
from inbox.services.answer import ignore
from inbox.services.receive import receive
from inbox.services.retention import delete_contents
from inbox.uploads import add_all
from tests.conftest import MakeApplication, MakeContact
from tests.inbox.incoming import TEXTS, event, mail, suggested

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FAILED = {"Authentication_Results": "mx.post.example; spf=fail; dmarc=fail header.from=x"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def application(make_application: MakeApplication, make_contact: MakeContact) -> Application:
    made = make_application()
    make_contact(company="Harbour Analytics", email="ana@harbour.example")
    return made


def forward(owner: User, at: datetime, text: str) -> bytes:
    shown = at.astimezone(owner.zone)
    block = (
        "---------- Forwarded message ---------\nFrom: Ana Ruiz <ana@harbour.example>\n"
        f"Date: {shown:%a, %b %d, %Y at %H:%M}\n"
        f"Subject: Your application at Harbour Analytics\nTo: <{owner.email}>\n\n{text}\n"
    )
    subject = "Fwd: Your application at Harbour Analytics"
    return mail(block, at + HOUR, From=owner.email, To="x@in.example", Subject=subject)


@pytest.mark.parametrize("order", [1, -1])
def test_a_mail_and_its_forward_are_one_suggestion(
    seeker: User, application: Application, now: datetime, order: int
) -> None:
    text, at = TEXTS["rejection"], now - 5 * HOUR
    for raw in [mail(text, at), forward(seeker, at, text)][::order]:
        suggested(seeker, raw, now, way="address")
    rows = Suggestion.objects.order_by("pk")
    assert [(row.kind, row.state) for row in rows] == [
        ("rejection", "waiting"), ("rejection", "ignored"),
    ]  # fmt: skip
    assert rows[1].finding["aside"] == "known"


def test_two_mails_of_one_minute_are_two(
    seeker: User, application: Application, now: datetime
) -> None:
    rows = [suggested(seeker, mail("rejection", now - HOUR), now) for _ in range(2)]
    assert [row.state for row in rows] == ["waiting", "waiting"]


def test_an_old_version_is_said_to_be_old(
    seeker: User, application: Application, now: datetime
) -> None:
    files = [event(now + number * DAY, sequence=number) for number in (2, 1)]
    outcome = add_all(seeker, [("a.ics", raw) for raw in files], now=now)
    assert outcome.counts == {"suggested": 1, "older": 1}


def test_a_forged_mail_is_marked_and_counts_against_nobody(
    seeker: User, application: Application, now: datetime
) -> None:
    for _ in range(2):
        row = suggested(seeker, mail("rejection", now - HOUR, **FAILED), now)
        assert (row.state, row.finding["may_be_forged"], row.holds_until) == ("waiting", True, None)
        ignore(row, now=now)
    assert not IgnoredSender.objects.exists()
    assert "may_be_forged" not in suggested(seeker, mail("rejection", now), now).finding


def test_an_ignored_sender_is_shown_where_it_matters(
    seeker: User, application: Application, now: datetime
) -> None:
    IgnoredSender.objects.create(owner=seeker, email="ana@harbour.example", times=2, since=now)
    for text, state in [("rejection", "waiting"), ("offer", "waiting"), ("reply", "ignored")]:
        assert suggested(seeker, mail(text, now - HOUR), now).state == state
    assert suggested(seeker, mail("offer", now - HOUR, **FAILED), now).state == "ignored"


def test_a_note_to_oneself_is_no_offer(
    seeker: User, application: Application, now: datetime
) -> None:
    row = suggested(seeker, mail("offer", now - HOUR, From=seeker.email, To=seeker.email), now)
    assert (row.kind, row.state) == ("ignore", "ignored")


def test_what_was_never_answered_waits_again_when_it_is_dropped_again(
    seeker: User, application: Application, now: datetime
) -> None:
    raw = mail("rejection", now - HOUR)
    assert add_all(seeker, [("a.eml", raw)], now=now).counts == {"suggested": 1}
    later = now + 40 * DAY
    delete_contents(seeker, now=later)
    assert not receive(seeker, raw, way="address", now=later)[0].is_new
    assert add_all(seeker, [("a.eml", raw)], now=later).counts == {"suggested": 1}
    assert add_all(seeker, [("a.eml", raw)], now=later).counts == {"known": 1}
    assert ReceivedFile.objects.get().delete_at > later


def test_nothing_turns_the_text_of_a_page_round(seeker: User, now: datetime) -> None:
    subject = "Your application as Data\u202eAnalyst\u2066\x07"
    found = suggested(seeker, mail("confirmation", now, Subject=subject), now).finding
    assert not {"\u202e", "\u2066", "\x07"} & set(str(found["subject"]) + str(found["title"]))
