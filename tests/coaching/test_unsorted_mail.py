"""What a coach learns of unsorted mail: nothing without the scope for notes."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from coaching.inbox import inbox_rows
from coaching.words import reason_of
from followups.models import HeldBack, Reminder
from followups.next_steps import steps
from followups.policy_preview import Preview, _ChangeWriter, preview
from followups.timing.plan_items import HeldBack as Held
from followups.timing.plan_items import Reason
from inbox.models import ReceivedFile, Suggestion
from tests.coaching.conftest import Story, let_in
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db
NOTES = ("sees_notes",)
EVERYTHING_ELSE = ("sees_pay", "sees_documents", "sees_contacts")


@pytest.fixture
def mailed(story: Story, moment: datetime) -> Story:
    """The client, one of whose follow-ups waits for a mail to be sorted, and another names one."""
    at, later = moment - timedelta(days=1), moment + timedelta(days=6)
    waits = Reason("held_back.mail_to_sort", {"mailed_at": at, "note_on": later.date()})
    asks = Reason("status.after_applying", {"answered_at": at, "unsorted": True})
    HeldBack.objects.filter(owner=story.owner).delete()
    HeldBack.objects.create(
        owner=story.owner,
        application=story.application,
        rule="status",
        guard="mail_to_sort",
        until=later,
        reason=waits.to_json(),
    )
    Reminder.objects.filter(owner=story.owner).delete()
    story.reminder = Reminder.objects.create(
        owner=story.owner,
        application=story.application,
        scope=f"a{story.application.pk}",
        key="status/x",
        rule="status.after_applying",
        state="open",
        opens_at=at,
        due_at=moment + timedelta(days=1),
        reason=asks.to_json(),
    )
    return story


def pages(story: Story, coach: User) -> str:
    """Everything a coach can read about the client."""
    client = signed_in(coach)
    addresses = [
        f"/coach/accounts/user/{story.owner.pk}/change/",
        f"/coach/applications/application/{story.application.pk}/change/",
        f"/coach/followups/reminder/{story.reminder.pk}/change/",
        "/coach/followups/reminder/",
        "/coach/",
    ]
    return "".join(client.get(each).content.decode() for each in addresses)


def test_with_the_scope_for_notes_a_coach_reads_that_a_mail_waits(
    mailed: Story, coach: User, moment: datetime
) -> None:
    let_in(mailed.owner, coach, moment, *NOTES)
    said = pages(mailed, coach)
    assert "may be their answer" in said
    assert "may be from them" in said


def test_without_it_there_is_no_hint_of_a_mail(
    mailed: Story, coach: User, moment: datetime
) -> None:
    let_in(mailed.owner, coach, moment, *EVERYTHING_ELSE)
    said = pages(mailed, coach)
    assert "No date has come from them yet." in said
    for hint in ("An email of", "sort it", "mail to sort", "Mail to sort"):
        assert hint not in said


def test_the_seeker_reads_it_as_ever(mailed: Story, moment: datetime) -> None:
    found = steps(mailed.application, moment)
    assert "sort it" in found.cards[0].reason
    assert [each.row.guard for each in found.held_back] == ["mail_to_sort"]


def test_the_page_of_a_reminder_never_tells(mailed: Story) -> None:
    assert "mail" not in reason_of(mailed.reminder).fact


@pytest.mark.parametrize("scopes", [NOTES, EVERYTHING_ELSE])
def test_a_policy_is_tried_within_the_scope(
    mailed: Story, coach: User, moment: datetime, scopes: tuple[str, ...], monkeypatch: Any
) -> None:
    let_in(mailed.owner, coach, moment, *scopes)
    asked: list[bool] = []

    def watched(*args: Any, tells_of_mail: bool, **kwargs: Any) -> Preview:
        asked.append(tells_of_mail)
        return preview(*args, tells_of_mail=tells_of_mail, **kwargs)

    monkeypatch.setattr("coaching.views.policy.preview", watched)
    address = f"/coach/accounts/user/{mailed.owner.pk}/policy/try/"
    assert signed_in(coach).post(address, {"base": "patient"}).status_code == 200
    assert asked == [scopes == NOTES]


def test_a_preview_tells_no_reason_that_names_a_mail(mailed: Story, moment: datetime) -> None:
    told, untold = (_ChangeWriter(mailed.owner, moment, tells) for tells in (True, False))
    (row,) = HeldBack.objects.filter(owner=mailed.owner)
    entry = Held("status", None, row.guard, row.until, (), Reason.from_json(row.reason))
    assert "may be their answer" in told._words(entry)
    assert untold._words(entry) == ""


@pytest.fixture
def arrived(story: Story, moment: datetime) -> Story:
    """The client, with two suggestions that wait and one that is answered."""
    for number, about in enumerate([story.application, None, story.application]):
        file = ReceivedFile.objects.create(
            owner=story.owner,
            key=f"{number:064x}",
            way="upload",
            format="mail",
            content=b"lettersecret",
            arrived_at=moment,
            read_at=moment,
            delete_at=moment + timedelta(days=30),
        )
        answered = {"state": "ignored", "answered_at": moment} if number == 2 else {}
        Suggestion.objects.create(
            owner=story.owner,
            file=file,
            kind=("rejection", "confirmation", "offer")[number],
            application=about,
            finding={
                "company": "Kestrel Analytics",
                "subject": "lettersecret",
                "person": "lettersecret",
                "evidence": ["lettersecret"],
            },
            sender="lettersecret@kestrel.example",
            at=moment - timedelta(hours=1),
            **answered,
        )
    return story


def of_client(story: Story, coach: User) -> tuple[str, str]:
    """The client's page, and that of the application."""
    client = signed_in(coach)
    of_user = client.get(f"/coach/accounts/user/{story.owner.pk}/change/")
    path = f"/coach/applications/application/{story.application.pk}/change/"
    return of_user.content.decode(), client.get(path).content.decode()


