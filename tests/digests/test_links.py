"""Acting from the mail: a GET changes nothing, a press does it once, and no link does more."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.signing import Signer, TimestampSigner
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Event, Message
from digests.links import (
    LIFETIME,
    act_url,
    choices_url,
    read_stop_token,
    reminder_token,
    stop_token,
    stop_url,
)
from digests.models import Digest
from followups.models import Reminder
from tests.conftest import MakeApplication, MakeContact, MakeInterview

ACTS = ("sent", "snooze", "dismiss", "replied", "stop")


@pytest.fixture(autouse=True)
def _at(now: datetime, settings: object) -> object:
    settings.SITE_URL = ""  # type: ignore[attr-defined]
    with time_machine.travel(now, tick=False) as moved:
        yield moved


@pytest.fixture
def thanks(
    make_application: MakeApplication, make_interview: MakeInterview, make_contact: MakeContact
) -> Reminder:
    """The thank-you that is owed for an interview two hours ago."""
    make_interview(make_application(), make_contact())
    return Reminder.objects.get(rule="interview.thank_you")


@pytest.fixture
def status(make_application: MakeApplication) -> Reminder:
    """A status note that is open."""
    make_application()
    return Reminder.objects.get(rule="status.after_applying")


def token(reminder: Reminder) -> str:
    return reminder_token(reminder.pk, reminder.owner_id)


def state(reminder: Reminder) -> str:
    reminder.refresh_from_db()
    return reminder.state


@pytest.mark.parametrize("act", ["", *ACTS])
def test_following_a_link_changes_nothing(client: Client, thanks: Reminder, act: str) -> None:
    before = Reminder.objects.values().get(pk=thanks.pk)
    url = act_url(token(thanks), act) if act else choices_url(token(thanks))
    answer = client.get(url)
    assert answer.status_code == 200
    assert "Thank Ana Ruiz" in answer.content.decode() or act == "stop"
    assert Reminder.objects.values().get(pk=thanks.pk) == before
    assert not Message.objects.exists()
    assert not Event.objects.filter(kind=Event.Kind.EMPLOYER_REPLY).exists()


def test_a_head_request_changes_nothing(client: Client, thanks: Reminder) -> None:
    assert client.head(act_url(token(thanks), "sent")).status_code == 200
    assert state(thanks) == Reminder.State.OPEN


def test_sent_records_the_note_once(client: Client, thanks: Reminder) -> None:
    url = act_url(token(thanks), "sent")
    for _ in range(3):
        assert client.post(url).status_code == 200
    message = Message.objects.get()
    assert (message.purpose, message.contact) == ("thank_you", thanks.contact)
    assert state(thanks) == Reminder.State.SETTLED


def test_no_cookie_and_no_form_token_are_needed(thanks: Reminder) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(act_url(token(thanks), "sent")).status_code == 200
    assert state(thanks) == Reminder.State.SETTLED


def test_later_offers_moments_and_puts_off(client: Client, thanks: Reminder, now: datetime) -> None:
    url = act_url(token(thanks), "snooze")
    assert "Tomorrow" in client.get(url).content.decode()
    assert client.post(url, {"until": "tomorrow"}).status_code == 200
    assert state(thanks) == Reminder.State.SNOOZED
    assert thanks.snoozed_until is not None
    assert thanks.snoozed_until > now


def test_later_offers_nothing_at_which_the_reminder_is_gone(
    client: Client,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    make_interview(make_application(), starts_at=now + timedelta(hours=4))
    prepare = Reminder.objects.get(rule="interview.prepare")
    url = act_url(token(prepare), "snooze")
    assert "ends too soon to be put off" in client.get(url).content.decode()
    assert "ends too soon to be put off" in client.post(url, {"until": "tomorrow"}).content.decode()
    assert state(prepare) == Reminder.State.OPEN


def test_later_without_a_moment_asks_again(client: Client, thanks: Reminder) -> None:
    answer = client.post(act_url(token(thanks), "snooze"), {"until": "last year"})
    assert "Tomorrow" in answer.content.decode()
    assert state(thanks) == Reminder.State.OPEN


def test_not_needed(client: Client, thanks: Reminder) -> None:
    for _ in range(2):
        assert client.post(act_url(token(thanks), "dismiss")).status_code == 200
    assert state(thanks) == Reminder.State.DISMISSED


def test_they_replied_is_put_on_record_once(client: Client, status: Reminder) -> None:
    for _ in range(2):
        assert client.post(act_url(token(status), "replied")).status_code == 200
    assert Event.objects.filter(kind=Event.Kind.EMPLOYER_REPLY).count() == 1
    assert state(status) == Reminder.State.PLANNED


def test_stop_this_application(client: Client, status: Reminder) -> None:
    client.post(act_url(token(status), "stop"), {"what": "application"})
    assert state(status) == Reminder.State.SETTLED
    assert status.application is not None
    status.application.refresh_from_db()
    assert status.application.archived_at is not None


def test_stop_the_daily_mail(client: Client, status: Reminder, seeker: User) -> None:
    client.post(act_url(token(status), "stop"), {"what": "daily"})
    seeker.refresh_from_db()
    assert (seeker.digest_on, seeker.next_digest_at) == (False, None)
    assert state(status) == Reminder.State.OPEN


def test_stop_the_mail_after_an_interview(client: Client, thanks: Reminder, seeker: User) -> None:
    url = act_url(token(thanks), "stop")
    page = client.get(url).content.decode()
    for kind in ("notice", "daily", "weekly"):
        assert f'value="{kind}"' in page
    assert "has stopped" in client.post(url, {"what": "notice"}).content.decode()
    seeker.refresh_from_db()
    assert (seeker.thank_you_notice, seeker.digest_on) == (False, True)
    assert 'value="notice"' not in client.get(url).content.decode()


@pytest.mark.parametrize("what", ["", "all"])
def test_what_shall_stop_is_asked_again(client: Client, status: Reminder, what: str) -> None:
    page = client.post(act_url(token(status), "stop"), {"what": what}).content.decode()
    assert "What shall stop?" in page
    assert state(status) == Reminder.State.OPEN


def test_a_used_link_says_so_kindly(client: Client, thanks: Reminder) -> None:
    client.post(act_url(token(thanks), "sent"))
    answer = client.get(act_url(token(thanks), "dismiss"))
    assert answer.status_code == 200
    assert "settled already" in answer.content.decode()
    client.post(act_url(token(thanks), "dismiss"))
    assert state(thanks) == Reminder.State.SETTLED


def test_an_expired_link_says_so_kindly(client: Client, thanks: Reminder, now: datetime) -> None:
    url = act_url(token(thanks), "sent")
    with time_machine.travel(now + LIFETIME + timedelta(seconds=2), tick=False):
        answer = client.post(url)
    assert answer.status_code == 410
    assert "too old" in answer.content.decode()
    assert not Message.objects.exists()


@pytest.mark.parametrize("forged", ["1-1.abc.def", "x", "1-1", "…", "1-1." + "A" * 50])
def test_a_forged_link_does_nothing(client: Client, thanks: Reminder, forged: str) -> None:
    url = reverse("digests:link_action", args=[forged, "sent"])
    assert client.post(url).status_code == 400
    assert state(thanks) == Reminder.State.OPEN


def test_a_link_is_bound_to_its_user(client: Client, thanks: Reminder, stranger: User) -> None:
    wrong = reminder_token(thanks.pk, stranger.pk)
    assert client.post(act_url(wrong, "sent")).status_code == 410
    assert state(thanks) == Reminder.State.OPEN


def test_a_link_of_one_kind_is_no_link_of_another(client: Client, thanks: Reminder) -> None:
    stop = stop_token(thanks.owner_id, "daily")
    assert client.post(reverse("digests:link_action", args=[stop, "sent"])).status_code == 400
    assert client.post(reverse("digests:stop", args=[token(thanks)])).status_code == 400


def test_somebody_who_may_not_sign_in_cannot_act(client: Client, thanks: Reminder) -> None:
    User.objects.filter(pk=thanks.owner_id).update(is_active=False)
    assert client.post(act_url(token(thanks), "sent")).status_code == 410


def test_the_pages_are_for_nobody_else_s_eyes(client: Client, thanks: Reminder) -> None:
    answer = client.get(choices_url(token(thanks)))
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        (Digest.Kind.DAILY, "digest_on", False),
        (Digest.Kind.WEEKLY, "weekly_review_day", None),
        (Digest.Kind.NOTICE, "thank_you_notice", False),
    ],
)
def test_one_click_ends_one_kind_of_mail(
    client: Client, seeker: User, kind: str, field: str, value: object
) -> None:
    url = stop_url(seeker.pk, kind)
    assert client.get(url).status_code == 200
    seeker.refresh_from_db()
    assert getattr(seeker, field) != value
    for _ in range(2):
        answer = client.post(url, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    seeker.refresh_from_db()
    assert getattr(seeker, field) == value


def test_a_stop_link_does_not_expire(seeker: User, now: datetime) -> None:
    made = stop_token(seeker.pk, "daily")
    with time_machine.travel(now + timedelta(days=3000)):
        assert read_stop_token(made) == (seeker.pk, "daily")


def test_a_forged_stop_link_does_nothing(client: Client, seeker: User) -> None:
    url = reverse("digests:stop", args=[f"{seeker.pk}-daily.forged"])
    assert client.post(url).status_code == 400
    seeker.refresh_from_db()
    assert seeker.digest_on


@pytest.mark.parametrize("act", ["", *ACTS])
def test_a_link_of_an_older_version_is_too_old_and_does_nothing(
    client: Client, thanks: Reminder, act: str
) -> None:
    old = TimestampSigner(sep=".", salt="followups.mail-act")
    name = old.sign(f"{thanks.pk}-{thanks.owner_id}")
    url = act_url(name, act) if act else choices_url(name)
    for answer in (client.get(url), client.post(url)) if act else (client.get(url),):
        assert answer.status_code == 410
        assert "This link is too old" in answer.content.decode()
    assert state(thanks) == Reminder.State.OPEN


def test_a_stop_link_of_an_older_version_is_too_old_and_stops_nothing(
    client: Client, seeker: User
) -> None:
    name = Signer(sep=".", salt="followups.mail-stop").sign(f"{seeker.pk}-daily")
    url = reverse("digests:stop", args=[name])
    for answer in (client.get(url), client.post(url, {"List-Unsubscribe": "One-Click"})):
        assert answer.status_code == 410
        assert "This link is too old" in answer.content.decode()
        assert reverse("accounts:settings") in answer.content.decode()
        assert answer["Referrer-Policy"] == "no-referrer"
    seeker.refresh_from_db()
    assert seeker.digest_on


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_link_records_a_thank_you_before_the_interview_is_over(
    client: Client,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
    method: str,
) -> None:
    make_interview(make_application(), make_contact(), starts_at=now + timedelta(hours=2))
    early = Reminder.objects.get(rule="interview.thank_you")
    answer = getattr(client, method)(act_url(token(early), "sent"))
    assert "The interview is not over yet" in answer.content.decode()
    assert "Yes, I sent it" not in answer.content.decode()
    assert not Message.objects.exists()