def test_a_coach_with_the_scope_reads_a_line_each(
    arrived: Story, coach: User, moment: datetime
) -> None:
    let_in(arrived.owner, coach, moment, *NOTES)
    whole, one = of_client(arrived, coach)
    assert "Waiting in their inbox" in whole
    assert "<strong>Application received</strong> · Kestrel Analytics" in whole
    assert "<strong>Rejection</strong>" in whole
    assert "<strong>Rejection</strong>" in one
    assert "Application received" not in one
    assert "<strong>Offer</strong>" not in whole + one
    assert "lettersecret" not in whole + one


def test_a_coach_without_it_sees_neither_lines_nor_that_there_are_any(
    arrived: Story, coach: User, moment: datetime
) -> None:
    let_in(arrived.owner, coach, moment, *EVERYTHING_ELSE)
    before = [_plain(each) for each in of_client(arrived, coach)]
    assert "inbox" not in "".join(before).casefold()
    Suggestion.objects.all().delete()
    assert [_plain(each) for each in of_client(arrived, coach)] == before


def _plain(page: str) -> str:
    """A page without what differs each time."""
    tokens = r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"|[0-9a-f-]{36}'
    return re.sub(tokens, "", page)


def test_the_operator_s_record_has_none(arrived: Story, operator: User) -> None:
    path = f"/admin/accounts/user/{arrived.owner.pk}/record/"
    said = signed_in(operator).post(path, {"reason": "They asked for help with it."})
    assert said.status_code == 200
    assert "Kestrel Analytics" not in said.content.decode()


def test_a_client_with_much_in_the_inbox_costs_no_more_queries(
    arrived: Story, coach: User, moment: datetime, django_assert_num_queries: Any
) -> None:
    grant = let_in(arrived.owner, coach, moment, *NOTES)
    with django_assert_num_queries(1):
        assert len(inbox_rows(arrived.owner, grant)) == 2
